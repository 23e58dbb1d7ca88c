// camt.053, MT940, MT942 and CSV: what our own samples say, line by line, and what is refused.
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "tests/billing/bank/answer_text.h"
#include "tests/billing/bank/files.h"
#include "tests/billing/bank/line_text.h"

namespace tirek::bank {
namespace {

const CsvMapping& Mapping() {
  static const Result<CsvMapping> mapping = ParseCsvMapping(ReadSample("bank_columns.mapping"));
  REQUIRE(mapping.has_value());
  return *mapping;
}

std::vector<Statement> Parsed(const std::string& file) {
  ReadOptions options;
  if (file.ends_with(".csv")) options.mapping = &Mapping();
  auto statements = ParseStatements(ReadSample(file), options);
  if (!statements) FAIL(Describe(statements.error()));
  return *std::move(statements);
}

void CheckLines(const std::vector<StatementLine>& lines, const std::vector<const char*>& expected) {
  REQUIRE(lines.size() == expected.size());
  for (std::size_t i = 0; i < lines.size(); ++i) {
    CHECK(WholeText(lines[i]) == std::string(expected[i]));
  }
}

TEST_CASE("camt.053: parties, codes, batch, fee, return, and what is not booked") {
  const auto statements = Parsed("camt053_v08.xml");
  REQUIRE(statements.size() == 1);
  const Statement& statement = statements[0];
  CHECK(statement.account.text() == "KZ67070TESTBUDGET100");
  CHECK(statement.kind == StatementKind::kStatement);
  CHECK(statement.id == "ST-2026-11-05");
  CHECK(statement.period.ToString() == "[2026-11-05, 2026-11-06)");
  CHECK(statement.available->AmountText() == "2800000.00");
  CHECK(statement.balances.size() == 3);
  CheckLines(
      statement.lines,
      {"-1434510.00 1 2026-11-05/2026-11-05 ТОО \"Үлгі үйі\"|240140002226|KZ98722TEST000000101|"
       "CASPKZKA|17 knp=859 ref=TRK-202610-0001 e2e=TRK-202610-0001 bank=B-1 "
       "type=PMNT/ICDT/DMCT purpose=EKNP 1217KZT859 TRK-202610-0001 Оплата",
       "-750000.01 2 2026-11-05/2026-11-06 |||| bank=B-2 type=PMNT/ICDT/DMCT batch=PAY-202610-1 "
       "[700000.00 TRK-202610-0002 KZ57601TEST000000102] [50000.01 TRK-202610-0003 ]",
       "-300.00 3 2026-11-05/2026-11-05 |||| type=ACMT/MDOP/CHRG fee purpose=Комиссия банка",
       "+50000.00 4 2026-11-05/2026-11-05 ИП Сынақ||KZ11998TEST000000103|| ref=TRK-202609-0007 "
       "e2e=TRK-202609-0007 bank=B-4 type=PMNT/RCDT/RRTN returned(AC04 Счет закрыт)"});
  REQUIRE(statement.movements_to_come.size() == 2);
  CHECK(statement.movements_to_come[0].state == LineState::kPending);
  CHECK(statement.movements_to_come[1].state == LineState::kInformation);
}

TEST_CASE("MT940: pages are one statement, details are structured or not") {
  const auto statements = Parsed("mt940_two_pages.sta");
  REQUIRE(statements.size() == 1);
  CHECK(AnswerTo(ReadSample("mt940_two_pages.sta")) ==
        "KZ67070TESTBUDGET100 KZT [2026-11-05, 2026-11-06) 5000000.00 +50000.00 -2134810.00 = "
        "2915190.00, 4 lines");
  CHECK(statements[0].available->AmountText() == "2900000.00");
  CheckLines(statements[0].lines,
             {"-1434510.00 TRK-202610-0001 2026-11-05/2026-11-05 ||||17 knp=859 "
              "ref=TRK-202610-0001 bank=B-1 type=NTRF purpose=EKNP 1217KZT859 TRK-202610-0001 "
              "Оплата по акту",
              "-700000.00  2026-11-05/2026-11-06 Орталық||KZ57601TEST000000102|CASPKZKA| "
              "ref=TRK-202610-0002 e2e=TRK-202610-0002 bank=B-2 type=NTRF "
              "purpose=EREF+TRK-202610-0002SVWZ+Оплата",
              "-300.00  2026-11-05/2026-11-05 |||| type=NCHG fee purpose=Комиссия банка",
              "+50000.00  2026-11-05/2026-11-05 |||| ref=TRK-202609-0007 bank=B-4 type=NTRF "
              "reversal purpose=Возврат TRK-202609-0007"});
  CHECK(statements[0].movements_to_come.size() == 1);
}

TEST_CASE("MT942 is a look at an unfinished day, without balances") {
  const auto statements = Parsed("mt942.sta");
  REQUIRE(statements.size() == 1);
  CHECK(statements[0].kind == StatementKind::kInterim);
  CHECK_FALSE(statements[0].states_balances);
  CHECK(statements[0].closing.AmountText() == "-300.00");
  CHECK(statements[0].lines.size() == 1);
  REQUIRE(statements[0].movements_to_come.size() == 1);
  CHECK(statements[0].movements_to_come[0].state == LineState::kPending);
}

TEST_CASE("an opening balance without a closing one ties nothing") {
  const std::string report =
      Replaced(ReadSample("mt942.sta"), ":13D:", ":60F:C261104KZT10,00\n:13D:");
  const auto statements = ParseStatements(report);
  REQUIRE(statements.has_value());
  CHECK_FALSE(statements->front().states_balances);
  CHECK(statements->front().opening.is_zero());
  CHECK(statements->front().closing.AmountText() == "-300.00");
}

TEST_CASE("CSV: a spreadsheet in windows-1251 with grouped digits and a running balance") {
  const auto statements = Parsed("bank_semicolon_cp1251.csv");
  REQUIRE(statements.size() == 1);
  CHECK(statements[0].states_balances);
  CHECK(statements[0].opening.AmountText() == "5000000.00");
  CHECK(statements[0].closing.AmountText() == "2880490.50");
  CheckLines(statements[0].lines,
             {"-1434510.00 101 2026-11-05/2026-11-05 ТОО \"Улгі уйі\"|240140002226|"
              "KZ98722TEST000000101|| knp=859 ref=TRK-202610-0001 purpose=TRK-202610-0001 Оплата; "
              "за октябрь",
              "-700000.00 102 2026-11-05/2026-11-05 Орталык|100240003339|KZ57601TEST000000102|| "
              "knp=859 ref=TRK-202610-0002 purpose=TRK-202610-0002",
              "+15000.50 Б-7 2026-11-06/2026-11-06 ИП\nСынак|191140004441|KZ11998TEST000000103|| "
              "knp=880 purpose=Возврат"});
  CHECK(statements[0].lines[2].file_line == 6);
}

struct Change {
  std::string name;
  const char* from;
  const char* to;
  std::string answer;
};

void CheckChanges(const char* file, const std::vector<Change>& changes) {
  ReadOptions options;
  if (std::string(file).ends_with(".csv")) options.mapping = &Mapping();
  for (const Change& change : changes) {
    CAPTURE(change.name);
    CHECK(AnswerTo(Replaced(ReadSample(file), change.from, change.to), options) == change.answer);
  }
}

const char* const kRightCamt =
    "KZ67070TESTBUDGET100 KZT [2026-11-05, 2026-11-06) 5000000.00 +50000.00 -2184810.01 = "
    "2865189.99, 4 lines";

TEST_CASE("camt: what banks vary in is tolerated") {
  CheckChanges("camt053_v08.xml",
               {{"version 02", "camt.053.001.08", "camt.053.001.02", kRightCamt},
                {"a namespace of another authority", "urn:iso:std:iso:20022:tech:xsd:",
                 "http://www.six-interbank-clearing.com/de/", kRightCamt},
                {"zeros behind the decimals", "1434510.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>",
                 "1434510.00000</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>", kRightCamt},
                {"no decimals", ">1434510.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>",
                 ">1434510</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>", kRightCamt},
                {"an odd BIC", "CASPKZKA", "TEST12345", kRightCamt},
                {"unknown elements", "<NtryRef>1</NtryRef>", "<New><Amt>x</Amt></New>", kRightCamt},
                {"another namespace inside", "<NtryRef>1</NtryRef>",
                 "<x:Amt xmlns:x=\"urn:x\">1</x:Amt>", kRightCamt},
                {"no booking date", "<BookgDt><Dt>2026-11-05</Dt></BookgDt>", "", kRightCamt},
                {"totals that count what is pending", "<NbOfNtries>3</NbOfNtries><Sum>2184810.01",
                 "<NbOfNtries>4</NbOfNtries><Sum>2199810.51", kRightCamt}});
}

TEST_CASE("camt: what is wrong is refused with its line, its element and its reason") {
  CheckChanges(
      "camt053_v08.xml",
      {{"unknown version", "camt.053.001.08", "camt.053.001.13", "line 1: STATEMENT_VERSION"},
       {"another message", "camt.053.001.08", "pain.001.001.09", "line 1: STATEMENT_VERSION"},
       {"no namespace", "xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\"", "",
        "line 1: STATEMENT_VERSION"},
       {"closing wrong by a tiyn", "2865189.99", "2865189.98", "line 10 Bal: STATEMENT_BALANCE"},
       {"no closing balance", "CLBD", "INFO", "line 5 Bal: STATEMENT_VALUE_MISSING"},
       {"balance in dollars", "<Amt Ccy=\"KZT\">2865189.99", "<Amt Ccy=\"USD\">2865189.99",
        "line 10 Amt: STATEMENT_CURRENCY"},
       {"no date of a balance", "<Dt><Dt>2026-11-05</Dt></Dt>", "",
        "line 9 Dt: STATEMENT_VALUE_MISSING"},
       {"credits that differ", "<Sum>50000.00</Sum>", "<Sum>50000.01</Sum>",
        "line 13 Sum: STATEMENT_SUM_DIFFERS; line 10 Bal: STATEMENT_BALANCE"},
       {"a count that differs", "<NbOfNtries>3", "<NbOfNtries>2",
        "line 14 Sum: STATEMENT_COUNT_DIFFERS"},
       {"a batch wrong by a tiyn", "<Amt Ccy=\"KZT\">50000.01", "<Amt Ccy=\"KZT\">50000.02",
        "line 29 Amt: STATEMENT_SUM_DIFFERS; line 29 TtlAmt: STATEMENT_SUM_DIFFERS"},
       {"a batch of another number", "<NbOfTxs>2", "<NbOfTxs>3",
        "line 29 NbOfTxs: STATEMENT_COUNT_DIFFERS"},
       {"a third decimal", "<Amt Ccy=\"KZT\">300.00", "<Amt Ccy=\"KZT\">300.001",
        "line 41 Amt: STATEMENT_AMOUNT; line 14 Sum: STATEMENT_SUM_DIFFERS"},
       {"a sign in an amount", "<Amt Ccy=\"KZT\">300.00", "<Amt Ccy=\"KZT\">-300.00",
        "line 41 Amt: STATEMENT_AMOUNT; line 14 Sum: STATEMENT_SUM_DIFFERS"},
       {"an unknown state", "<Cd>PDNG</Cd>", "<Cd>GONE</Cd>",
        "line 58 Sts: STATEMENT_LINE_STATE; line 14 Sum: STATEMENT_COUNT_DIFFERS; "
        "line 14 Sum: STATEMENT_SUM_DIFFERS"},
       {"no direction", "<CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>",
        "<Sts><Cd>BOOK</Cd></Sts>",
        "line 46 CdtDbtInd: STATEMENT_VALUE_MISSING; line 13 Sum: STATEMENT_SUM_DIFFERS"},
       {"a day that does not exist", "<ValDt><Dt>2026-11-06", "<ValDt><Dt>2026-11-31",
        "line 31 ValDt: STATEMENT_DATE"},
       {"no account", "<Id><IBAN>KZ67070TESTBUDGET100</IBAN></Id><Ccy>", "<Ccy>",
        "line 5 Acct: STATEMENT_VALUE_MISSING"}});
}

TEST_CASE("MT940: what is wrong is refused with its line, its tag and its reason") {
  CheckChanges(
      "mt940_two_pages.sta",
      {{"closing wrong by a tiyn", "2915190,00", "2915190,01", "line 24 62F: STATEMENT_BALANCE"},
       {"a page that begins elsewhere", ":60M:C261105KZT2865490,00", ":60M:C261105KZT2865490,01",
        "line 18 60M: STATEMENT_BALANCE"},
       {"no closing balance", ":62F:C261105KZT2915190,00\n", "",
        "line 2 62F: STATEMENT_VALUE_MISSING"},
       {"a point for the comma", "D1434510,00", "D1434510.00",
        "line 6 61: STATEMENT_AMOUNT; line 24 62F: STATEMENT_BALANCE"},
       {"no mark", "1105D1434510,00", "1105X1434510,00",
        "line 6 61: STATEMENT_DIRECTION; line 24 62F: STATEMENT_BALANCE"},
       {"a day that does not exist", "2611051105D1434510", "2613051105D1434510",
        "line 6 61: STATEMENT_DATE; line 24 62F: STATEMENT_BALANCE"},
       {"a balance that cannot be read", ":62F:C261105KZT", ":62F:C261105тенге",
        "line 24 62F: STATEMENT_AMOUNT; line 2 62F: STATEMENT_VALUE_MISSING"},
       {"no account", ":25:KZ67070TESTBUDGET100\n:28C:310/1\n", ":28C:310/1\n",
        "line 11 62M: STATEMENT_TRUNCATED; line 2 25: STATEMENT_VALUE_MISSING; "
        "line 14 60M: STATEMENT_TRUNCATED"},
       {"a payment order in the same frame", "{2:O940", "{2:I100",
        "line 1: STATEMENT_FORMAT_UNKNOWN"}});
}

TEST_CASE("a page without the one before or behind it is no statement") {
  CHECK(AnswerTo(Replaced(ReadSample("mt940_two_pages.sta"), ":25:KZ67070TESTBUDGET100\n:28C:310/2",
                          ":25:KZ83070TESTBUDGET200\n:28C:310/2")) ==
        "line 12 62M: STATEMENT_TRUNCATED; line 15 60M: STATEMENT_TRUNCATED");
}

TEST_CASE("CSV: what is wrong is refused with its line, its column and its reason") {
  // Columns in windows-1251 are named by the mapping, in UTF-8.
  CheckChanges(
      "bank_semicolon_cp1251.csv",
      {{"a balance wrong by a tiyn", "2 865 490,00", "2 865 490,01",
        "line 5 Остаток: STATEMENT_BALANCE; line 6 Остаток: STATEMENT_BALANCE"},
       {"groups of two", "1 434 510,00", "14 34 510,00", "line 4 Дебет: STATEMENT_AMOUNT"},
       {"a day in another form", "06.11.2026", "2026-11-06", "line 6 Дата: STATEMENT_DATE"},
       {"a missing field", "05.11.2026;101;", "05.11.2026;", "line 4: CSV_FIELD_COUNT"},
       {"an open quote", ";101;", ";\"101;", "line 4: CSV_QUOTING"}});
}

}  // namespace
}  // namespace tirek::bank
