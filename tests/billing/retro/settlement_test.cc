// What is paid, what is owed back and in which parts.
#include "billing/retro/settlement.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "tests/billing/retro/billed_month.h"

namespace tirek::retro {
namespace {

constexpr Choice kAll[] = {Choice::kNetInMonth, Choice::kGrossReversal, Choice::kInstalments};
const Month kNovember{2026, 11};

std::string Brief(const Result<MonthSettlement>& settled) {
  if (!settled) return settled.error().reason;
  return "pay " + settled->payable.AmountText() + ", owed back " +
         settled->receivable.AmountText() + ", unfunded " + settled->unfunded.AmountText();
}

TEST_CASE("each choice settles the same differences in its own way") {
  struct Case {
    Choice choice;
    const char* old_amount;
    const char* new_amount;
    const char* more;
    const char* less;
    const char* unfunded_before;
    const char* ceiling_left;
    const char* settled;
  };
  const Case cases[] = {
      {Choice::kNetInMonth, "1000.00", "1070.00", "100.00", "30.00", "0.00", "500.00",
       "pay 70.00, owed back 0.00, unfunded 0.00"},
      {Choice::kGrossReversal, "1000.00", "1070.00", "100.00", "30.00", "0.00", "500.00",
       "pay 1070.00, owed back 1000.00, unfunded 0.00"},
      {Choice::kInstalments, "1000.00", "1070.00", "100.00", "30.00", "0.00", "500.00",
       "pay 100.00, owed back 30.00, unfunded 0.00"},
      {Choice::kNetInMonth, "1000.00", "930.00", "30.00", "100.00", "0.00", "500.00",
       "pay 0.00, owed back 70.00, unfunded 0.00"},
      {Choice::kInstalments, "1000.00", "930.00", "30.00", "100.00", "0.00", "0.00",
       "pay 30.00, owed back 100.00, unfunded 0.00"},
      // The ceiling has room for 20 of the 70.
      {Choice::kNetInMonth, "1000.00", "1070.00", "100.00", "30.00", "0.00", "20.00",
       "pay 20.00, owed back 0.00, unfunded 50.00"},
      {Choice::kInstalments, "1000.00", "1070.00", "100.00", "30.00", "0.00", "20.00",
       "pay 50.00, owed back 30.00, unfunded 50.00"},
      {Choice::kGrossReversal, "1000.00", "1070.00", "100.00", "30.00", "0.00", "0.00",
       "pay 1000.00, owed back 1000.00, unfunded 70.00"},
      // 40 of what is taken back was never paid.
      {Choice::kNetInMonth, "1000.00", "930.00", "30.00", "100.00", "40.00", "0.00",
       "pay 0.00, owed back 30.00, unfunded -40.00"},
      {Choice::kInstalments, "1000.00", "930.00", "30.00", "100.00", "90.00", "0.00",
       "pay 30.00, owed back 30.00, unfunded -70.00"},
      {Choice::kNetInMonth, "-1.00", "930.00", "30.00", "100.00", "0.00", "0.00",
       "AMOUNT_NEGATIVE"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.settled);
    CHECK(Brief(SettleMonth(c.choice,
                            {Tenge(c.old_amount), Tenge(c.new_amount), Tenge(c.more), Tenge(c.less),
                             Tenge(c.unfunded_before)},
                            Tenge(c.ceiling_left))) == c.settled);
  }
}

TEST_CASE("payable, receivable and unfunded are the difference, whatever is chosen") {
  CHECK(rc::check("payable - receivable + unfunded = new - old", [] {
    const auto amount = [] { return *rc::gen::inRange<std::int64_t>(0, 1000); };
    MonthChange change{Tenge("0.00"), Tenge("0.00"), Tenge("0.00"), Tenge("0.00"), Tenge("0.00")};
    const std::int64_t both = amount();  // of lines that are billed before and after
    const std::int64_t more = amount();
    const std::int64_t less = amount();
    change.old_amount = Money::FromMinor(both + less, kTenge);
    change.new_amount = Money::FromMinor(both + more, kTenge);
    change.more = Money::FromMinor(more, kTenge);
    change.less = Money::FromMinor(less, kTenge);
    change.unfunded_before = Money::FromMinor(amount(), kTenge);
    const Money left = Money::FromMinor(amount(), kTenge);
    for (const Choice choice : kAll) {
      const auto settled = *SettleMonth(choice, change, left);
      RC_ASSERT(settled.payable.minor() - settled.receivable.minor() + settled.unfunded.minor() ==
                more - less);
      RC_ASSERT(!settled.payable.is_negative());
      RC_ASSERT(!settled.receivable.is_negative());
      RC_ASSERT(settled.payable.minor() - settled.receivable.minor() <= left.minor());
      RC_ASSERT(-settled.unfunded.minor() <= change.unfunded_before.minor());
    }
  }));
}

RecoveryTerms Terms(Choice choice, const char* owed, const char* percent, const char* expected) {
  RecoveryTerms terms{choice, Tenge(owed), {}, kNovember, Tenge(expected)};
  if (*percent != '\0') terms.percent = *Decimal::Parse(percent);
  return terms;
}

std::string Brief(const Result<std::vector<RecoveryPart>>& plan) {
  if (!plan) return plan.error().reason;
  std::string text;
  for (const RecoveryPart& part : *plan) {
    text += (text.empty() ? "" : "; ") + part.month.ToString() + " " + part.amount.AmountText() +
            " left " + part.left.AmountText();
  }
  return text;
}

TEST_CASE("what is owed back is taken off month by month, and the last part takes the rest") {
  struct Case {
    RecoveryTerms terms;
    const char* plan;
  };
  const Case cases[] = {
      {Terms(Choice::kInstalments, "1000.00", "30", "1333.33"),
       "2026-11 399.99 left 600.01; 2026-12 399.99 left 200.02; 2027-01 200.02 left 0.00"},
      {Terms(Choice::kInstalments, "400.00", "30", "1333.34"), "2026-11 400.00 left 0.00"},
      {Terms(Choice::kInstalments, "0.00", "30", "0.00"), ""},
      {Terms(Choice::kNetInMonth, "1000.00", "", "700.00"),
       "2026-11 700.00 left 300.00; 2026-12 300.00 left 0.00"},
      {Terms(Choice::kGrossReversal, "1000.00", "", "0.00"), "2026-11 1000.00 left 0.00"},
      {Terms(Choice::kInstalments, "1000.00", "", "700.00"), "INSTALMENT_PERCENT_OUT_OF_RANGE"},
      {Terms(Choice::kInstalments, "1000.00", "0", "700.00"), "INSTALMENT_PERCENT_OUT_OF_RANGE"},
      {Terms(Choice::kInstalments, "1000.00", "100.01", "700.00"),
       "INSTALMENT_PERCENT_OUT_OF_RANGE"},
      {Terms(Choice::kInstalments, "1000.00", "1", "0.99"), "INSTALMENT_TOO_SMALL"},
      {Terms(Choice::kInstalments, "1.21", "1", "1.00"), "INSTALMENT_TOO_SMALL"},
      {Terms(Choice::kNetInMonth, "-1.00", "", "1.00"), "AMOUNT_NEGATIVE"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.plan);
    CHECK(Brief(PlanRecovery(c.terms)) == c.plan);
  }
}

TEST_CASE("the parts add to what is owed, and none is above the ceiling of its month") {
  CHECK(rc::check("sum of parts = owed", [] {
    const std::int64_t owed = *rc::gen::inRange<std::int64_t>(0, 1'000'000);
    const std::int64_t expected = *rc::gen::inRange<std::int64_t>(50'000, 1'000'000);
    const int percent = *rc::gen::inRange(20, 101);
    const RecoveryTerms terms{Choice::kInstalments, Money::FromMinor(owed, kTenge),
                              Decimal::FromInteger(percent), kNovember,
                              Money::FromMinor(expected, kTenge)};
    const auto plan = *PlanRecovery(terms);
    std::int64_t sum = 0;
    for (const RecoveryPart& part : plan) {
      sum += part.amount.minor();
      RC_ASSERT(part.amount.minor() > 0);
      RC_ASSERT(part.amount.minor() * 100 <= expected * percent);
      RC_ASSERT(part.left.minor() == owed - sum);
    }
    RC_ASSERT(sum == owed);
  }));
}

TEST_CASE("every choice has a name of its own") {
  for (const Choice choice : kAll) CHECK(ParseChoice(ChoiceName(choice)) == choice);
  CHECK(!ParseChoice("LATER"));
}

}  // namespace
}  // namespace tirek::retro
