// A batch that is decided from memory stands only where nobody changed what is remembered: each
// kind of change by somebody else sends it back to read again, and the answer is as if it had read.
#include <functional>
#include <memory>
#include <vector>

#include "services/settlement/posting_batch.h"
#include "tests/services/settlement/settlement_house.h"

namespace tirek::settlement {
namespace {

using ledger::AccountKind;
using ledger::CommandSet;
using ledger::Verdict;

struct Desk {
  SettlementHouse house;
  std::string ledger_id = house.provider_of("GSZ-KRG-001");
  PostingEnvironment environment{house.database("tirek_settlement"), house.clock()};
  LedgerMemory ours, theirs;  // of two servers

  CommandSet Move(const std::string& source, AccountKind debit, AccountKind credit,
                  std::int64_t minor, const char* day = "2026-11-03") {
    return {Must(ledger::Entry::Make({ledger_id,
                                      ledger::SourceType::kManual,
                                      source,
                                      *CivilDate::Parse(day),
                                      kTenge,
                                      "Moved",
                                      {{debit, minor, {}}, {credit, -minor, {}}},
                                      {}}))};
  }
  CommandSet Accrue(const std::string& source, std::int64_t minor) {
    return Move(source, AccountKind::kExpenseAccrued, AccountKind::kPayable, minor);
  }
  CommandSet Pay(const std::string& source, std::int64_t minor) {
    return Move(source, AccountKind::kPayable, AccountKind::kBankClearing, minor);
  }

