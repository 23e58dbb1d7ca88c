// Deciding a batch, case by case: verdicts, limits, reservations, sets and record times.
#include "billing/ledger/decide.h"

#include <string>
#include <vector>

#include <doctest/doctest.h>

namespace tirek::ledger {
namespace {

const CivilDate kDay = *CivilDate::FromYmd(2026, 10, 15);
constexpr Instant kNow{1'793'836'800'000'000};

struct Desk {
  Book book;

  Desk() { book.ledgers["prv_a"].number = 1; }
  Account& account(AccountKind kind) { return book.ledgers["prv_a"].Open(kind, kTenge); }
  std::vector<Answer> Run(const CommandSet& set, Instant now = kNow) {
    return Decide(book, {&set, 1}, now).front();
  }
  Answer One(const Command& command, Instant now = kNow) { return Run({command}, now).front(); }
  std::string Said(const Command& command, Instant now = kNow) {
    return std::string(VerdictName(One(command, now).verdict));
  }
};

EntryDraft Draft(const std::string& id, std::int64_t amount) {
  return {"prv_a",
          SourceType::kManual,
          id,
          kDay,
          kTenge,
          "",
          {{AccountKind::kExpenseAccrued, amount, {}}, {AccountKind::kPayable, -amount, {}}},
          {}};
}
Entry Accrual(const std::string& id, std::int64_t amount) {
  return *Entry::Make(Draft(id, amount));
}
Entry Payment(const std::string& id, std::int64_t amount) {
  EntryDraft draft = Draft(id, amount);
  draft.postings = {{AccountKind::kPayable, amount, {}}, {AccountKind::kBankClearing, -amount, {}}};
  return *Entry::Make(draft);
}
Reservation Reserved(const std::string& id, std::int64_t amount,
                     std::optional<Instant> expires = {}) {
  return *Reservation::Make({"prv_a",
                             id,
                             AccountKind::kPayable,
                             AccountKind::kBankClearing,
                             amount,
                             kTenge,
                             kDay,
                             "",
                             {},
                             expires});
}
PostReserved Posted(const std::string& id, std::optional<std::int64_t> amount = {}) {
  PostReserved post{"prv_a", id, SourceType::kManual, "post-" + id, kDay, {}};
  if (amount) post.amount = Money::FromMinor(*amount, kTenge);
  return post;
}

TEST_CASE(
    "an id that is used again is answered with the entry of that time, or with what differs") {
  EntryDraft other_accounts = Draft("a", 100);
  other_accounts.postings[1].account = AccountKind::kReceivable;
  EntryDraft other_date = Draft("a", 100);
  other_date.effective_date = kDay + 1;
  EntryDraft other_text = Draft("a", 100);
  other_text.description = "other";
  EntryDraft other_dims = Draft("a", 100);
  other_dims.postings[0].dims.contract_id = "ctr_1";
  EntryDraft other_currency = Draft("a", 100);
  other_currency.currency = *Currency::FromCode("USD");
  struct Case {
    EntryDraft draft;
    const char* verdict;
  };
  const Case cases[] = {
      {Draft("a", 100), "EXISTS"},
      {Draft("a", 101), "EXISTS_WITH_DIFFERENT_AMOUNT"},
      {other_currency, "EXISTS_WITH_DIFFERENT_AMOUNT"},
      {other_accounts, "EXISTS_WITH_DIFFERENT_ACCOUNTS"},
      {other_date, "EXISTS_WITH_DIFFERENT_DATE"},
      {other_text, "EXISTS_WITH_DIFFERENT_CONTENT"},
      {other_dims, "EXISTS_WITH_DIFFERENT_CONTENT"},
  };
  for (const bool stored : {false, true}) {
    Desk desk;
    const Answer first = desk.One(Accrual("a", 100));
    CHECK(first.verdict == Verdict::kDone);
    if (stored) {  // as the next batch finds it
      desk.book.known.emplace(SourceKey{"prv_a", SourceType::kManual, "a"},
                              desk.book.made.front().entry);
      desk.book.made_of.clear();
    }
    for (const Case& c : cases) {
      CAPTURE(stored);
      CAPTURE(c.verdict);
      const Answer again = desk.One(*Entry::Make(c.draft));
      CHECK(VerdictName(again.verdict) == c.verdict);
      CHECK(again.entry_id == first.entry_id);
      CHECK(again.sequence == 1);
    }
    CHECK(desk.book.made.size() == 1);
  }
}

TEST_CASE("a limit holds to the last unit, counts what is reserved, and lets an account recover") {
  struct Step {
    const char* name;
    Command command;
    const char* verdict;
  };
  const Step steps[] = {
      {"nothing is owed yet", Payment("p1", 1), "OVERDRAWN"},
      {"accrue", Accrual("a1", 100), "DONE"},
      {"above the ceiling", Accrual("a2", 51), "LIMIT_EXCEEDED"},
      {"up to the ceiling", Accrual("a3", 50), "DONE"},
      {"reserve to the last unit", Reserved("r1", 150), "DONE"},
      {"what is reserved cannot be paid", Payment("p2", 1), "OVERDRAWN"},
      {"nor reserved again", Reserved("r2", 1), "OVERDRAWN"},
      {"set free", VoidReserved{"prv_a", "r1"}, "DONE"},
      {"and paid", Payment("p3", 150), "DONE"},
      {"not below", Payment("p4", 1), "OVERDRAWN"},
  };
  Desk desk;
  desk.account(AccountKind::kPayable).state.least_minor = 0;
  desk.account(AccountKind::kPayable).state.most_minor = 150;
  for (const Step& step : steps) {
    CAPTURE(step.name);
    const Answer answer = desk.One(step.command);
    CHECK(VerdictName(answer.verdict) == step.verdict);
    CHECK(answer.account == (answer.verdict == Verdict::kDone ? "" : "PAYABLE"));
  }
  desk.account(AccountKind::kPayable).state.least_minor = 1000;
  CHECK(desk.Said(Accrual("a4", 10)) == "DONE");
}

TEST_CASE("a reservation ends once: posted, in part too, set free, or run out") {
  constexpr Instant kLater{kNow.micros + 10};
  struct Step {
    const char* name;
    Command command;
    Instant now;
    const char* verdict;
  };
  const Step steps[] = {
      {"unknown", Posted("r0"), kNow, "RESERVATION_UNKNOWN"},
      {"unknown to void", VoidReserved{"prv_a", "r0"}, kNow, "RESERVATION_UNKNOWN"},
      {"made", Reserved("r1", 100, kLater), kNow, "DONE"},
      {"made again", Reserved("r1", 100, kLater), kNow, "EXISTS"},
      {"made with more", Reserved("r1", 101, kLater), kNow, "EXISTS_WITH_DIFFERENT_AMOUNT"},
      {"made for ever", Reserved("r1", 100), kNow, "EXISTS_WITH_DIFFERENT_CONTENT"},
      {"more than is there", Posted("r1", 101), kNow, "RESERVATION_EXCEEDED"},
      {"in part", Posted("r1", 60), {kNow.micros + 9}, "DONE"},
      {"in part again", Posted("r1", 60), kNow, "EXISTS"},
      {"in another part", Posted("r1", 40), kNow, "EXISTS_WITH_DIFFERENT_AMOUNT"},
      {"posted cannot be voided", VoidReserved{"prv_a", "r1"}, kNow, "RESERVATION_POSTED"},
      {"another", Reserved("r2", 5), kNow, "DONE"},
      {"voided", VoidReserved{"prv_a", "r2"}, kNow, "DONE"},
      {"voided again", VoidReserved{"prv_a", "r2"}, kNow, "EXISTS"},
      {"voided cannot be posted", Posted("r2"), kNow, "RESERVATION_VOIDED"},
      {"one that will run out", Reserved("r3", 5, kLater), kNow, "DONE"},
      {"at its very instant", Posted("r3"), kLater, "RESERVATION_EXPIRED"},
      {"the clock back does not bring it back", Posted("r3"), kNow, "RESERVATION_EXPIRED"},
      {"too late to be made", Reserved("r4", 5, kNow), kNow, "RESERVATION_EXPIRED"},
  };
  Desk desk;
  for (const Step& step : steps) {
    CAPTURE(step.name);
    CHECK(desk.Said(step.command, {step.now}) == step.verdict);
  }
  const AccountState& payable = desk.account(AccountKind::kPayable).state;
  CHECK(payable.reserved_debit_minor == 0);
  CHECK(desk.account(AccountKind::kBankClearing).state.reserved_credit_minor == 0);
  CHECK(payable.balance_minor == 60);
  CHECK(desk.book.made.size() == 1);
}

TEST_CASE("a set with a refused command leaves no trace, and the commands after it go on") {
  Desk desk;
  desk.account(AccountKind::kPayable).state.least_minor = 0;
  CHECK(desk.Said(Accrual("a1", 100)) == "DONE");
  const auto refused = desk.Run(
      {Accrual("a2", 10), Reserved("r1", 50), Posted("r1"), Payment("p1", 61), Accrual("a3", 1)});
  std::vector<std::string> said;
  for (const Answer& answer : refused) said.emplace_back(VerdictName(answer.verdict));
  CHECK(said == std::vector<std::string>{"SET_REFUSED", "SET_REFUSED", "SET_REFUSED", "OVERDRAWN",
                                         "SET_REFUSED"});
  CHECK(desk.book.made.size() == 1);
  CHECK(desk.book.made_of.size() == 1);
  CHECK(desk.book.reservations.empty());
  CHECK(desk.account(AccountKind::kPayable).state == AccountState{-100, 0, 0, 0, std::nullopt});
  CHECK(desk.account(AccountKind::kBankClearing).state == AccountState{});
  CHECK(desk.book.ledgers["prv_a"].head.sequence == 1);
  for (const Answer& answer : desk.Run({Accrual("a2", 10), Payment("p1", 110)})) {
    CHECK(answer.verdict == Verdict::kDone);
  }
  CHECK(desk.book.made.back().entry.sequence == 3);
}

Entry Adjusting(const std::string& id, const std::string& reason) {
  EntryDraft draft = Draft(id, 1);
  draft.adjustment_reason = reason;
  return *Entry::Make(draft);
}

TEST_CASE("a closed month takes nothing, a softly closed one what adjusts it") {
  struct Case {
    PeriodState state;
    const char* document;
    const char* adjustment;
  };
  const Case cases[] = {
      {PeriodState::kOpen, "DONE", "DONE"},
      {PeriodState::kSoftClosed, "PERIOD_SOFT_CLOSED", "DONE"},
      {PeriodState::kClosed, "PERIOD_CLOSED", "PERIOD_CLOSED"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.document);
    Desk desk;
    const Entry original = Accrual("before", 5);
    const Answer made = desk.One(original);
    desk.book.originals.emplace(std::pair("prv_a", made.entry_id), original);
    desk.book.periods[Month::Of(kDay)] = {c.state, kNow};
    const ReverseEntry reversal{"prv_a", made.entry_id, "rev", kDay};
    ReverseEntry adjusting = reversal;
    adjusting.adjustment_reason = "posted twice";
    CHECK(desk.Said(Accrual("a", 1)) == c.document);
    CHECK(desk.Said(Reserved("r", 1)) == c.document);
    CHECK(desk.Said(Adjusting("b", "late invoice")) == c.adjustment);
    if (c.state != PeriodState::kOpen) CHECK(desk.Said(reversal) == c.document);
    CHECK(desk.Said(adjusting) == c.adjustment);
  }
}

TEST_CASE("nothing is recorded before its month came into the state that took it") {
  Desk desk;
  const Instant since{kNow.micros + 5};
  desk.book.periods[Month::Of(kDay)] = {PeriodState::kSoftClosed, since};
  CHECK(desk.Said(Adjusting("a", "late invoice")) == "DONE");
  CHECK(desk.book.made.back().record_time == since);
  CHECK(desk.book.ledgers["prv_a"].head.record_time == since);
}

TEST_CASE("why an entry adjusts is what it is: the hash covers it, and another reason differs") {
  Desk one;
  Desk other;
  one.One(Adjusting("a", "late invoice"));
  other.One(Adjusting("a", "another reason"));
  Desk none;
  none.One(Accrual("a", 1));
  CHECK(one.book.made.back().hash != other.book.made.back().hash);
  CHECK(one.book.made.back().hash != none.book.made.back().hash);
  CHECK(one.Said(Adjusting("a", "late invoice")) == "EXISTS");
  CHECK(one.Said(Adjusting("a", "another reason")) == "EXISTS_WITH_DIFFERENT_CONTENT");
}

TEST_CASE("a month goes back one step at a time") {
  CHECK(StateBefore(PeriodState::kClosed) == PeriodState::kSoftClosed);
  CHECK(StateBefore(PeriodState::kSoftClosed) == PeriodState::kOpen);
  CHECK(StateBefore(PeriodState::kOpen) == std::nullopt);
  for (const auto state : {PeriodState::kOpen, PeriodState::kSoftClosed, PeriodState::kClosed}) {
    CHECK(ParsePeriodState(PeriodStateName(state)) == state);
  }
}

TEST_CASE("an entry is reversed once, also when both reversals come in one batch") {
  Desk desk;
  const Answer made = desk.One(Accrual("a", 100));
  const Entry original = desk.book.made.front().entry.entry;
  CHECK(desk.Said(Reverse(original, {made.entry_id, "rev-1", kDay})) == "DONE");
  CHECK(desk.Said(Reverse(original, {made.entry_id, "rev-1", kDay})) == "EXISTS");
  CHECK(desk.Said(Reverse(original, {made.entry_id, "rev-2", kDay})) == "REVERSED_ALREADY");
  CHECK(desk.account(AccountKind::kPayable).state.balance_minor == 0);
  desk.book.originals.emplace(std::pair("prv_a", made.entry_id), original);
  const auto by_id = [&made](const char* id) {
    return ReverseEntry{"prv_a", made.entry_id, id, kDay};
  };
  CHECK(desk.Said(by_id("rev-1")) == "EXISTS");
  CHECK(desk.Said(by_id("rev-3")) == "REVERSED_ALREADY");
  CHECK(desk.Said(ReverseEntry{"prv_a", "ent_none", "rev-4", kDay}) == "ENTRY_UNKNOWN");
}

TEST_CASE("a balance that would not fit is refused and nothing wraps") {
  Desk desk;
  const std::int64_t most = std::numeric_limits<std::int64_t>::max();
  CHECK(desk.Said(Accrual("a", most)) == "DONE");
  CHECK(desk.Said(Accrual("b", 1)) == "AMOUNT_OVERFLOW");
  CHECK(desk.account(AccountKind::kExpenseAccrued).state.balance_minor == most);
  CHECK(desk.Said(Reserved("r", most)) == "DONE");
  CHECK(desk.Said(Reserved("s", 1)) == "AMOUNT_OVERFLOW");
}

TEST_CASE("record times never step back, and the entry's hash covers the hash before it") {
  Desk desk;
  CHECK(desk.Said(Accrual("a", 1)) == "DONE");
  CHECK(desk.Said(Accrual("b", 1), {{kNow.micros - 1'000}}) == "DONE");
  CHECK(desk.book.made[1].record_time == kNow);
  CHECK(desk.book.made[0].hash.size() == 32);
  CHECK(desk.book.made[1].hash == desk.book.ledgers["prv_a"].head.hash);
  CHECK(desk.book.made[0].hash != desk.book.made[1].hash);
}

TEST_CASE("a reservation is of more than nothing, between two accounts of one column") {
  struct Case {
    const char* id;
    AccountKind debit, credit;
    std::int64_t amount;
    const char* reason;
  };
  const Case cases[] = {
      {"", AccountKind::kBank, AccountKind::kPayable, 1, "ENTRY_SOURCE_MISSING"},
      {"r", AccountKind::kBank, AccountKind::kPayable, 0, "RESERVATION_AMOUNT"},
      {"r", AccountKind::kBank, AccountKind::kPayable, -1, "RESERVATION_AMOUNT"},
      {"r", AccountKind::kBank, AccountKind::kBank, 1, "RESERVATION_ACCOUNTS"},
      {"r", AccountKind::kBank, AccountKind::kUnfunded, 1, "RESERVATION_ACCOUNTS"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.reason);
    const auto made =
        Reservation::Make({"prv_a", c.id, c.debit, c.credit, c.amount, kTenge, kDay, "", {}, {}});
    REQUIRE(!made);
    CHECK(made.error().reason == c.reason);
  }
}

}  // namespace
}  // namespace tirek::ledger
