// 1CClientBankExchange: what our samples say, and what is refused with line and reason.
#include "billing/bank/statement_1c.h"

#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "tests/billing/bank/files.h"
#include "tests/billing/bank/statement_text.h"

namespace tirek::bank {
namespace {

TEST_CASE("a Kazakh bank's statement is read in each of its encodings") {
  struct Case {
    const char* file;
    int first_document_line;
  };
  const Case cases[] = {
      {"kaspi_utf8.txt", 17}, {"kaspi_cp1251.txt", 17}, {"kaspi_cp866_no_encoding.txt", 16}};
  for (const Case& c : cases) {
    CAPTURE(c.file);
    const auto statements = ParseStatement1c(ReadSample(c.file));
    REQUIRE(statements.has_value());
    REQUIRE(statements->size() == 1);
    const Statement& statement = statements->front();
    CHECK(ToText(statement) ==
          "KZ67070TESTBUDGET100 KZT [2026-11-01, 2026-12-01) "
          "5000000.00 +15000.50 -2184510.00 = 2830490.50");
    REQUIRE(statement.lines.size() == 4);
    CHECK(ToText(statement.lines[0]) ==
          "-1434510.00 101 2026-11-05 2026-11-05 240140002226 859 TRK-202610-0001");
    CHECK(ToText(statement.lines[1]) ==
          "-700000.00 102 2026-11-05 2026-11-06 100240003339 859 TRK-202610-0002");
    CHECK(ToText(statement.lines[2]) == "-50000.00 103 2026-11-06 2026-11-06 191140004441 859 -");
    CHECK(ToText(statement.lines[3]) == "+15000.50 Б-7/1 2026-11-09 2026-11-09 191140004441 880 -");
    CHECK(statement.lines[0].counterparty.iban == "KZ98722TEST000000101");
    CHECK(statement.lines[0].counterparty.bic == "CASPKZKA");
    CHECK(statement.lines[3].counterparty.iban == "KZ11998TEST000000103");
    CHECK(statement.lines[0].file_line == c.first_document_line);
    CHECK(statement.repeats.empty());
  }
}

TEST_CASE("texts come as the bank wrote them: Kazakh letters in UTF-8, look-alikes in 1251") {
  const auto utf8 = ParseStatement1c(ReadSample("kaspi_utf8.txt"));
  const auto cp1251 = ParseStatement1c(ReadSample("kaspi_cp1251.txt"));
  REQUIRE(utf8.has_value());
  REQUIRE(cp1251.has_value());
  CHECK(utf8->front().lines[0].counterparty.name == "ТОО \"Үлгі үйі\"");
  CHECK(cp1251->front().lines[0].counterparty.name == "ТОО \"Улгі уйі\"");
  CHECK(cp1251->front().lines[2].purpose == "Оплата без ссылки");
}

TEST_CASE("the specification's own dialect: several sections and an own transfer seen twice") {
  const auto statements = ParseStatement1c(ReadSample("classic_two_accounts_utf8_bom.txt"));
  REQUIRE(statements.has_value());
  REQUIRE(statements->size() == 3);
  CHECK(ToText((*statements)[0]) ==
        "KZ67070TESTBUDGET100 KZT [2026-11-01, 2026-11-16) 1000.00 +0.00 -300.25 = 699.75");
  CHECK(ToText((*statements)[1]) ==
        "KZ67070TESTBUDGET100 KZT [2026-11-16, 2026-12-01) 699.75 +10.00 -0.00 = 709.75");
  CHECK(ToText((*statements)[2]) ==
        "KZ83070TESTBUDGET200 KZT [2026-11-01, 2026-12-01) -5.00 +300.25 -0.00 = 295.25");
  REQUIRE((*statements)[0].lines.size() == 1);
  REQUIRE((*statements)[1].lines.size() == 1);
  REQUIRE((*statements)[2].lines.size() == 1);
  const StatementLine& debit = (*statements)[0].lines[0];
  const StatementLine& credit = (*statements)[2].lines[0];
  CHECK(ToText(debit) == "-300.25 1 2026-11-10 2026-11-10 150340001117  -");
  CHECK(ToText(credit) == "+300.25 1 2026-11-11 2026-11-11 150340001117  -");
  CHECK(debit.counterparty.iban == "KZ83070TESTBUDGET200");
  CHECK(credit.counterparty.iban == "KZ67070TESTBUDGET100");
  CHECK(debit.purpose == "Между своими счетами вторая строка");
}

TEST_CASE("what banks vary in is tolerated") {
  struct Case {
    const char* name;
    const char* from;
    const char* to;
  };
  const Case cases[] = {
      {"no declared encoding", "Кодировка=Windows\n", ""},
      {"unknown declared encoding", "Кодировка=Windows", "Кодировка=KOI8-R"},
      {"another version", "ВерсияФормата=1.01", "ВерсияФормата=2.00"},
      {"version in the first line", "1CClientBankExchange", "1CClientBankExchange=1.01"},
      {"first line in small letters", "1CClientBankExchange", "1cclientbankexchange"},
      {"key in small letters", "НачальныйОстаток=", "начальныйостаток="},
      {"spaces around", "НачальныйОстаток=5000000.00", "  НачальныйОстаток = 5000000.00\t"},
      {"quoted amount", "5000000.00", "\"5000000.00\""},
      {"decimal comma", "5000000.00", "5000000,00"},
      {"no decimals", "5000000.00", "5000000"},
      {"equals sign after a keyword", "КонецРасчСчет\n", "КонецРасчСчет=\n"},
      {"keyword in capitals", "КонецРасчСчет\n", "КОНЕЦРАСЧСЧЕТ\n"},
      {"blank lines", "КонецФайла", "\n\n  \nКонецФайла"},
      {"no line end at the end", "КонецФайла\n", "КонецФайла"},
      {"unknown keys", "ВидДокумента=", "НовыйКлюч=1\nВидДокумента="},
      {"empty values", "ПолучательБанкБИК=CASPKZKA", "ПолучательБанкБИК="},
      {"both columns, one of them zero", "СуммаРасход=700000",
       "СуммаПриход=0.00\nСуммаРасход=700000"},
      {"the common column too", "СуммаРасход=700000", "СуммаРасход=700000\nСумма=700000.00"},
      {"the currency said", "СуммаРасход=700000", "Валюта=KZT\nСуммаРасход=700000"},
      {"no sums of the bank", "ВсегоПоступило=15000.50\nВсегоСписано=2184510.00\n", ""},
      {"period in the header only", "СекцияРасчСчет\nДатаНачала=01.11.2026\nДатаКонца=30.11.2026\n",
       "СекцияРасчСчет\n"},
      {"own account left out", "ПлательщикИИК=KZ67070TESTBUDGET100\n", ""},
      {"spaces in the account", "\nРасчСчет=KZ67070TESTBUDGET100\nНач",
       "\nРасчСчет=KZ67 070T ESTB UDGE T100\nНач"},
      {"no booking date", "ДатаОперации=05.11.2026\n", ""},
      {"document older than the period, booked in it", "ДатаДокумента=05.11.2026",
       "ДатаДокумента=31.10.2026"},
  };
  const std::string sample = ReadSample("kaspi_utf8.txt");
  for (const Case& c : cases) {
    CAPTURE(c.name);
    const auto statements = ParseStatement1c(Replaced(sample, c.from, c.to));
    CHECK(statements.has_value());
    if (!statements) {
      CHECK(Describe(statements.error()) == "");
      continue;
    }
    CHECK(statements->front().closing.AmountText() == "2830490.50");
    CHECK(statements->front().lines.size() == 4);
  }
}

TEST_CASE("what is wrong is refused with its line, its key and its reason") {
  struct Case {
    const char* name;
    const char* from;
    const char* to;
    const char* refusals;
  };
  const Case cases[] = {
      {"another format", "1CClientBankExchange", "1CClientBank", "line 1: STATEMENT_NOT_1C"},
      {"no version", "ВерсияФормата=1.01\n", "", "line 1 ВерсияФормата: STATEMENT_VALUE_MISSING"},
      {"unknown version", "ВерсияФормата=1.01", "ВерсияФормата=3.00",
       "line 2 ВерсияФормата: STATEMENT_VERSION"},
      {"cut", "КонецФайла\n", "", "line 93: STATEMENT_TRUNCATED"},
      {"text after the end", "КонецФайла\n", "КонецФайла\n\nещё\n", "line 96: STATEMENT_AFTER_END"},
      {"unknown section", "СекцияРасчСчет", "СекцияОстатки",
       "line 8: STATEMENT_SECTION_UNKNOWN; line 9 ДатаНачала: STATEMENT_KEY_REPEATED; "
       "line 10 ДатаКонца: STATEMENT_KEY_REPEATED; line 16: STATEMENT_SECTION_ORDER"},
      {"section without end", "КонецРасчСчет\n", "", "line 16: STATEMENT_SECTION_ORDER"},
      {"end without section", "СекцияДокумент=выписка\n", "",
       "line 17: STATEMENT_SECTION_ORDER; line 18: STATEMENT_SECTION_ORDER; "
       "line 19: STATEMENT_SECTION_ORDER; line 20: STATEMENT_SECTION_ORDER; "
       "line 21: STATEMENT_SECTION_ORDER; line 22: STATEMENT_SECTION_ORDER; "
       "line 23: STATEMENT_SECTION_ORDER; line 24: STATEMENT_SECTION_ORDER; "
       "line 25: STATEMENT_SECTION_ORDER; line 26: STATEMENT_SECTION_ORDER; "
       "line 27: STATEMENT_SECTION_ORDER; line 28: STATEMENT_SECTION_ORDER; "
       "line 29: STATEMENT_SECTION_ORDER; line 30: STATEMENT_SECTION_ORDER; "
       "line 31: STATEMENT_SECTION_ORDER; line 32: STATEMENT_SECTION_ORDER; "
       "line 33: STATEMENT_SECTION_ORDER; line 34: STATEMENT_SECTION_ORDER"},
      {"no key and value", "КодНазначенияПлатежа=859", "КодНазначенияПлатежа:859",
       "line 34: STATEMENT_LINE_UNREADABLE"},
      {"a key twice", "ДатаОперации=05.11.2026", "СуммаРасход=1.00",
       "line 32 СуммаРасход: STATEMENT_KEY_REPEATED"},
      {"a control character", "НомерДокумента=101", "НомерДокумента=1\x01",
       "line 18: STATEMENT_CONTROL_CHARACTER"},
      {"no account", "РасчСчет=KZ67070TESTBUDGET100\nНачальный", "Начальный",
       "line 8 РасчСчет: STATEMENT_VALUE_MISSING"},
      {"wrong account", "KZ67070TESTBUDGET100\nНачальный", "KZ68070TESTBUDGET100\nНачальный",
       "line 11 РасчСчет: IBAN_CHECKSUM"},
      {"a date that does not exist", "ДатаКонца=30.11.2026\nРасчСчет=KZ67070TESTBUDGET100\nНач",
       "ДатаКонца=31.11.2026\nРасчСчет=KZ67070TESTBUDGET100\nНач",
       "line 10 ДатаКонца: STATEMENT_DATE"},
      {"a date in another form", "ДатаДокумента=05.11.2026", "ДатаДокумента=2026-11-05",
       "line 19 ДатаДокумента: STATEMENT_DATE"},
      {"a date of other digits", "ДатаДокумента=05.11.2026", "ДатаДокумента=05.1А.2026",
       "line 19 ДатаДокумента: STATEMENT_DATE"},
      {"period reversed",
       "ДатаНачала=01.11.2026\nДатаКонца=30.11.2026\nРасчСчет=KZ67070TESTBUDGET100\nНач",
       "ДатаНачала=30.11.2026\nДатаКонца=29.11.2026\nРасчСчет=KZ67070TESTBUDGET100\nНач",
       "line 10 ДатаКонца: STATEMENT_PERIOD"},
      {"no opening balance", "НачальныйОстаток=5000000.00\n", "",
       "line 8 НачальныйОстаток: STATEMENT_VALUE_MISSING"},
      {"a balance in words", "НачальныйОстаток=5000000.00", "НачальныйОстаток=много",
       "line 12 НачальныйОстаток: STATEMENT_AMOUNT"},
      {"spaces in an amount", "СуммаРасход=1434510.00", "СуммаРасход=1 434 510.00",
       "line 31 СуммаРасход: STATEMENT_AMOUNT"},
      {"two decimal signs", "СуммаРасход=1434510.00", "СуммаРасход=1,434,510.00",
       "line 31 СуммаРасход: STATEMENT_AMOUNT"},
      {"a third decimal", "СуммаРасход=1434510.00", "СуммаРасход=1434510.001",
       "line 31 СуммаРасход: STATEMENT_AMOUNT"},
      {"an amount beyond 64 bits", "СуммаРасход=1434510.00", "СуммаРасход=92233720368547758.08",
       "line 31 СуммаРасход: STATEMENT_AMOUNT"},
      {"a negative amount", "СуммаРасход=1434510.00", "СуммаРасход=-1434510.00",
       "line 31 СуммаРасход: STATEMENT_AMOUNT"},
      {"an amount of zero", "СуммаРасход=1434510.00", "СуммаРасход=0.00",
       "line 17 Сумма: STATEMENT_AMOUNT"},
      {"no amount", "СуммаРасход=1434510.00\n", "", "line 17 Сумма: STATEMENT_AMOUNT"},
      {"in and out at once", "СуммаРасход=1434510.00", "СуммаПриход=1.00\nСуммаРасход=1434510.00",
       "line 32 СуммаРасход: STATEMENT_DIRECTION"},
      {"columns that differ", "СуммаРасход=1434510.00", "Сумма=1.00\nСуммаРасход=1434510.00",
       "line 31 Сумма: STATEMENT_AMOUNT"},
      {"no number", "НомерДокумента=101\n", "", "line 17 НомерДокумента: STATEMENT_VALUE_MISSING"},
      {"unknown currency", "СуммаРасход=1434510.00", "Валюта=ТЕНГЕ\nСуммаРасход=1434510.00",
       "line 31 Валюта: STATEMENT_CURRENCY"},
      {"somebody else's document", "ПлательщикИИК=KZ67070TESTBUDGET100",
       "ПлательщикИИК=KZ98722TEST000000101", "line 17: STATEMENT_ACCOUNT_UNKNOWN"},
      {"the account on the wrong side", "СуммаРасход=1434510.00", "СуммаПриход=1434510.00",
       "line 17: STATEMENT_DOCUMENT_UNPLACED"},
      {"booked outside the period", "ДатаОперации=05.11.2026", "ДатаОперации=01.12.2026",
       "line 17: STATEMENT_DOCUMENT_UNPLACED"},
      {"closing wrong by a tiyn", "2830490.50", "2830490.51",
       "line 15 КонечныйОстаток: STATEMENT_BALANCE"},
      {"credits wrong", "ВсегоПоступило=15000.50", "ВсегоПоступило=15000.51",
       "line 13 ВсегоПоступило: STATEMENT_SUM_DIFFERS; "
       "line 15 КонечныйОстаток: STATEMENT_BALANCE"},
      {"a document wrong by a tiyn", "СуммаРасход=700000", "СуммаРасход=700000.01",
       "line 14 ВсегоСписано: STATEMENT_SUM_DIFFERS"},
      {"several at once", "НомерДокумента=101\nДатаДокумента=05.11.2026",
       "ДатаДокумента=05.13.2026",
       "line 17 НомерДокумента: STATEMENT_VALUE_MISSING; "
       "line 18 ДатаДокумента: STATEMENT_DATE"},
  };
  const std::string sample = ReadSample("kaspi_utf8.txt");
  for (const Case& c : cases) {
    CAPTURE(c.name);
    const auto statements = ParseStatement1c(Replaced(sample, c.from, c.to));
    CHECK((statements ? std::string() : ToText(statements.error())) == c.refusals);
    if (!statements) CHECK(statements.error().reason == "STATEMENT_REFUSED");
  }
}

TEST_CASE("a sum that differs says what the documents add up to") {
  const auto statements = ParseStatement1c(
      Replaced(ReadSample("kaspi_utf8.txt"), "СуммаРасход=700000", "СуммаРасход=700000.01"));
  REQUIRE_FALSE(statements.has_value());
  CHECK(statements.error().violations[0].expected ==
        "debits of 2184510.01 KZT as the documents add up to, not 2184510.00 KZT");
}

TEST_CASE("documents in two currencies are refused, and one other currency is the account's") {
  const std::string sample = ReadSample("kaspi_utf8.txt");
  std::string mixed =
      Replaced(sample, "СуммаРасход=1434510.00", "Валюта=USD\nСуммаРасход=1434510.00");
  const auto dollars = ParseStatement1c(mixed);
  REQUIRE(dollars.has_value());
  CHECK(dollars->front().currency.code() == "USD");
  mixed = Replaced(mixed, "СуммаРасход=700000", "Валюта=KZT\nСуммаРасход=700000");
  const auto refused = ParseStatement1c(mixed);
  REQUIRE_FALSE(refused.has_value());
  CHECK(ToText(refused.error()) == "line 37 Валюта: STATEMENT_CURRENCY");
}

// The sample with the document at lines 17 to 35 written once more, and other figures.
std::string WithRepeat(const std::string& debits, const std::string& closing) {
  std::string text = ReadSample("kaspi_utf8.txt");
  const std::size_t start = text.find("СекцияДокумент");
  const std::string end = "КонецДокумента\n";
  const std::string document = text.substr(start, text.find(end) + end.size() - start);
  text = Replaced(text, "КонецФайла", document + "КонецФайла");
  text = Replaced(text, "2184510.00", debits);
  return Replaced(text, "2830490.50", closing);
}

TEST_CASE("a document that stands in the file twice counts as often as the bank's figures say") {
  const auto once = ParseStatement1c(WithRepeat("2184510.00", "2830490.50"));
  REQUIRE(once.has_value());
  CHECK(once->front().lines.size() == 4);
  REQUIRE(once->front().repeats.size() == 1);
  CHECK(once->front().repeats[0].number == "101");
  CHECK(once->front().repeats[0].first_line == 17);
  CHECK(once->front().repeats[0].line == 94);
  CHECK_FALSE(once->front().repeats[0].counted);

  const auto twice = ParseStatement1c(WithRepeat("3619020.00", "1395980.50"));
  REQUIRE(twice.has_value());
  CHECK(twice->front().lines.size() == 5);
  CHECK(twice->front().debits.AmountText() == "3619020.00");
  REQUIRE(twice->front().repeats.size() == 1);
  CHECK(twice->front().repeats[0].counted);

  const auto neither = ParseStatement1c(WithRepeat("1.00", "5014999.50"));
  REQUIRE_FALSE(neither.has_value());
  CHECK(ToText(neither.error()) ==
        "line 14 ВсегоСписано: STATEMENT_SUM_DIFFERS; line 94: STATEMENT_DOCUMENT_REPEATED");
}

TEST_CASE("sections of one account follow each other without overlap and without a jump") {
  const std::string sample = ReadSample("classic_two_accounts_utf8_bom.txt");
  const auto overlap = ParseStatement1c(Replaced(sample, "ДатаНачала=16.11", "ДатаНачала=15.11"));
  REQUIRE_FALSE(overlap.has_value());
  CHECK(ToText(overlap.error()) == "line 23: STATEMENT_PERIOD");
  const auto jump =
      ParseStatement1c(Replaced(sample, "НачальныйОстаток=699.75", "НачальныйОстаток=699.76"));
  REQUIRE_FALSE(jump.has_value());
  CHECK(ToText(jump.error()) == "line 27 НачальныйОстаток: STATEMENT_BALANCE");
}

TEST_CASE("a document between two equal accounts has no direction") {
  const std::string sample = ReadSample("classic_two_accounts_utf8_bom.txt");
  const auto statements = ParseStatement1c(Replaced(sample, "ПолучательСчет=KZ83070TESTBUDGET200",
                                                    "ПолучательСчет=KZ67070TESTBUDGET100"));
  REQUIRE_FALSE(statements.has_value());
  CHECK(ToText(statements.error()) == "line 41: STATEMENT_DIRECTION");
}

}  // namespace
}  // namespace tirek::bank
