// Bank statements through the real door: the pilot's statement against demo/EXPECTED.md, and what
// is refused of others.
#include <algorithm>
#include <sstream>

#include "core/money/money.h"
#include "tests/services/settlement/settlement_house.h"

namespace tirek::settlement {
namespace {

constexpr const char* kPayerIban = "KZ90070TESTKRG000001";

std::string Replaced(std::string text, const std::string& from, const std::string& to) {
  for (std::size_t at = text.find(from); at != std::string::npos;
       at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
  return text;
}

std::string PilotStatement() { return PilotFile("bank-statement.txt"); }

// The rows of a block of demo/EXPECTED.md, without its head.
std::vector<std::string> ExpectedBlock(const std::string& name) {
  std::istringstream text(PilotFile("EXPECTED.md"));
  std::vector<std::string> rows;
  std::string line;
  while (std::getline(text, line) && line != "```text " + name) continue;
  std::getline(text, line);
  while (std::getline(text, line) && line != "```") rows.push_back(line);
  REQUIRE_FALSE(rows.empty());
  return rows;
}

std::string Text(const common::v1::Money& money) {
  return Money::FromMinor(money.minor_units(), kTenge).AmountText();
}

// The pilot's БИНs by provider id; "-" of none.
std::string BinOf(SettlementHouse& house, const std::string& provider_id) {
  if (provider_id.empty()) return "-";
  std::string bin;
  house.sql() << "SELECT bin FROM registry.provider WHERE provider_id = :id",
      soci::use(provider_id, "id"), soci::into(bin);
  return bin;
}

v1::ListTieOutsResponse TieOuts(SettlementHouse& house, const std::string& token = "") {
  v1::ListTieOutsRequest request;
  request.set_month("2026-10");
  return Must(token.empty() ? house.Call(&Stub::ListTieOuts, request)
                            : house.Call(&Stub::ListTieOuts, request, token));
}

std::vector<std::string> TieOutRows(SettlementHouse& house) {
  std::vector<std::string> rows;
  const auto tie_outs = TieOuts(house);
  for (const auto& t : tie_outs.tie_outs()) {
    rows.push_back(BinOf(house, t.provider_id()) + " | " + Text(t.evidence()) + " | " +
                   Text(t.unfunded()) + " | " + Text(t.accrued()) + " | " + Text(t.posted()) +
                   " | " + Text(t.in_payment_file()) + " | " + Text(t.on_statement()) + " | " +
                   Text(t.difference()) + " | " + (t.tied() ? "yes" : "no"));
  }
  std::sort(rows.begin(), rows.end());
  return rows;
}

TEST_CASE("the pilot's statement ends in the breaks and the tie-out that were worked out by hand") {
  SettlementHouse house;
  house.AddPilotClaims();
  house.SendRun();
  const auto imported = Must(house.Import(PilotStatement()));
  REQUIRE(imported.statements_size() == 1);
  const auto& statement = imported.statements(0);
  CHECK(statement.account_iban() == kPayerIban);
  CHECK(statement.start_date().day() == 3);
  CHECK(statement.end_date().day() == 3);
  CHECK(Text(statement.opening()) == "25000000.00");
  CHECK(Text(statement.credits()) == "12500.00");
  CHECK(Text(statement.debits()) == "2589872.62");
  CHECK(Text(statement.closing()) == "22422627.38");
  CHECK(statement.lines() == 6);
  CHECK(statement.matched() == 4);
  CHECK(statement.breaks() == 2);

  v1::ListBreaksRequest request;
  request.set_month("2026-10");
  std::vector<std::string> breaks;
  const auto listed = Must(house.Call(&Stub::ListBreaks, request));
  for (const auto& found : listed.breaks()) {
    breaks.push_back(v1::BreakKind_Name(found.kind()).substr(sizeof("BREAK_KIND_") - 1) + " | " +
                     BinOf(house, found.provider_id()) + " | " + Text(found.expected()) + " | " +
                     Text(found.found()) + " | " + Text(found.difference()));
    CHECK_FALSE(found.description().empty());
  }
  std::sort(breaks.begin(), breaks.end());
  CHECK(breaks == ExpectedBlock("breaks"));
  CHECK(TieOutRows(house) == ExpectedBlock("tie-out"));
  const auto tie_outs = TieOuts(house);
  for (const auto& tie_out : tie_outs.tie_outs()) {
    CHECK(tie_out.breaks_size() == (tie_out.tied() ? 0 : 1));
  }
  CHECK(house.Verify() == std::vector<std::string>{});
}

TEST_CASE("each line of a statement says what it pays, and its order what became of it") {
  SettlementHouse house;
  house.AddPilotClaims();
  house.SendRun();
  const auto statement = Must(house.Import(PilotStatement())).statements(0);
  v1::ListStatementLinesRequest request;
  request.set_statement_id(statement.statement_id());
  const auto lines = Must(house.Call(&Stub::ListStatementLines, request)).lines();
  REQUIRE(lines.size() == 6);
  const v1::MatchKind expected[] = {v1::MATCH_KIND_EXACT, v1::MATCH_KIND_SHORT,
                                    v1::MATCH_KIND_EXACT, v1::MATCH_KIND_UNKNOWN_CREDIT,
                                    v1::MATCH_KIND_EXACT, v1::MATCH_KIND_EXACT};
  for (int i = 0; i < 6; ++i) {
    CAPTURE(i);
    CHECK(lines[i].line_number() == i + 1);
    CHECK(lines[i].match() == expected[i]);
    CHECK(lines[i].provider_id().empty() == (i == 3));
    CHECK(lines[i].reference().empty() == (i == 3));
    CHECK(lines[i].direction() == (i == 3 ? v1::LINE_DIRECTION_CREDIT : v1::LINE_DIRECTION_DEBIT));
  }
  CHECK(lines[0].file_line() == 20);
  request.set_match(v1::MATCH_KIND_SHORT);
  CHECK(Must(house.Call(&Stub::ListStatementLines, request)).lines_size() == 1);
  request.clear_match();
  request.set_page_size(4);
  const auto page = Must(house.Call(&Stub::ListStatementLines, request));
  request.set_page_token(page.next_page_token());
  CHECK(Must(house.Call(&Stub::ListStatementLines, request)).lines_size() == 2);
  request.set_page_token("00");
  CHECK(Refusals(house.Call(&Stub::ListStatementLines, request))[0] ==
        "page_token PAGE_TOKEN_INVALID");
  request.clear_page_token();
  request.set_statement_id("stm_00000000000000000000000000");
  CHECK(house.Call(&Stub::ListStatementLines, request).error().reason == "STATEMENT_NOT_FOUND");
  request.set_statement_id("stm_1");
  CHECK(Refusals(house.Call(&Stub::ListStatementLines, request))[0] == "statement_id INVALID_ID");

  const auto orders =
      Must(house.Call(&Stub::ListPaymentOrders, v1::ListPaymentOrdersRequest())).payment_orders();
  for (int i = 0; i < 5; ++i) {
    CAPTURE(i);
    CHECK(orders[i].state() ==
          (i == 1 ? v1::PAYMENT_ORDER_STATE_BROKEN : v1::PAYMENT_ORDER_STATE_PAID));
  }
}

TEST_CASE("what was sent and is on no statement is a break until it is") {
  SettlementHouse house;
  house.AddPilotClaims();
  house.SendRun();
  v1::ListBreaksRequest request;
  const auto before = Must(house.Call(&Stub::ListBreaks, request)).breaks();
  REQUIRE(before.size() == 5);
  for (const auto& found : before) {
    CHECK(found.kind() == v1::BREAK_KIND_NOT_ON_STATEMENT);
    CHECK(found.break_id().empty());
    CHECK(found.month() == "2026-10");
    CHECK(found.difference().minor_units() == -found.expected().minor_units());
  }
  CHECK_FALSE(TieOuts(house).tie_outs(0).tied());
  request.set_page_size(3);
  auto page = Must(house.Call(&Stub::ListBreaks, request));
  CHECK(page.breaks_size() == 3);
  request.set_page_token(page.next_page_token());
  CHECK(Must(house.Call(&Stub::ListBreaks, request)).breaks_size() == 2);
  Must(house.Import(PilotStatement()));
  v1::ListBreaksRequest after;
  after.set_kind(v1::BREAK_KIND_NOT_ON_STATEMENT);
  CHECK(Must(house.Call(&Stub::ListBreaks, after)).breaks_size() == 0);
}

TEST_CASE("a file is imported once, and another with the same days is named as a reissue") {
  SettlementHouse house;
  house.AddPilotClaims();
  house.SendRun();
  const auto first = Must(house.Import(PilotStatement())).statements(0);
  const auto again = house.Import(PilotStatement());
  CHECK(again.error().reason == "STATEMENT_IMPORTED");
  CHECK(again.error().kind == ErrorKind::kAlreadyExists);
  CHECK(again.error().metadata.at("statement_id") == first.statement_id());
  const auto reissued = house.Import(Replaced(PilotStatement(), "20261105", "20261106"));
  CHECK(reissued.error().reason == "STATEMENT_REISSUED");
  CHECK(reissued.error().metadata.at("statement_id") == first.statement_id());
  CHECK(house.Count("settlement.bank_statement") == 1);
  CHECK(house.Count("settlement.statement_line") == 6);
  CHECK(house.Count("settlement.entry") == 16);  // 5 claims, 5 orders, 6 lines
}

// The same payments a day later, as if the bank had made them twice.
std::string NextDay() {
  std::string text = Replaced(PilotStatement(), "=22422627.38", "=19845254.76");
  text = Replaced(text, "=25000000.00", "=22422627.38");
  return Replaced(text, "03.11.2026", "04.11.2026");
}

TEST_CASE("payments that come again are duplicates: they spoil the tie-out and stand in suspense") {
  SettlementHouse house;
  house.AddPilotClaims();
  house.SendRun();
  Must(house.Import(PilotStatement()));
  house.clock().Set({house.clock().Now().micros + 1'000'000});
  const auto second = Must(house.Import(NextDay())).statements(0);
  CHECK(second.matched() == 0);
  CHECK(second.breaks() == 6);

  v1::ListBreaksRequest request;
  request.set_kind(v1::BREAK_KIND_DUPLICATE_PAYMENT);
  const auto breaks = Must(house.Call(&Stub::ListBreaks, request)).breaks();
  REQUIRE(breaks.size() == 5);
  CHECK(breaks[0].month() == "2026-10");
  const auto tie_outs = TieOuts(house);
  for (const auto& tie_out : tie_outs.tie_outs()) {
    CHECK_FALSE(tie_out.tied());
    CHECK(tie_out.difference().minor_units() < 0);
  }
  v1::ListLedgerAccountsRequest accounts;
  accounts.set_provider_id("PAYER");
  const auto payer = Must(house.Call(&Stub::ListLedgerAccounts, accounts)).accounts();
  REQUIRE(payer.size() == 2);
  CHECK(payer[1].account() == "SUSPENSE");
  CHECK(payer[1].provider_id().empty());
  CHECK(Text(payer[1].credit()) == "25000.00");
  CHECK(Text(payer[1].debit()) == "2589872.62");
  CHECK(house.Verify() == std::vector<std::string>{});

  const auto listed = Must(house.Call(&Stub::ListBankStatements, v1::ListBankStatementsRequest()));
  REQUIRE(listed.statements_size() == 2);
  CHECK(listed.statements(0).SerializeAsString() == second.SerializeAsString());
}

TEST_CASE("a dry run gives the verdicts of the real run and stores nothing") {
  SettlementHouse house;
  house.AddPilotClaims();
  house.SendRun();
  auto dry = Must(house.Import(PilotStatement(), true));
  CHECK(house.Count("settlement.bank_statement") == 0);
  CHECK(house.Count("settlement.entry") == 10);
  auto real = Must(house.Import(PilotStatement()));
  dry.mutable_statements(0)->clear_statement_id();
  real.mutable_statements(0)->clear_statement_id();
  CHECK(dry.SerializeAsString() == real.SerializeAsString());
}

TEST_CASE("a statement that is wrong, or of an account that is no payer's, is refused whole") {
  SettlementHouse house;
  house.AddPilotClaims();
  house.SendRun();
  const auto unknown = house.Import(Replaced(PilotStatement(), kPayerIban, "KZ88601TEST000000999"));
  CHECK(unknown.error().reason == "ACCOUNT_UNKNOWN");
  CHECK(unknown.error().metadata.at("account_iban") == "KZ88601TEST000000999");
  const auto missummed = house.Import(Replaced(PilotStatement(), "=614878.90", "=614878.91"));
  CHECK(missummed.error().reason == "STATEMENT_REFUSED");
  CHECK_FALSE(missummed.error().violations.empty());
  CHECK(house.Import("").error().reason == "STATEMENT_REFUSED");
  CHECK(house.Import(PilotStatement().substr(0, 3000)).error().reason == "STATEMENT_REFUSED");
  CHECK(house.Import(std::string(1000, '\0')).error().reason == "STATEMENT_REFUSED");
  CHECK(house.Count("settlement.bank_statement") == 0);
  CHECK(house.Count("settlement.entry") == 10);
}

TEST_CASE("a provider sees its own breaks and tie-out, and nothing of the statement") {
  SettlementHouse house;
  house.AddPilotClaims();
  house.SendRun();
  Must(house.Import(PilotStatement()));
  const std::string token = house.provider_token("GSZ-KRG-002");
  const auto breaks = Must(house.Call(&Stub::ListBreaks, v1::ListBreaksRequest(), token)).breaks();
  REQUIRE(breaks.size() == 1);
  CHECK(breaks[0].kind() == v1::BREAK_KIND_SHORT_PAYMENT);
  CHECK(breaks[0].provider_id() == house.provider_of("GSZ-KRG-002"));
  const auto own = TieOuts(house, token);
  REQUIRE(own.tie_outs_size() == 1);
  CHECK(Text(own.tie_outs(0).posted()) == "615878.90");
  CHECK(Text(own.tie_outs(0).on_statement()) == "614878.90");
  CHECK(own.tie_outs(0).breaks_size() == 1);
  CHECK(Must(house.Call(&Stub::ListBreaks, v1::ListBreaksRequest(),
                        house.provider_token("GSZ-KRG-001")))
            .breaks_size() == 0);
  v1::ListTieOutsRequest other;
  other.set_month("2026-10");
  other.set_provider_id(house.provider_of("GSZ-KRG-001"));
  CHECK(house.Call(&Stub::ListTieOuts, other, token).error().reason == "PROVIDER_SCOPE");
  CHECK(house.Call(&Stub::ListBankStatements, v1::ListBankStatementsRequest(), token)
            .error()
            .reason == "ROLE_NOT_ALLOWED");
  CHECK(Refusals(house.Call(&Stub::ListTieOuts, v1::ListTieOutsRequest()))[0] ==
        "month INVALID_MONTH");
}

}  // namespace
}  // namespace tirek::settlement
