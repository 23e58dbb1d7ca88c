// Which person-days a contract's ceiling cuts, in which order, and how the day at the limit is
// divided.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "billing/adjudication/adjudicate.h"

namespace tirek::adjudication {
namespace {

using capitation::DenialReason;
using capitation::Line;
using capitation::LineStatus;
using order::CutOrder;
using Texts = std::vector<std::string>;

Money Tenge(const char* amount) { return *Money::Parse(amount, kTenge); }
CivilDate October(int day) { return *CivilDate::FromYmd(2026, 10, day); }

// A payable line over the days of October from the first to the last, one unit each.
Line LineOf(std::string placement_id, int first, int last, Money amount) {
  Line line;
  line.placement_id = std::move(placement_id);
  line.provider_id = "prv_a";
  line.contract_id = "ctr_a";
  for (int day = first; day <= last; ++day) {
    line.dates.push_back(October(day));
    line.quantities.push_back(Decimal::FromInteger(1));
  }
  line.period = {October(first), October(last) + 1};
  line.admission_date = October(1);
  line.amount = amount;
  return line;
}

Adjudication Cut(const std::vector<Line>& lines, const char* left,
                 CutOrder cut_order = CutOrder::kLatestDayFirst) {
  const auto result = Adjudicate(lines, {Tenge(left), Tenge("0.00"), cut_order});
  REQUIRE(result.has_value());
  return *result;
}

// "plc_1 05 10.00 of 30.00": the day, what of it is cut, and what it claimed.
Texts Briefs(const Adjudication& result) {
  Texts briefs;
  for (const CutDay& day : result.cut_days) {
    CHECK(day.reason == "CEILING_EXCEEDED");
    briefs.push_back(day.placement_id + " " + day.date.ToString().substr(8) + " " +
                     day.unfunded.AmountText() + " of " + day.claimed.AmountText());
  }
  return briefs;
}

TEST_CASE(
    "E12: the month beyond the ceiling is cut day by day, and the day that crosses it split") {
  // 30 days of 9 648.06 against 1 450 000.00 of which 1 217 430.20 are used.
  const std::vector<Line> lines = {LineOf("plc_1", 1, 30, Tenge("289441.80"))};
  const auto result =
      Adjudicate(lines, {Tenge("1450000.00"), Tenge("1217430.20"), CutOrder::kLatestDayFirst});
  REQUIRE(result.has_value());
  CHECK(result->approved == Tenge("232569.80"));
  CHECK(result->unfunded == Tenge("56872.00"));
  CHECK(Briefs(*result) == Texts{"plc_1 25 8631.70 of 9648.06", "plc_1 26 9648.06 of 9648.06",
                                 "plc_1 27 9648.06 of 9648.06", "plc_1 28 9648.06 of 9648.06",
                                 "plc_1 29 9648.06 of 9648.06", "plc_1 30 9648.06 of 9648.06"});
  // Wrong: whole days alone, which would leave 1 016.36 of the ceiling unused.
  CHECK(*Tenge("232569.80").Minus(*Money::Parse("231553.44", kTenge)) == Tenge("1016.36"));
  CHECK(result->approved != Tenge("231553.44"));
}

TEST_CASE("days are cut in the order that the contract names") {
  // plc_2 was admitted first; each has five days at 10.00, and 65.00 are left.
  std::vector<Line> lines = {LineOf("plc_1", 3, 7, Tenge("50.00")),
                             LineOf("plc_2", 5, 9, Tenge("50.00"))};
  lines[0].admission_date = October(2);
  CHECK(Briefs(Cut(lines, "65.00", CutOrder::kLatestDayFirst)) ==
        Texts{"plc_2 07 5.00 of 10.00", "plc_1 07 10.00 of 10.00", "plc_2 08 10.00 of 10.00",
              "plc_2 09 10.00 of 10.00"});
  CHECK(Briefs(Cut(lines, "65.00", CutOrder::kLatestAdmissionFirst)) ==
        Texts{"plc_1 04 5.00 of 10.00", "plc_1 05 10.00 of 10.00", "plc_1 06 10.00 of 10.00",
              "plc_1 07 10.00 of 10.00"});
}

TEST_CASE("one admission date is decided by the key, then by the placement") {
  std::vector<Line> lines = {LineOf("plc_1", 1, 1, Tenge("10.00")),
                             LineOf("plc_2", 1, 1, Tenge("10.00"))};
  for (const CutOrder cut_order : {CutOrder::kLatestDayFirst, CutOrder::kLatestAdmissionFirst}) {
    lines[0].admission_key = lines[1].admission_key = "";
    CHECK(Briefs(Cut(lines, "10.00", cut_order)) == Texts{"plc_2 01 10.00 of 10.00"});
    lines[0].admission_key = "11:00";
    lines[1].admission_key = "10:00";
    CHECK(Briefs(Cut(lines, "10.00", cut_order)) == Texts{"plc_1 01 10.00 of 10.00"});
  }
}

TEST_CASE("a line whose days are cut in part is reduced, one without an accepted day unfunded") {
  const std::vector<Line> lines = {
      LineOf("plc_1", 1, 4, Tenge("40.00")), LineOf("plc_2", 3, 4, Tenge("20.00")),
      LineOf("plc_3", 5, 6, Tenge("20.00")), LineOf("plc_4", 7, 7, Tenge("0.00"))};
  const Adjudication result = Cut(lines, "35.00");
  Texts verdicts;
  for (const Decision& d : result.decisions) {
    verdicts.push_back(std::string(VerdictName(d.verdict)) + " " + d.approved.AmountText() + " + " +
                       d.unfunded.AmountText());
  }
  CHECK(verdicts == Texts{"REDUCED 30.00 + 10.00", "REDUCED 5.00 + 15.00", "UNFUNDED 0.00 + 20.00",
                          "PAID 0.00 + 0.00"});
}

TEST_CASE("the money of a line is that of its days by their quantities, the odd tiyn first") {
  std::vector<Line> lines = {LineOf("plc_1", 1, 3, Tenge("100.00"))};
  CHECK(Briefs(Cut(lines, "0.00")) ==
        Texts{"plc_1 01 33.34 of 33.34", "plc_1 02 33.33 of 33.33", "plc_1 03 33.33 of 33.33"});
  lines[0].quantities = {*Decimal::Parse("8"), *Decimal::Parse("7.5"), *Decimal::Parse("4.5")};
  CHECK(Briefs(Cut(lines, "0.00")) ==
        Texts{"plc_1 01 40.00 of 40.00", "plc_1 02 37.50 of 37.50", "plc_1 03 22.50 of 22.50"});
  lines[0].quantities.clear();  // stored without them: days alike
  CHECK(Briefs(Cut(lines, "66.67")) == Texts{"plc_1 03 33.33 of 33.33"});
}

TEST_CASE("a day that a cap divided stands in a paid and in a denied line, and is cut once") {
  std::vector<Line> lines = {LineOf("plc_1", 1, 2, Tenge("80.00")),
                             LineOf("plc_1", 2, 2, Tenge("0.00"))};
  lines[1].status = LineStatus::kDenied;
  lines[1].reason = DenialReason::kDayCap;
  lines[1].denied_amount = Tenge("20.00");
  const Adjudication result = Cut(lines, "60.00");
  CHECK(Briefs(result) == Texts{"plc_1 02 20.00 of 40.00"});
  CHECK(result.claimed == Tenge("100.00"));
  CHECK(result.denied == Tenge("20.00"));
}

// Up to eight placements with days and amounts of their own, some denied.
std::vector<Line> RandomLines() {
  std::vector<Line> lines;
  const int placements = *rc::gen::inRange(0, 9);
  for (int i = 0; i < placements; ++i) {
    const int first = *rc::gen::inRange(1, 32);
    Line line = LineOf("plc_" + std::to_string(i), first, *rc::gen::inRange(first, 32),
                       Money::FromMinor(*rc::gen::inRange(0, 100'000), kTenge));
    line.admission_date = October(*rc::gen::inRange(1, 4));
    for (Decimal& quantity : line.quantities) {
      quantity = *Decimal::FromCoefficient(*rc::gen::inRange(1, 2'400), 2);
    }
    if (*rc::gen::inRange(0, 5) == 0) {
      line.status = LineStatus::kDenied;
      line.reason = DenialReason::kNoLicence;
      std::swap(line.amount, line.denied_amount);
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

TEST_CASE("the days that are cut add up to what is unfunded, and accepted is what was left") {
  CHECK(rc::check("Σ cut days = unfunded, in total and by line, in any order of lines", [] {
    const std::vector<Line> lines = RandomLines();
    Funds funds;
    funds.ceiling = Money::FromMinor(*rc::gen::inRange(0, 300'000), kTenge);
    funds.cut_order = *rc::gen::element(CutOrder::kLatestDayFirst, CutOrder::kLatestAdmissionFirst);
    const Adjudication result = *Adjudicate(lines, funds);
    std::vector<std::int64_t> cut(lines.size());
    std::int64_t payable = 0;
    for (const Line& line : lines) payable += line.amount.minor();
    for (const CutDay& day : result.cut_days) {
      RC_ASSERT(day.unfunded.minor() > 0);
      RC_ASSERT(day.unfunded.minor() <= day.claimed.minor());
      cut[day.line] += day.unfunded.minor();
    }
    for (std::size_t i = 0; i < lines.size(); ++i) {
      RC_ASSERT(cut[i] == result.decisions[i].unfunded.minor());
    }
    RC_ASSERT(result.approved.minor() == std::min(payable, funds.ceiling.minor()));
    RC_ASSERT(result.unfunded.minor() == payable - result.approved.minor());
    // At most the first day that is cut is cut in part.
    for (std::size_t i = 1; i < result.cut_days.size(); ++i) {
      RC_ASSERT(result.cut_days[i].unfunded == result.cut_days[i].claimed);
    }
    const std::vector<Line> reversed(lines.rbegin(), lines.rend());
    RC_ASSERT(Briefs(*Adjudicate(reversed, funds)) == Briefs(result));
  }));
}

}  // namespace
}  // namespace tirek::adjudication