  std::vector<std::unique_ptr<PostingJob>> Jobs(std::vector<CommandSet> sets) {
    std::vector<std::unique_ptr<PostingJob>> jobs;
    jobs.push_back(std::make_unique<PostingJob>(PostingJob{std::move(sets), {}, false, {}}));
    return jobs;
  }
  std::optional<Outcomes> FromMemory(LedgerMemory& memory, const CommandSet& set) {
    return PostFromMemory(environment, Jobs({set}), memory);
  }
  // As a shard's worker does it.
  ledger::Answer Post(LedgerMemory& memory, const CommandSet& set) {
    auto outcomes = FromMemory(memory, set);
    if (!outcomes) outcomes = PostBatch(environment, Jobs({set}), memory);
    return Must(outcomes->front()).answers.front().front();
  }
  bool IsDone(LedgerMemory& memory, const CommandSet& set) {
    return Post(memory, set).verdict == Verdict::kDone;
  }
  void SetLeast(std::int64_t least) {
    v1::SetAccountLimitsRequest request;
    request.set_provider_id(ledger_id);
    request.set_account("PAYABLE");
    request.set_currency_code("KZT");
    request.mutable_least()->set_currency_code("KZT");
    request.mutable_least()->set_minor_units(least);
    Must(house.Write(&Stub::SetAccountLimits, request));
  }
};

TEST_CASE("what nobody else changed is posted from memory, one entry after another") {
  Desk desk;
  CHECK_FALSE(desk.FromMemory(desk.ours, desk.Accrue("a1", 5)).has_value());
  CHECK(desk.Post(desk.ours, desk.Accrue("a1", 5)).sequence == 1);
  for (int i = 2; i <= 5; ++i) {
    CAPTURE(i);
    const auto posted = desk.FromMemory(desk.ours, desk.Accrue("a" + std::to_string(i), i));
    REQUIRE(posted.has_value());
    CHECK(Must(posted->front()).answers[0][0].sequence == i);
  }
  // An account that the ledger did not have, and a month that begins, are written from memory, too.
  CHECK(desk.FromMemory(desk.ours, desk.Pay("p1", 7)).has_value());
  CHECK(desk.Post(desk.ours, desk.Move("d1", AccountKind::kExpenseAccrued, AccountKind::kPayable, 3,
                                       "2026-12-01"))
            .sequence == 7);
  CHECK(desk.FromMemory(desk.ours, desk.Move("d2", AccountKind::kExpenseAccrued,
                                             AccountKind::kPayable, 3, "2026-12-01"))
            .has_value());
  CHECK(desk.FromMemory(desk.ours, desk.Accrue("late", 3)).has_value());
  CHECK(desk.house.Count("settlement.entry WHERE late") == 1);
  CHECK(desk.house.Verify().empty());
}

TEST_CASE("a batch that goes by COPY is posted from memory, too, and as a whole or not at all") {
  Desk desk;
  CHECK(desk.IsDone(desk.ours, desk.Accrue("a0", 1)));
  std::vector<CommandSet> sets;
  for (int i = 1; i <= 600; ++i) sets.push_back(desk.Accrue("b" + std::to_string(i), i));
  const auto posted = PostFromMemory(desk.environment, desk.Jobs(sets), desk.ours);
  REQUIRE(posted.has_value());
  CHECK(Must(posted->front()).answers.back().front().sequence == 601);
  for (int i = 1; i <= 600; ++i) sets[i - 1] = desk.Accrue("c" + std::to_string(i), i);
  sets.back() = desk.Accrue("b1", 1);
  CHECK_FALSE(PostFromMemory(desk.environment, desk.Jobs(sets), desk.ours).has_value());
  CHECK(desk.house.Count("settlement.entry") == 601);
  CHECK(desk.house.Verify().empty());
}

TEST_CASE("two who post to one ledger by turns never take what the other wrote for their own") {
  Desk desk;
  std::int64_t sequence = 0;
  for (int i = 0; i < 40; ++i) {
    CAPTURE(i);
    LedgerMemory& memory = (i * 7) % 5 < 2 ? desk.theirs : desk.ours;
    CHECK(desk.Post(memory, desk.Accrue("s" + std::to_string(i), 10 + i)).sequence == ++sequence);
  }
  CHECK(desk.house.Verify().empty());
}

TEST_CASE("room and lack of room that are remembered are asked for again") {
  Desk desk;
  desk.SetLeast(0);
  CHECK(desk.IsDone(desk.ours, desk.Accrue("a1", 100)));
  CHECK(desk.IsDone(desk.ours, desk.Pay("p1", 10)));
  CHECK(desk.IsDone(desk.theirs, desk.Pay("p2", 85)));
  CHECK(desk.Post(desk.ours, desk.Pay("p3", 6)).verdict == Verdict::kOverdrawn);
  CHECK(desk.IsDone(desk.theirs, desk.Accrue("a2", 1)));
  CHECK(desk.IsDone(desk.ours, desk.Pay("p3", 6)));
  desk.SetLeast(-5);  // makes no entry
  CHECK(desk.IsDone(desk.ours, desk.Pay("p4", 1)));
  desk.SetLeast(0);
  CHECK(desk.Post(desk.ours, desk.Pay("p5", 1)).verdict == Verdict::kOverdrawn);
  CHECK(desk.house.Verify().empty());
}

TEST_CASE("what another reserved meanwhile counts, and is free again when it is voided") {
  Desk desk;
  desk.SetLeast(0);
  CHECK(desk.IsDone(desk.ours, desk.Accrue("a1", 100)));
  const auto reserved =
      Must(ledger::Reservation::Make({desk.ledger_id,
                                      "r1",
                                      AccountKind::kPayable,
                                      AccountKind::kBankClearing,
                                      90,
                                      kTenge,
                                      *CivilDate::Parse("2026-11-03"),
                                      "Reserved",
                                      {},
                                      Instant{desk.house.clock().Now().micros + 1'000'000}}));
  CHECK(desk.IsDone(desk.theirs, {reserved}));
  CHECK(desk.Post(desk.ours, desk.Pay("p1", 20)).verdict == Verdict::kOverdrawn);
  CHECK(desk.Post(desk.theirs, desk.Pay("p1", 20)).verdict == Verdict::kOverdrawn);
  CHECK(desk.IsDone(desk.ours, desk.Pay("p2", 10)));
  desk.house.clock().Set(
      {desk.house.clock().Now().micros + 2'000'000});  // it runs out, and no row says so
  CHECK(desk.IsDone(desk.ours, desk.Pay("p3", 90)));
  CHECK(desk.house.Verify().empty());
}

TEST_CASE("a month that another closed takes nothing, and takes again what it is opened for") {
  Desk desk;
  CHECK(desk.IsDone(desk.ours, desk.Accrue("a1", 1)));
  const auto set_state = [&](const std::string& state) {
    desk.house.sql() << "UPDATE settlement.period SET state = :state, state_time = '2026-11-05',"
                        " close_time = CASE :state WHEN 'CLOSED' THEN timestamptz '2026-11-05' END,"
                        " closed_by = CASE :state WHEN 'CLOSED' THEN 'finance' ELSE '' END"
                        " WHERE month = '2026-11'",
        soci::use(state, "state");
  };
  set_state("CLOSED");
  CHECK(desk.Post(desk.ours, desk.Accrue("a2", 1)).verdict == Verdict::kPeriodClosed);
  set_state("SOFT_CLOSED");
  CHECK(desk.Post(desk.ours, desk.Accrue("a2", 1)).verdict == Verdict::kPeriodSoftClosed);
  set_state("OPEN");
  CHECK(desk.IsDone(desk.ours, desk.Accrue("a2", 1)));
  CHECK(desk.house.Verify().empty());
}

TEST_CASE("a source and a request that came before are answered as then, not posted again") {
  Desk desk;
  const auto first = desk.Post(desk.ours, desk.Accrue("a1", 100));
  CHECK(desk.IsDone(desk.ours, desk.Accrue("a2", 1)));
  const auto again = desk.Post(desk.ours, desk.Accrue("a1", 100));
  CHECK(again.verdict == Verdict::kExists);
  CHECK(again.entry_id == first.entry_id);
  CHECK(desk.Post(desk.ours, desk.Accrue("a1", 99)).verdict == Verdict::kExistsWithDifferentAmount);

  const auto requested = [&](const std::string& source, const std::string& digest) {
    auto jobs = desk.Jobs({desk.Accrue(source, 3)});
    jobs[0]->request =
        PostingRequest{"finance", "finance", "Post",
                       "once",    digest,    [](const Answers&) { return std::string("kept"); }};
    auto outcomes = PostFromMemory(desk.environment, jobs, desk.ours);
    if (!outcomes) outcomes = PostBatch(desk.environment, jobs, desk.ours);
    return outcomes->front();
  };
  CHECK(Must(requested("r1", "one")).stored_response.empty());
  CHECK(Must(requested("r2", "one")).stored_response == "kept");
  CHECK(requested("r3", "other").error().reason == "REQUEST_ID_REUSED");
  CHECK(desk.house.Count("settlement.entry") == 3);
  CHECK(desk.house.Verify().empty());
}

TEST_CASE("a posting that is not committed is not remembered") {
  Desk desk;
  CHECK(desk.IsDone(desk.ours, desk.Accrue("a1", 1)));
  // Both in one batch: the second is refused by its key, so that nothing of the batch stands.
  CHECK_FALSE(PostFromMemory(desk.environment,
                             desk.Jobs({desk.Accrue("a2", 1), desk.Accrue("a1", 1)}), desk.ours)
                  .has_value());
  CHECK(desk.Post(desk.ours, desk.Accrue("a3", 1)).sequence == 2);
  auto tried = desk.Jobs({desk.Accrue("a4", 1)});
  tried[0]->validate_only = true;
  CHECK(Must(PostBatch(desk.environment, tried, desk.ours).front()).answers[0][0].sequence == 3);
  CHECK(desk.Post(desk.ours, desk.Accrue("a5", 1)).sequence == 3);
  CHECK(desk.house.Verify().empty());
}

}  // namespace
}  // namespace tirek::settlement
