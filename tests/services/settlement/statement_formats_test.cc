// The pilot's statement as other banks would have written it: the same lines end in the same books.
#include <functional>
#include <string>
#include <vector>

#include "billing/bank/statement_format.h"
#include "core/money/money.h"
#include "tests/services/settlement/settlement_house.h"

namespace tirek::settlement {
namespace {

using bank::Direction;
using bank::StatementLine;

bank::Statement PilotStatement() {
  return Must(bank::ParseStatements(PilotFile("bank-statement.txt"))).at(0);
}

std::string MarkOf(const StatementLine& line, const char* credit, const char* debit) {
  return line.direction == Direction::kCredit ? credit : debit;
}

std::string Camt(const bank::Statement& statement, const std::string& message = "053") {
  const auto amount = [](Money money) {
    return "<Amt Ccy=\"KZT\">" + money.AmountText() + "</Amt><CdtDbtInd>CRDT</CdtDbtInd>";
  };
  const auto balance = [&](const char* code, Money money, CivilDate date) {
    return std::string("<Bal><Tp><CdOrPrtry><Cd>") + code + "</Cd></CdOrPrtry></Tp>" +
           amount(money) + "<Dt><Dt>" + date.ToString() + "</Dt></Dt></Bal>";
  };
  const bool interim = message == "052";
  const std::string root = interim ? "BkToCstmrAcctRpt" : "BkToCstmrStmt";
  const std::string part = interim ? "Rpt" : "Stmt";
  std::string xml =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
      "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt." +
      message + ".001.08\"><" + root +
      "><GrpHdr><MsgId>M</MsgId><CreDtTm>2026-11-06T08:00:00+05:00</CreDtTm></GrpHdr><" + part +
      "><Id>S</Id><CreDtTm>2026-11-06T08:00:00+05:00</CreDtTm><FrToDt><FrDtTm>" +
      statement.period.start.ToString() + "T00:00:00+05:00</FrDtTm><ToDtTm>" +
      statement.period.end.ToString() + "T00:00:00+05:00</ToDtTm></FrToDt><Acct><Id><IBAN>" +
      statement.account.text() + "</IBAN></Id><Ccy>KZT</Ccy></Acct>" +
      balance("OPBD", statement.opening, statement.period.start) +
      balance("CLBD", statement.closing, statement.period.end + -1);
  for (const StatementLine& line : statement.lines) {
    xml += "<Ntry><NtryRef>" + line.number + "</NtryRef><Amt Ccy=\"KZT\">" +
           line.amount.AmountText() + "</Amt><CdtDbtInd>" + MarkOf(line, "CRDT", "DBIT") +
           "</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>" + line.booked_date.ToString() +
           "</Dt></BookgDt><ValDt><Dt>" + line.value_date.ToString() +
           "</Dt></ValDt><BkTxCd><Prtry><Cd>X</Cd></Prtry></BkTxCd><NtryDtls><TxDtls><Refs>"
           "<EndToEndId>" +
           line.reference.value_or("NOTPROVIDED") +
           "</EndToEndId></Refs></TxDtls></NtryDtls></Ntry>";
  }
  return xml + "</" + part + "></" + root + "></Document>";
}

std::string Mt940(const bank::Statement& statement) {
  const auto date = [](CivilDate day) {
    const std::string text = day.ToString();
    return text.substr(2, 2) + text.substr(5, 2) + text.substr(8, 2);
  };
  const auto amount = [](Money money) {
    std::string text = money.AmountText();
    text[text.find('.')] = ',';
    return text;
  };
  std::string text = "{1:F01TESTKZKAXXXX0000000000}{2:O940TESTKZKAXXXXN}{4:\r\n:20:ST1\r\n:25:" +
                     statement.account.text() + "\r\n:28C:1/1\r\n:60F:C" +
                     date(statement.period.start + -1) + "KZT" + amount(statement.opening) + "\r\n";
  for (const StatementLine& line : statement.lines) {
    const std::string booked = date(line.booked_date);
    text += ":61:" + date(line.value_date) + booked.substr(2) + MarkOf(line, "C", "D") +
            amount(line.amount) + "NTRFNONREF\r\n:86:" + line.reference.value_or("none") + "\r\n";
  }
  return text + ":62F:C" + date(statement.period.end + -1) + "KZT" + amount(statement.closing) +
         "\r\n-}\r\n";
}

std::string Csv(const bank::Statement& statement) {
  std::string text = "date,value date,amount,balance,number,purpose\n";
  long long balance = statement.opening.minor();
  for (const StatementLine& line : statement.lines) {
    const bool credit = line.direction == Direction::kCredit;
    balance += credit ? line.amount.minor() : -line.amount.minor();
    text += line.booked_date.ToString() + "," + line.value_date.ToString() + "," +
            (credit ? "" : "-") + line.amount.AmountText() + "," +
            Money::FromMinor(balance, kTenge).AmountText() + "," + line.number + "," +
            line.reference.value_or("") + "\n";
  }
  return text;
}

std::string CsvMapping(const bank::Statement& statement) {
  return "column.date = date\ncolumn.value_date = value date\ncolumn.amount = "
         "amount\ncolumn.balance = balance\n"
         "column.number = number\ncolumn.purpose = purpose\naccount = " +
         statement.account.text() + "\ncurrency = KZT\n";
}

Result<v1::ImportBankStatementResponse> Import(SettlementHouse& house, const std::string& file,
                                               const std::string& mapping = "") {
  v1::ImportBankStatementRequest request;
  request.set_file(file);
  request.set_csv_mapping(mapping);
  return house.Write(&Stub::ImportBankStatement, request);
}

// What the books say after the import, without ids and times.
std::string BooksAfter(const std::string& file, const std::string& mapping = "") {
  SettlementHouse house;
  house.AddPilotClaims();
  house.SendRun();
  const auto imported = Must(Import(house, file, mapping));
  REQUIRE(imported.statements_size() == 1);
  std::string books = std::to_string(imported.statements(0).matched()) + " matched, " +
                      std::to_string(imported.statements(0).breaks()) + " breaks\n";
  v1::ListTieOutsRequest tie_outs;
  tie_outs.set_month("2026-10");
  const auto tied = Must(house.Call(&Stub::ListTieOuts, tie_outs));
  for (const v1::TieOut& tie_out : tied.tie_outs()) {
    books += tie_out.provider_bin() + " " + std::to_string(tie_out.on_statement().minor_units()) +
             (tie_out.tied() ? " tied" : " broken") + "\n";
  }
  const auto breaks = Must(house.Call(&Stub::ListBreaks, v1::ListBreaksRequest()));
  for (const v1::Break& found : breaks.breaks()) {
    books += v1::BreakKind_Name(found.kind()) + " " + std::to_string(found.found().minor_units()) +
             " of " + std::to_string(found.expected().minor_units()) + "\n";
  }
  CHECK(house.Verify().empty());
  return books;
}

TEST_CASE("one statement in four formats ends in the same books") {
  const bank::Statement statement = PilotStatement();
  const std::string books = BooksAfter(PilotFile("bank-statement.txt"));
  CHECK(books.find("4 matched, 2 breaks") == 0);
  CHECK(BooksAfter(Camt(statement)) == books);
  CHECK(BooksAfter(Mt940(statement)) == books);
  CHECK(BooksAfter(Csv(statement), CsvMapping(statement)) == books);
}

TEST_CASE(
    "a look at an unfinished day and a mapping that is none are refused, and nothing is kept") {
  SettlementHouse house;
  house.AddPilotClaims();
  house.SendRun();
  const bank::Statement statement = PilotStatement();
  CHECK(Import(house, Camt(statement, "052")).error().reason == "STATEMENT_NOT_FINAL");
  const auto wrong = Import(house, Csv(statement), "column.date = date\nwhat = ever\n");
  CHECK(wrong.error().reason == "CSV_MAPPING_INVALID");
  CHECK_FALSE(wrong.error().violations.empty());
  CHECK(Import(house, Csv(statement)).error().reason == "STATEMENT_REFUSED");
  CHECK(house.Count("settlement.bank_statement") == 0);
}

}  // namespace
}  // namespace tirek::settlement
