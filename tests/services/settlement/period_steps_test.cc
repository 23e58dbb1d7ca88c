// A month's way from open to closed and back: what it takes in each state, who may take it back,
// and the trace that is left.
#include <algorithm>

#include "tests/services/settlement/settlement_house.h"
#include "tirek/settlement/v1/period.grpc.pb.h"

namespace tirek::settlement {
namespace {

using Periods = v1::PeriodService::Stub;
const std::string kMonth = "2026-10";

struct Books {
  SettlementHouse house;
  std::string provider = house.provider_of("GSZ-KRG-003");

  template <typename Request>
  Request Of(const std::string& month = kMonth) {
    Request request;
    request.set_month(month);
    return request;
  }
  auto SoftClose(const std::string& month = kMonth) {
    return house.Write(&Periods::SoftClosePeriod, Of<v1::SoftClosePeriodRequest>(month));
  }
  auto Close() { return house.Write(&Stub::ClosePeriod, Of<v1::ClosePeriodRequest>()); }
  auto Request(const std::string& reason = "a statement came late") {
    auto request = Of<v1::RequestReopeningRequest>();
    request.set_reason(reason);
    return house.Write(&Periods::RequestReopening, request);
  }
  auto Approve(const std::string& token, const std::string& etag = "") {
    auto request = Of<v1::ApproveReopeningRequest>();
    request.set_etag(etag);
    return house.Write(&Periods::ApproveReopening, request, token);
  }
  auto Refuse() {
    auto request = Of<v1::RefuseReopeningRequest>();
    request.set_reason("nothing is missing");
    return house.Write(&Periods::RefuseReopening, request, house.approver());
  }
  void Reopen() {
    Must(Request());
    Must(Approve(house.approver()));
  }
  // "1 SOFT_CLOSE finance SOFT_CLOSED" of each event of the month.
  std::vector<std::string> History() {
    std::vector<std::string> history;
    const auto listed = Must(
        house.Call(&Periods::ListPeriodEvents, Of<v1::ListPeriodEventsRequest>(), Role::kAuditor));
    for (const auto& event : listed.events()) {
      history.push_back(std::to_string(event.number()) + " " +
                        v1::PeriodEventKind_Name(event.kind()).substr(18) + " " +
                        event.principal() + " " + v1::PeriodState_Name(event.state()).substr(13));
    }
    return history;
  }

