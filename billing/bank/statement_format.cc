#include "billing/bank/statement_format.h"

#include <algorithm>
#include <string>
#include <utility>

#include "billing/bank/camt.h"
#include "billing/bank/mt940.h"
#include "billing/bank/statement_1c.h"
#include "billing/bank/statement_csv.h"
#include "billing/bank/utf8.h"
#include "core/base/assert.h"

namespace tirek::bank {
namespace {

// Enough to tell: the first letters in ASCII, also of UTF-16, without marks and blanks.
std::string FirstLetters(std::string_view head) {
  constexpr std::size_t kEnough = 4096;
  std::string letters;
  for (const char c : head.substr(0, kEnough)) {
    const auto byte = static_cast<unsigned char>(c);
    const bool is_mark = byte == 0xEF || byte == 0xBB || byte == 0xBF || byte >= 0xFE;
    if (byte <= 0x20 || is_mark) {
      if (c == '\n' && !letters.empty()) letters += c;
      continue;
    }
    letters += c;
  }
  return letters;
}

bool IsUtf16(std::string_view head) {
  return head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF");
}

bool HasMtTag(std::string_view letters) {
  for (const std::string_view tag :
       {":20:", ":25:", ":60F:", ":61:", ":62F:", ":64:", ":86:", ":940:", ":NS:"}) {
    if (letters.starts_with(tag) || letters.find("\n" + std::string(tag)) != std::string::npos) {
      return true;
    }
  }
  return false;
}

// A payment order of the old formats has the frame of MT940, and is no statement.
bool IsOtherMt(std::string_view letters) {
  return letters.find("{2:I10") != std::string_view::npos ||
         letters.find("{2:O10") != std::string_view::npos;
}

}  // namespace

std::string_view FormatName(StatementFormat format) {
  switch (format) {
    case StatementFormat::kCamt:
      return "camt";
    case StatementFormat::kMt940:
      return "mt940";
    case StatementFormat::k1c:
      return "1c";
    case StatementFormat::kCsv:
      return "csv";
  }
  AssertFailed("a known format", __FILE__, __LINE__);
}

std::optional<StatementFormat> DetectFormat(std::string_view head, bool has_mapping) {
  if (has_mapping) return StatementFormat::kCsv;
  const std::string letters = FirstLetters(head);
  if (letters.starts_with('<')) return StatementFormat::kCamt;
  if (FoldCase(letters.substr(0, 20)) == "1cclientbankexchange") return StatementFormat::k1c;
  if (HasMtTag(letters) && !IsOtherMt(letters)) return StatementFormat::kMt940;
  return {};
}

std::optional<StatementFormat> ReadStatements(ByteSource& bytes, const ReadOptions& options,
                                              StatementSink& sink, Refusals& refusals) {
  PeekedBytes source(bytes, options.most_bytes);
  const auto format = DetectFormat(source.head(), options.mapping != nullptr);
  if (!format) {
    refusals.Add(1, {}, "STATEMENT_FORMAT_UNKNOWN",
                 "camt.052, camt.053 or camt.054, MT940 or MT942, 1CClientBankExchange, or CSV "
                 "with a mapping");
    return {};
  }
  if (*format != StatementFormat::kCamt && IsUtf16(source.head())) {
    refusals.Add(1, {}, "STATEMENT_ENCODING",
                 "UTF-8, windows-1251 or cp866: UTF-16 is read in XML only");
    return format;
  }
  LimitedStatements limited(sink, refusals);
  switch (*format) {
    case StatementFormat::kCamt:
      ReadCamt(source, limited, refusals);
      break;
    case StatementFormat::kMt940:
      ReadMt940(source, limited, refusals);
      break;
    case StatementFormat::k1c:
      ReadStatement1c(source, limited, refusals);
      break;
    case StatementFormat::kCsv:
      ReadStatementCsv(source, *options.mapping, limited, refusals);
      break;
  }
  return format;
}

Result<std::vector<Statement>> ParseStatements(std::string_view bytes, const ReadOptions& options) {
  Refusals refusals;
  CollectedStatements collected;
  MemoryBytes memory(bytes);
  ReadStatements(memory, options, collected, refusals);
  if (!refusals.empty()) return refusals.ToError();
  return std::move(collected.statements());
}

}  // namespace tirek::bank
