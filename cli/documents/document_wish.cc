#include "cli/documents/document_wish.h"

#include <ostream>

#include <CLI/CLI.hpp>

#include "cli/documents/fonts.h"
#include "cli/exit_code.h"
#include "cli/field.h"
#include "cli/utf8.h"

namespace tirek::cli {
namespace {

struct Flags {
  std::string subject;
  std::string format = "pdf";
  std::string language = "ru";
  std::string date;
  std::string fonts = kFontFolder;
  std::string month;
  std::string accounts = "settlements";
  std::string theirs;
  std::string their_opening;
  bool force = false;
};

// The program's flags that a document has, too.
struct ProgramFlag {
  const char* name;
  Option option;
  const char* text;
};
constexpr ProgramFlag kProgramFlags[] = {
    {"--out", Option::kOut,
     "Where to write the file, - for the standard output; else under its own name in the current "
     "folder"},
    {"--address", Option::kAddress,
     "The server. Else TIREK_ADDRESS, else the local server's socket"},
    {"--token", Option::kToken, "Who is calling. Else TIREK_TOKEN, else the local admin.token"},
    {"--token-file", Option::kTokenFile, "A file that holds the token"},
    {"--tls-ca", Option::kTlsCa, "Speak TLS and trust the certificates of this PEM file"},
    {"--timeout", Option::kTimeout, "Seconds a call may take"},
};

void AddOwnFlags(const DocumentUsage& usage, CLI::App& app, Flags& flags) {
  app.add_option(usage.subject_name, flags.subject, usage.subject_text)->required();
  app.add_option("--format", flags.format, "pdf or xlsx")
      ->check(CLI::IsMember({"pdf", "xlsx"}))
      ->capture_default_str();
  app.add_option("--language", flags.language, "ru or kk")
      ->check(CLI::IsMember({"ru", "kk"}))
      ->capture_default_str();
  if (usage.has_month) {
    app.add_option("--month", flags.month, "The month, like 2026-10")->required();
  }
  if (usage.has_accounts) {
    app.add_option("--accounts", flags.accounts, "payable, receivable, or settlements: both")
        ->check(CLI::IsMember({"payable", "receivable", "settlements"}))
        ->capture_default_str();
  }
  if (usage.has_theirs) {
    app.add_option("--theirs", flags.theirs,
                   "The provider's own list, CSV: `tirek reconciliation-act compare --help`");
    app.add_option("--their-opening", flags.their_opening,
                   "What is owed at the beginning by the provider's books, like 1250.40; else 0");
  }
  if (usage.has_date)
    app.add_option("--date", flags.date,
                   "Of the document, like 2026-10-31; else as explained above");
  app.add_option("--fonts", flags.fonts, "The folder of NotoSans-Regular.ttf and NotoSans-Bold.ttf")
      ->capture_default_str();
  app.add_flag("--force", flags.force, "Overwrite the file");
}

Result<DocumentWish> WishOf(const Flags& flags, Arguments connection) {
  DocumentWish wish;
  wish.subject = flags.subject;
  wish.format = flags.format == "pdf" ? FileFormat::kPdf : FileFormat::kXlsx;
  wish.language = *documents::ParseLanguage(flags.language);
  wish.fonts = flags.fonts;
  wish.month = flags.month;
  wish.accounts = UpperCase(flags.accounts);
  wish.theirs = flags.theirs;
  wish.their_opening = flags.their_opening;
  if (flags.theirs.empty() && !flags.their_opening.empty()) {
    return WrongUsage("--their-opening goes with --theirs");
  }
  wish.connection = std::move(connection);
  if (flags.force) wish.connection.options[Option::kForce] = "";
  if (!IsUtf8(flags.subject)) return WrongUsage("'" + Printable(flags.subject) + "' is not UTF-8");
  if (flags.date.empty()) return wish;
  const Result<CivilDate> date = CivilDate::Parse(flags.date);
  if (!date) return WrongUsage("--date expects a date like 2026-10-31");
  wish.date = *date;
  return wish;
}

}  // namespace

Result<std::optional<DocumentWish>> ParseDocumentWish(const DocumentUsage& usage,
                                                      const std::vector<std::string>& words,
                                                      const LocalStreams& streams) {
  CLI::App app(usage.about, std::string("tirek document ") + usage.verb);
  Flags flags;
  Arguments connection;
  AddOwnFlags(usage, app, flags);
  for (const ProgramFlag& flag : kProgramFlags) {
    app.add_option_function<std::string>(
        flag.name,
        [&connection, &flag](const std::string& value) { connection.options[flag.option] = value; },
        flag.text);
  }
  app.footer(std::string("Example:\n  ") + usage.example);
  std::vector<std::string> reversed(words.rbegin(), words.rend());
  try {
    app.parse(reversed);
  } catch (const CLI::CallForHelp&) {
    streams.out << app.help();
    return std::optional<DocumentWish>();
  } catch (const CLI::ParseError& error) {
    return WrongUsage(error.what());
  }
  TIREK_ASSIGN_OR_RETURN(DocumentWish wish, WishOf(flags, std::move(connection)));
  return std::optional(std::move(wish));
}

}  // namespace tirek::cli
