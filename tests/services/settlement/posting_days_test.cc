// Days and months of what is posted by way of something else: a reversal, a reservation.
#include <string>
#include <vector>

#include "billing/ledger/posting_rules.h"
#include "tests/services/settlement/settlement_house.h"

namespace tirek::settlement {
namespace {

constexpr const char* kProvider = "GSZ-KRG-003";

common::v1::Money Tenge(long long minor) {
  common::v1::Money money;
  money.set_currency_code("KZT");
  money.set_minor_units(minor);
  return money;
}

v1::LedgerCommand Command(SettlementHouse& house, const std::string& id) {
  v1::LedgerCommand command;
  command.set_command_id(id);
  command.set_provider_id(house.provider_of(kProvider));
  return command;
}

v1::LedgerCommand Accrue(SettlementHouse& house, const std::string& id, int day, long long minor) {
  v1::LedgerCommand command = Command(house, id);
  *command.mutable_post()->mutable_effective_date() = Day(2026, 11, day);
  for (const long long amount : {minor, -minor}) {
    v1::Posting* posting = command.mutable_post()->add_postings();
    posting->set_account(amount > 0 ? "EXPENSE_ACCRUED" : "PAYABLE");
    *posting->mutable_amount() = Tenge(amount);
  }
  return command;
}

v1::LedgerCommand ReverseOf(SettlementHouse& house, const std::string& entry_id,
                            const google::type::Date& date) {
  v1::LedgerCommand command = Command(house, "reversal");
  command.mutable_reverse()->set_entry_id(entry_id);
  *command.mutable_reverse()->mutable_effective_date() = date;
  return command;
}

v1::PostEntriesResponse Post(SettlementHouse& house,
                             const std::vector<v1::LedgerCommand>& commands) {
  v1::PostEntriesRequest request;
  for (const auto& command : commands) *request.add_commands() = command;
  return Must(house.Write(&Stub::PostEntries, request));
}

// What PAYABLE stood at by the end of a day of November, from its normal side.
long long PayableAsOf(SettlementHouse& house, int day) {
  v1::ListLedgerAccountsRequest request;
  request.set_provider_id(house.provider_of(kProvider));
  *request.mutable_as_of() = Day(2026, 11, day);
  const auto listed = Must(house.Call(&Stub::ListLedgerAccounts, request));
  for (const auto& account : listed.accounts()) {
    if (account.account() == "PAYABLE") return -account.balance().minor_units();
  }
  return 0;
}

TEST_CASE("a reversal on an earlier day goes on from what that day stood at") {
  SettlementHouse house;
  const auto made = Post(house, {Accrue(house, "a", 3, 1'000), Accrue(house, "b", 3, 70)});
  Post(house, {Accrue(house, "c", 5, 400)});
  Post(house, {ReverseOf(house, made.answers(0).entry_id(), Day(2026, 11, 3))});
  CHECK(PayableAsOf(house, 3) == 70);
  CHECK(PayableAsOf(house, 5) == 470);
  CHECK(house.Verify().empty());
}

v1::LedgerCommand Hold(SettlementHouse& house, const char* debit, const char* credit) {
  v1::LedgerCommand command = Command(house, "held");
  command.mutable_reserve()->set_debit_account(debit);
  command.mutable_reserve()->set_credit_account(credit);
  *command.mutable_reserve()->mutable_amount() = Tenge(300);
  *command.mutable_reserve()->mutable_effective_date() = Day(2026, 11, 5);
  return command;
}

v1::LedgerCommand PostHeld(SettlementHouse& house, int day) {
  v1::LedgerCommand command = Command(house, "paid");
  command.mutable_post_reserved()->set_reservation_id("held");
  *command.mutable_post_reserved()->mutable_effective_date() = Day(2026, 11, day);
  return command;
}

TEST_CASE("what is reserved and posted in one request goes on from what its day stood at") {
  SettlementHouse house;
  Post(house, {Accrue(house, "a", 3, 1'000)});
  Post(house, {Accrue(house, "b", 5, 400)});
  Post(house, {Hold(house, "PAYABLE", "BANK_CLEARING"), PostHeld(house, 3)});
  CHECK(PayableAsOf(house, 3) == 700);
  CHECK(PayableAsOf(house, 5) == 1'100);
  CHECK(house.Verify().empty());
}

TEST_CASE("a reservation asked for again with other accounts is posted on what its day stood at") {
  SettlementHouse house;
  Post(house, {Accrue(house, "a", 3, 1'000), Hold(house, "PAYABLE", "BANK_CLEARING")});
  Post(house, {Accrue(house, "b", 5, 400)});
  const auto answers = Post(house, {Hold(house, "RECEIVABLE", "BANK"), PostHeld(house, 3)});
  CHECK(answers.answers(0).verdict() == v1::LEDGER_VERDICT_EXISTS_WITH_DIFFERENT_ACCOUNTS);
  CHECK(answers.answers(1).verdict() == v1::LEDGER_VERDICT_DONE);
  CHECK(house.Verify().empty());
}

TEST_CASE("a reservation in one currency is not posted in another") {
  SettlementHouse house;
  Post(house, {Accrue(house, "a", 3, 1'000), Hold(house, "PAYABLE", "BANK_CLEARING")});
  v1::LedgerCommand post = PostHeld(house, 3);
  *post.mutable_post_reserved()->mutable_amount() = Tenge(100);
  post.mutable_post_reserved()->mutable_amount()->set_currency_code("USD");
  CHECK(Post(house, {post}).answers(0).verdict() == v1::LEDGER_VERDICT_RESERVATION_EXCEEDED);
}

TEST_CASE("what had run out stays so when the clock steps back, and no record time does") {
  SettlementHouse house;
  const long long now = house.clock().Now().micros;
  constexpr long long kHour = 3'600'000'000;
  v1::LedgerCommand hold = Hold(house, "PAYABLE", "BANK_CLEARING");
  hold.mutable_reserve()->mutable_expire_time()->set_seconds((now + kHour) / 1'000'000);
  Post(house, {Accrue(house, "a", 3, 1'000), hold});
  house.clock().Set({now + kHour / 2});
  Post(house, {Accrue(house, "b", 3, 1'000)});
  house.clock().Set({now + 2 * kHour});
  Post(house, {Accrue(house, "c", 3, 1'000)});
  house.clock().Set({now});
  CHECK(Post(house, {PostHeld(house, 3)}).answers(0).verdict() ==
        v1::LEDGER_VERDICT_RESERVATION_EXPIRED);
  hold.set_command_id("late");
  CHECK(Post(house, {hold}).answers(0).verdict() == v1::LEDGER_VERDICT_RESERVATION_EXPIRED);
  Post(house, {Accrue(house, "d", 3, 1'000)});
  long long back = -1;
  house.sql() << "SELECT count(*) FROM settlement.entry e JOIN settlement.entry before"
                 " ON before.ledger_id = e.ledger_id AND before.sequence = e.sequence - 1"
                 " WHERE e.record_time < before.record_time",
      soci::into(back);
  CHECK(back == 0);
  CHECK(house.Verify().empty());
}

TEST_CASE("a reversal does not slip into a closed month") {
  SettlementHouse house;
  const auto made = Post(house, {Accrue(house, "a", 3, 1'000)});
  house.sql() << "INSERT INTO settlement.period (month, state, close_time, closed_by, breaks)"
                 " VALUES ('2026-10', 'CLOSED', now(), 'finance', 0)";
  const auto refused =
      Post(house, {ReverseOf(house, made.answers(0).entry_id(), Day(2026, 10, 31))});
  CHECK(refused.answers(0).verdict() == v1::LEDGER_VERDICT_PERIOD_CLOSED);
  CHECK(house.Count("settlement.entry") == 1);
}

TEST_CASE("two large sets are posted in one transaction, the second after the first") {
  SettlementHouse house;
  sql::UnitOfWork work(house.database("tirek_settlement"), sql::Scope::Everything());
  LedgerGateway gateway(work);
  for (const char* statement : {"stm_1/", "stm_2/"}) {
    std::vector<ledger::Entry> entries;
    for (int line = 1; line <= 3000; ++line) {
      entries.push_back(Must(ledger::PostUnknownDebit({statement + std::to_string(line),
                                                       *CivilDate::FromYmd(2026, 11, 3),
                                                       Money::FromMinor(100, kTenge)})));
    }
    Must(gateway.PostAll(entries, house.clock().Now()));
  }
  work.Commit();
  CHECK(house.Count("settlement.entry") == 6000);
}

}  // namespace
}  // namespace tirek::settlement
