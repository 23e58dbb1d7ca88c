// Sixteen callers post into a month while it closes, softly and then hard, some with clocks that
// are wrong: each posting is before the close, or refused.
#include <atomic>
#include <chrono>
#include <thread>

#include "tests/services/settlement/settlement_house.h"
#include "tirek/settlement/v1/period.grpc.pb.h"

namespace tirek::settlement {
namespace {

constexpr int kPosters = 16;
constexpr int kRounds = 6;

struct Race {
  SettlementHouse house;
  std::string finance = house.house().Token(Role::kFinance);  // before threads ask for it
  std::string provider = house.provider_of("GSZ-KRG-003");
  sql::Database database{{house.house().database_url(), "tirek_settlement", kPosters}};
  std::atomic<int> posted{0};
  std::atomic<int> unexpected{0};

  // Documents are refused when the month closes softly, adjustments when it closes.
  bool PostDirectly(CivilDate day, int poster, int number, bool adjusts) {
    ledger::EntryDraft draft{
        "prv_" + std::to_string(poster),
        ledger::SourceType::kManual,
        day.ToString() + "-" + std::to_string(number),
        day,
        kTenge,
        "",
        {{ledger::AccountKind::kExpenseAccrued, 1, {}}, {ledger::AccountKind::kPayable, -1, {}}},
        {}};
    if (adjusts) draft.adjustment_reason = "late";
    // Their clocks differ by up to half a second, to both sides.
    const Instant now{house.clock().Now().micros + (poster - kPosters / 2) * 60'000};
    sql::UnitOfWork work(database, sql::Scope::Everything());
    const auto id = LedgerGateway(work).Post(*ledger::Entry::Make(draft), now);
    if (!id) {
      const std::string& reason = id.error().reason;
      if (reason != "PERIOD_CLOSED" && (adjusts || reason != "PERIOD_SOFT_CLOSED")) ++unexpected;
      return false;
    }
    work.Commit();
    return true;
  }

  bool PostThroughDoor(CivilDate day, int poster, int number, bool adjusts) {
    v1::PostEntriesRequest request;
    const std::string id = "p" + std::to_string(poster) + "-" + day.ToString() + "-";
    request.set_request_id(id + std::to_string(number));
    v1::LedgerCommand& command = *request.add_commands();
    command.set_command_id(request.request_id());
    command.set_provider_id(provider);
    if (adjusts) command.set_adjustment_reason("late");
    *command.mutable_post()->mutable_effective_date() = Day(day.year(), day.month(), day.day());
    for (const auto& [account, minor] :
         {std::pair("EXPENSE_ACCRUED", 1), std::pair("PAYABLE", -1)}) {
      v1::Posting* posting = command.mutable_post()->add_postings();
      posting->set_account(account);
      posting->mutable_amount()->set_currency_code("KZT");
      posting->mutable_amount()->set_minor_units(minor);
    }
    const auto answered = house.Call(&Stub::PostEntries, request, finance);
    if (!answered) {
      ++unexpected;
      return false;
    }
    const auto verdict = answered->answers(0).verdict();
    if (verdict == v1::LEDGER_VERDICT_DONE) return true;
    if (verdict != v1::LEDGER_VERDICT_PERIOD_CLOSED &&
        (adjusts || verdict != v1::LEDGER_VERDICT_PERIOD_SOFT_CLOSED)) {
      ++unexpected;
    }
    return false;
  }

  // Until the month refuses it. Even posters post documents, odd ones adjustments; every fourth
  // pair goes through the door, where callers share commits.
  void PostUntilRefused(CivilDate day, int poster) {
    const bool adjusts = poster % 2 == 1;
    for (int number = 0;; ++number) {
      const bool done = poster % 8 < 2 ? PostThroughDoor(day, poster, number, adjusts)
                                       : PostDirectly(day, poster, number, adjusts);
      if (!done) return;
      ++posted;
    }
  }

  void WaitForMore() {
    const int before = posted;
    while (posted < before + kPosters) std::this_thread::yield();
  }

  long long Count(const std::string& month, const std::string& which) {
    return house.Count("settlement.entry WHERE to_char(effective_date, 'YYYY-MM') = '" + month +
                       "' AND adjustment_reason IS " + which);
  }
};

TEST_CASE("nothing slips past a soft close or a close while sixteen post") {
  Race race;
  for (int round = 1; round <= kRounds; ++round) {
    CAPTURE(round);
    const Month month{2026, round};
    const CivilDate day = month.period().start;
    std::vector<std::thread> posters;
    for (int poster = 0; poster < kPosters; ++poster) {
      posters.emplace_back([&race, day, poster] { race.PostUntilRefused(day, poster); });
    }
    race.WaitForMore();
    v1::SoftClosePeriodRequest soft;
    soft.set_month(month.ToString());
    const auto softly = race.house.Write(&v1::PeriodService::Stub::SoftClosePeriod, soft);
    const long long documents = race.Count(soft.month(), "NULL");
    race.WaitForMore();  // only adjusters are left to post
    v1::ClosePeriodRequest close;
    close.set_month(month.ToString());
    const auto closed = race.house.Write(&Stub::ClosePeriod, close);
    const long long adjustments = race.Count(soft.month(), "NOT NULL");
    for (std::thread& poster : posters) poster.join();
    Must(softly);
    Must(closed);
    CHECK(documents > 0);
    CHECK(adjustments > 0);
    CHECK(race.Count(soft.month(), "NULL") == documents);
    CHECK(race.Count(soft.month(), "NOT NULL") == adjustments);
  }
  CHECK(race.unexpected == 0);
  CHECK(race.house.Verify() == std::vector<std::string>{});
}

}  // namespace
}  // namespace tirek::settlement
