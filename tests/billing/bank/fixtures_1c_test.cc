// Outside files of the format: each gives the right parse or a refusal that names its reason.
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "billing/bank/statement_1c.h"
#include "tests/billing/bank/files.h"
#include "tests/billing/bank/statement_text.h"

namespace tirek::bank {
namespace {

constexpr const char* kFolder = "../shared/fixtures/kz-bank/1c/";

// The whole answer: statement, lines and repeats, one after the other; or the refusals.
std::string AnswerTo(const std::string& bytes) {
  const auto statements = ParseStatement1c(bytes);
  if (!statements) return ToText(statements.error());
  std::string answer;
  for (const Statement& statement : *statements) {
    answer += ToText(statement) + "\n";
    for (const StatementLine& line : statement.lines) answer += ToText(line) + "\n";
    for (const RepeatedDocument& repeat : statement.repeats) {
      answer += repeat.number + " at line " + std::to_string(repeat.line) + " repeats line " +
                std::to_string(repeat.first_line) + "\n";
    }
  }
  return answer;
}

const char* const kKaspi =
    "KZ82722TEST000000001 KZT [2025-06-01, 2025-07-01) "
    "129464.83 +52531.32 -4000.00 = 177996.15\n"
    "-4000.00 47437099 2025-06-30 2025-06-30 680503290013 119 -\n"
    "+42531.32 47437100 2025-06-30 2025-06-30 150340993017 859 -\n"
    "+10000.00 47437101 2025-06-30 2025-06-30 680503290013 119 -\n";

TEST_CASE("each outside file gives the right parse or a named refusal") {
  const std::string kaspi_repeat = std::string(kKaspi) + "47437100 at line 74 repeats line 36\n";
  struct Case {
    const char* file;
    std::string answer;
  };
  const Case cases[] = {
      {"kz-kaspi_v1.01_utf8.txt", kKaspi},
      {"kz-kaspi_v1.01_cp1251.txt", kKaspi},
      {"kz-duplicate_document_utf8.txt", kaspi_repeat},
      {"kz-balance_mismatch_utf8.txt", "line 15 КонечныйОстаток: STATEMENT_BALANCE"},
      {"kz-jusan_v2.00_cp1251.txt",
       "KZ92998TEST000000003 KZT [2025-01-01, 2025-02-01) "
       "1020312.05 +7745.70 -110860.00 = 917197.75\n"
       "+7745.70 95022 2025-01-03 2025-01-03 010440992014  -\n"
       "-110860.00 12 2025-01-09 2025-01-09 820416190015  -\n"},
      {"kz-parser-tolerance_utf8.txt",
       "line 1 ВерсияФормата: STATEMENT_VALUE_MISSING; line 3: STATEMENT_LINE_UNREADABLE; "
       "line 12 Номер: STATEMENT_KEY_REPEATED; line 13: STATEMENT_TRUNCATED"},
      // Russian files: no IBANs, and a payment order where a statement is wanted.
      {"ru-1.03_all-fields_cp1251.txt",
       "line 16 РасчСчет: IBAN_STRUCTURE; line 25 РасчСчет: IBAN_STRUCTURE"},
      {"ru-1.03_all-fields_utf8.txt",
       "line 16 РасчСчет: IBAN_STRUCTURE; line 25 РасчСчет: IBAN_STRUCTURE"},
      {"ru-1.03_bank_export_cp1251_noeol.txt", "line 14 РасчСчет: IBAN_STRUCTURE"},
      {"ru-1.03_minimal_utf8.txt", "line 1: STATEMENT_NO_ACCOUNT"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.file);
    const auto bytes = ReadFile(std::string(kFolder) + c.file);
    if (!bytes) {
      MESSAGE("skipped, no such file here: " << c.file);
      continue;
    }
    CHECK(AnswerTo(*bytes) == c.answer);
  }
}

}  // namespace
}  // namespace tirek::bank
