// Statements made to hurt: refused by name, quickly, in bounded memory.
#include <string>

#include <doctest/doctest.h>

#include "billing/bank/refusals.h"
#include "billing/bank/sections_1c.h"
#include "billing/bank/statement_1c.h"
#include "tests/billing/bank/files.h"
#include "tests/billing/bank/statement_text.h"

namespace tirek::bank {
namespace {

std::string RefusalOf(const std::string& bytes) {
  const auto statements = ParseStatement1c(bytes);
  return statements ? std::string() : ToText(statements.error());
}

std::string Repeated(const std::string& text, int times) {
  std::string all;
  all.reserve(text.size() * times);
  for (int i = 0; i < times; ++i) all += text;
  return all;
}

TEST_CASE("files that are no statements are refused") {
  struct Case {
    const char* name;
    std::string bytes;
    const char* refusals;
  };
  const Case cases[] = {
      {"empty", "", "line 1: STATEMENT_NOT_1C"},
      {"only a byte order mark", "\xEF\xBB\xBF", "line 1: STATEMENT_NOT_1C"},
      {"only line ends", "\n\n\r\n", "line 3: STATEMENT_NOT_1C"},
      {"zeros", std::string(100, '\0'),
       "line 1: STATEMENT_CONTROL_CHARACTER; line 1: STATEMENT_NOT_1C"},
      {"UTF-16",
       std::string("\xFF\xFE"
                   "1\0C\0",
                   6),
       "line 1: STATEMENT_ENCODING"},
      {"XML", "<?xml version=\"1.0\"?><Document/>", "line 1: STATEMENT_NOT_1C"},
      {"the first line alone", "1CClientBankExchange", "line 1: STATEMENT_TRUNCATED"},
      {"first and last line", "1CClientBankExchange\nКонецФайла",
       "line 1 ВерсияФормата: STATEMENT_VALUE_MISSING"},
      {"no account", "1CClientBankExchange\nВерсияФормата=1.03\nКонецФайла",
       "line 1: STATEMENT_NO_ACCOUNT"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    CHECK(RefusalOf(c.bytes) == c.refusals);
  }
}

TEST_CASE("a line in another encoding than the file is refused by its number") {
  // windows-1251 has no character 0x98; after a byte order mark everything is UTF-8.
  const std::string cp1251 = ReadSample("kaspi_cp1251.txt");
  CHECK(RefusalOf(Replaced(cp1251, "TRK-202610-0001", "\x98")) == "line 33: STATEMENT_ENCODING");
  const std::string utf8 = "\xEF\xBB\xBF" + ReadSample("kaspi_utf8.txt");
  CHECK(RefusalOf(Replaced(utf8, "TRK-202610-0001", "\xC0\x80")) == "line 33: STATEMENT_ENCODING");
}

TEST_CASE("a line longer than 64 KiB is refused, one of 64 KiB is read") {
  const std::string sample = ReadSample("kaspi_utf8.txt");
  const std::string key = "НовыйКлюч=";
  const auto with = [&](std::size_t length) {
    const std::string line = key + std::string(length - key.size(), 'x');
    return Replaced(sample, "ВидДокумента=", line + "\nВидДокумента=");
  };
  CHECK(RefusalOf(with(64 * 1024)) == "");
  CHECK(RefusalOf(with(64 * 1024 + 1)) == "line 20: STATEMENT_LINE_TOO_LONG");
}

TEST_CASE("more values in a section than any bank has stop the reading") {
  std::string keys;
  for (int i = 0; i < 300; ++i) keys += "Ключ" + std::to_string(i) + "=1\n";
  CHECK(
      RefusalOf(Replaced(ReadSample("kaspi_utf8.txt"), "ВидДокумента=", keys + "ВидДокумента=")) ==
      "line 218: STATEMENT_SECTION_TOO_LONG");
}

TEST_CASE("a file above 64 MiB is refused unread") {
  std::string bytes = ReadSample("kaspi_utf8.txt");
  bytes.append(kLargestStatement - bytes.size(), '\n');
  CHECK(RefusalOf(bytes) == "");
  bytes.push_back('\n');
  CHECK(RefusalOf(bytes) == "line 1: STATEMENT_TOO_LARGE");
}

TEST_CASE("of countless problems the first hundred are listed and all are counted") {
  const std::string bytes =
      "1CClientBankExchange\nВерсияФормата=1.03\n" + Repeated("x\n", 100'000) + "КонецФайла\n";
  const auto statements = ParseStatement1c(bytes);
  REQUIRE_FALSE(statements.has_value());
  CHECK(statements.error().violations.size() == Refusals::kMostListed);
  CHECK(statements.error().metadata.at("problems") == "100000");
}

TEST_CASE("more than a million documents are refused") {
  // 60 bytes a document in UTF-8: a million of them still fit the largest file.
  const std::string document = "СекцияДокумент=\nКонецДокумента\n";
  const std::string head = "1CClientBankExchange\nВерсияФормата=1.03\n";
  const auto statements =
      ParseStatement1c(head + Repeated(document, kMostDocuments + 1) + "КонецФайла");
  REQUIRE_FALSE(statements.has_value());
  // Three values are missing in each of them, and the file is refused for its number as well.
  CHECK(statements.error().metadata.at("problems") == "3000001");
}

}  // namespace
}  // namespace tirek::bank