  v1::LedgerCommand Command(const std::string& id, const std::string& reason) {
    v1::LedgerCommand command;
    command.set_command_id(id);
    command.set_provider_id(provider);
    command.set_adjustment_reason(reason);
    return command;
  }
  v1::LedgerCommand Accrue(const std::string& id, const std::string& reason) {
    v1::LedgerCommand command = Command(id, reason);
    *command.mutable_post()->mutable_effective_date() = Day(2026, 10, 20);
    for (const auto& [account, minor] :
         {std::pair("EXPENSE_ACCRUED", 5), std::pair("PAYABLE", -5)}) {
      v1::Posting* posting = command.mutable_post()->add_postings();
      posting->set_account(account);
      posting->mutable_amount()->set_currency_code("KZT");
      posting->mutable_amount()->set_minor_units(minor);
    }
    return command;
  }
  v1::LedgerCommand Reversal(const std::string& id, const std::string& entry_id,
                             const std::string& reason) {
    v1::LedgerCommand command = Command(id, reason);
    command.mutable_reverse()->set_entry_id(entry_id);
    *command.mutable_reverse()->mutable_effective_date() = Day(2026, 10, 31);
    return command;
  }
  v1::CommandAnswer Answer(const v1::LedgerCommand& command) {
    v1::PostEntriesRequest request;
    *request.add_commands() = command;
    return Must(house.Write(&Stub::PostEntries, request)).answers(0);
  }
  std::string Said(const v1::LedgerCommand& command) {
    return v1::LedgerVerdict_Name(Answer(command).verdict()).substr(15);
  }
};

// As superuser, past every trigger.
void Tamper(SettlementHouse& house, const std::string& statement) {
  house.sql() << "SET session_replication_role = replica";
  house.sql() << statement;
  house.sql() << "SET session_replication_role = origin";
}

TEST_CASE("a softly closed month takes adjustments that say why, and nothing else") {
  Books books;
  const auto before = books.Answer(books.Accrue("before", ""));
  const auto soft = Must(books.SoftClose()).period();
  CHECK(soft.state() == v1::PERIOD_STATE_SOFT_CLOSED);
  CHECK(soft.soft_closed_by() == "finance");
  CHECK(soft.closed_by().empty());
  CHECK_FALSE(soft.has_close_time());

  CHECK(books.Said(books.Accrue("a", "")) == "PERIOD_SOFT_CLOSED");
  CHECK(books.Said(books.Reversal("b", before.entry_id(), "")) == "PERIOD_SOFT_CLOSED");
  CHECK(books.Said(books.Accrue("a", "an invoice came late")) == "DONE");
  CHECK(books.Said(books.Accrue("a", "another reason")) == "EXISTS_WITH_DIFFERENT_CONTENT");
  CHECK(books.Said(books.Reversal("b", before.entry_id(), "posted twice")) == "DONE");
  v1::ListLedgerEntriesRequest list;
  list.set_provider_id(books.provider);
  std::vector<std::string> reasons;
  const auto entries = Must(books.house.Call(&Stub::ListLedgerEntries, list));
  for (const auto& entry : entries.entries()) reasons.push_back(entry.adjustment_reason());
  CHECK(reasons == std::vector<std::string>{"", "an invoice came late", "posted twice"});

  Must(books.Close());
  CHECK(books.Said(books.Accrue("c", "an invoice came late")) == "PERIOD_CLOSED");
  CHECK(books.house.Verify() == std::vector<std::string>{});
}

TEST_CASE("a reason to adjust is of what posts or takes back, and fits the page") {
  Books books;
  v1::PostEntriesRequest request;
  *request.add_commands() = books.Command("a", "why");
  request.mutable_commands(0)->mutable_void_reserved()->set_reservation_id("r");
  *request.add_commands() = books.Accrue("b", std::string(301, 'x'));
  CHECK(Refusals(books.house.Write(&Stub::PostEntries, request)) ==
        std::vector<std::string>{"commands[0].adjustment_reason ADJUSTMENT_REASON",
                                 "commands[1].adjustment_reason TEXT_INVALID"});
}

TEST_CASE("documents do not post into a softly closed month") {
  Books books;
  books.house.AddPilotClaims();
  books.house.SendRun();
  Must(books.SoftClose());  // what was sent is November's
  CHECK(Refusals(books.Close())[0] == "TRK-202610-GSZ-KRG-001 PAYMENT_NOT_ON_STATEMENT");
  books.house.clock().Set({1'796'428'800'000'000});  // 5 December 2026
  Must(books.SoftClose("2026-11"));
  const auto statement = books.house.Import(PilotFile("bank-statement.txt"));
  CHECK(statement.error().reason == "PERIOD_SOFT_CLOSED");
  CHECK(statement.error().metadata.at("month") == "2026-11");
  CHECK(books.house.Count("settlement.bank_statement") == 0);
  CHECK(books.house.Verify() == std::vector<std::string>{});
}

TEST_CASE("a month does not close softly while something would still post into it") {
  Books books;
  CHECK(books.SoftClose("2026-11").error().reason == "PERIOD_NOT_OVER");
  const std::string submitted = books.house.AddSubmittedClaim({"GSZ-KRG-001", 100, 0});
  const std::string adjudicated = books.house.AddClaim({"GSZ-KRG-002", 100, 0});
  const std::string run = Must(books.house.CreateRun()).payment_run().payment_run_id();
  books.house.sql() << "UPDATE settlement.payment_run SET execution_date = date '2026-10-30'";
  CHECK(Refusals(books.SoftClose()) ==
        std::vector<std::string>{submitted + " CLAIM_NOT_ADJUDICATED",
                                 run + " PAYMENT_RUN_NOT_SENT"});
  books.house.sql() << "UPDATE settlement.payment_run SET execution_date = date '2026-11-03'";
  CHECK(Refusals(books.SoftClose()) ==
        std::vector<std::string>{submitted + " CLAIM_NOT_ADJUDICATED"});
}

TEST_CASE("a month is reopened by two persons, one step at a time, and closed again") {
  Books books;
  CHECK(books.Request().error().reason == "PERIOD_NOT_CLOSED");
  Must(books.Close());
  CHECK(books.SoftClose().error().reason == "PERIOD_CLOSED");
  CHECK(books.Approve(books.house.approver()).error().reason == "REOPENING_NOT_REQUESTED");
  const auto requested = Must(books.Request()).period();
  CHECK(requested.state() == v1::PERIOD_STATE_CLOSED);
  CHECK(requested.reopening_requested_by() == "finance");
  CHECK(requested.reopening_reason() == "a statement came late");
  CHECK(books.Request().error().reason == "REOPENING_REQUESTED");

  const auto own = books.Approve(books.house.house().Token(Role::kFinance));
  CHECK(own.error().reason == "SAME_PRINCIPAL");
  CHECK(own.error().kind == ErrorKind::kDenied);
  CHECK(books.Approve(books.house.provider_token("GSZ-KRG-003")).error().reason ==
        "ROLE_NOT_ALLOWED");
  CHECK(books.Approve(books.house.approver(), "1").error().reason == "ETAG_MISMATCH");
  CHECK(books.Said(books.Accrue("a", "late")) == "PERIOD_CLOSED");

  const auto soft = Must(books.Approve(books.house.approver(), requested.etag())).period();
  CHECK(soft.state() == v1::PERIOD_STATE_SOFT_CLOSED);
  CHECK(soft.closed_by().empty());
  CHECK(soft.reopening_requested_by().empty());
  CHECK(books.SoftClose().error().reason == "PERIOD_SOFT_CLOSED");
  CHECK(books.Said(books.Accrue("a", "late")) == "DONE");
  books.Reopen();
  CHECK(books.Said(books.Accrue("b", "")) == "DONE");
  Must(books.Close());
  CHECK(books.History() ==
        std::vector<std::string>{"1 CLOSE finance CLOSED", "2 REOPENING_REQUEST finance CLOSED",
                                 "3 REOPENING second-signature SOFT_CLOSED",
                                 "4 REOPENING_REQUEST finance SOFT_CLOSED",
                                 "5 REOPENING second-signature OPEN", "6 CLOSE finance CLOSED"});
  CHECK(books.house.Verify() == std::vector<std::string>{});
}

TEST_CASE("a reopening that is refused leaves the month as it was, and may be asked for again") {
  Books books;
  Must(books.SoftClose());
  CHECK(books.Refuse().error().reason == "REOPENING_NOT_REQUESTED");
  CHECK(Refusals(books.Request("")) == std::vector<std::string>{"reason REQUIRED"});
  Must(books.Request());
  const auto refused = Must(books.Refuse()).period();
  CHECK(refused.state() == v1::PERIOD_STATE_SOFT_CLOSED);
  CHECK(books.Approve(books.house.approver()).error().reason == "REOPENING_NOT_REQUESTED");
  CHECK(books.Said(books.Accrue("a", "")) == "PERIOD_SOFT_CLOSED");
  Must(books.Request());
  Must(books.Close());  // overtakes it
  CHECK(books.Approve(books.house.approver()).error().reason == "REOPENING_NOT_REQUESTED");
  CHECK(books.History().size() == 5);
  CHECK(books.house.Verify() == std::vector<std::string>{});
}

TEST_CASE("the trace of a month is changed by nobody, and its pages go through all months") {
  Books books;
  Must(books.SoftClose("2026-09"));
  Must(books.SoftClose());
  Must(books.Close());
  for (const std::string statement :
       {"UPDATE settlement.period_event SET reason = 'x'", "DELETE FROM settlement.period_event",
        "TRUNCATE settlement.period_event"}) {
    CAPTURE(statement);
    CHECK_THROWS(books.house.sql() << statement);
  }
  v1::ListPeriodEventsRequest request;
  request.set_page_size(2);
  const auto first = Must(books.house.Call(&Periods::ListPeriodEvents, request));
  REQUIRE(first.events_size() == 2);
  CHECK(first.events(0).month() == "2026-09");
  CHECK(first.events(1).month() == kMonth);
  request.set_page_token(first.next_page_token());
  const auto rest = Must(books.house.Call(&Periods::ListPeriodEvents, request));
  REQUIRE(rest.events_size() == 1);
  CHECK(rest.events(0).kind() == v1::PERIOD_EVENT_KIND_CLOSE);
}

TEST_CASE("verify finds what stands in a month that could not take it, and a forged trace") {
  Books books;
  books.Answer(books.Accrue("document", ""));
  Must(books.SoftClose());
  books.Answer(books.Accrue("adjustment", "late"));
  Must(books.Close());
  books.Reopen();
  Must(books.Close());
  REQUIRE(books.house.Verify() == std::vector<std::string>{});
  const std::string of_adjustment = " WHERE source_id = 'adjustment'";
  struct Case {
    std::string change;
    std::string back;
    const char* finding;
  };
  const Case cases[] = {
      {"UPDATE settlement.ledger_entry SET record_time = record_time + interval '1 hour'" +
           of_adjustment,
       "UPDATE settlement.ledger_entry SET record_time = record_time - interval '1 hour'" +
           of_adjustment,
       "was recorded after 2026-10 was closed"},
      {"UPDATE settlement.ledger_entry SET adjustment_reason = NULL" + of_adjustment,
       "UPDATE settlement.ledger_entry SET adjustment_reason = 'late'" + of_adjustment,
       "was recorded after 2026-10 was closed softly, and is no adjustment"},
      {"UPDATE settlement.ledger_entry SET adjustment_reason = 'other'" + of_adjustment,
       "UPDATE settlement.ledger_entry SET adjustment_reason = 'late'" + of_adjustment,
       "does not match its hash"},
      {"UPDATE settlement.period SET state = 'OPEN', soft_close_time = NULL, soft_closed_by = '',"
       " close_time = NULL, closed_by = ''",
       "UPDATE settlement.period SET state = 'CLOSED', soft_close_time = now(), soft_closed_by ="
       " 'finance', close_time = now(), closed_by = 'finance'",
       "month 2026-10 says it is OPEN, its events left it CLOSED"},
      {"UPDATE settlement.period_event SET requested_by = 'somebody' WHERE kind = 'REOPENING'",
       "UPDATE settlement.period_event SET requested_by = 'finance' WHERE kind = 'REOPENING'",
       "event 4 of month 2026-10 does not follow"},
      {"UPDATE settlement.period_event SET number = 9 WHERE number = 5",
       "UPDATE settlement.period_event SET number = 5 WHERE number = 9",
       "event 9 of month 2026-10 does not follow"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.change);
    Tamper(books.house, c.change);
    const auto found = books.house.Verify();
    CHECK(std::any_of(found.begin(), found.end(), [&c](const std::string& sentence) {
      return sentence.find(c.finding) != std::string::npos;
    }));
    Tamper(books.house, c.back);
    REQUIRE(books.house.Verify() == std::vector<std::string>{});
  }
}

}  // namespace
}  // namespace tirek::settlement
