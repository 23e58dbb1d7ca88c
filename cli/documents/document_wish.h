// What is asked for on the command line of a document: of what, in which form, and where to.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "billing/documents/language.h"
#include "cli/arguments.h"
#include "cli/local_command.h"
#include "core/base/result.h"
#include "core/calendar/civil_date.h"

namespace tirek::cli {

enum class FileFormat { kPdf, kXlsx };

struct DocumentWish {
  std::string subject;  // a claim, a payment order, a provider
  FileFormat format = FileFormat::kPdf;
  documents::Language language = documents::Language::kRussian;
  std::optional<CivilDate> date;  // of the document, where it has no date of its own
  std::string fonts;              // the folder of the fonts
  std::string month;              // of what is owed; as the protos write it
  std::string accounts;           // "PAYABLE", "RECEIVABLE", …
  std::string theirs;             // the file of the provider's own figures
  std::string their_opening;      // what is owed at the beginning by the provider's books
  Arguments connection;           // the program's own flags, --out and --force among them
};

// How a kind of document is called and explained.
struct DocumentUsage {
  const char* verb;
  const char* about;
  const char* subject_name;  // "CLAIM"
  const char* subject_text;
  const char* example;
  bool has_date = true;
  bool has_month = false;
  bool has_accounts = false;
  bool has_theirs = false;
};

// Absent when help was asked for, which is printed.
Result<std::optional<DocumentWish>> ParseDocumentWish(const DocumentUsage& usage,
                                                      const std::vector<std::string>& words,
                                                      const LocalStreams& streams);

}  // namespace tirek::cli
