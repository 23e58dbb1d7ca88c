#include "billing/capitation/compare.h"

#include <doctest/doctest.h>

#include "tests/billing/capitation/sample_facts.h"

namespace tirek::capitation {
namespace {

Line LineOf(const char* placement_id, const char* date, std::int64_t minor) {
  Line line;
  line.provider_id = "prv_1";
  line.contract_id = "ctr_1";
  line.placement_id = placement_id;
  line.period = {order::Day(date), order::Day(date) + 1};
  line.dates = {order::Day(date)};
  line.tariff_code = "T-1";
  line.paid_share = order::Number("1");
  line.quantity = order::Number("1");
  line.amount = Money::FromMinor(minor, kTenge);
  return line;
}

std::string TextOf(const std::vector<LineChange>& changes) {
  std::string text;
  for (const LineChange& change : changes) {
    text += (text.empty() ? "" : "; ") + change.any().placement_id + " " + ChangeText(change);
  }
  return text;
}

TEST_CASE("what is the same in both is no change, whatever the order and the wording") {
  std::vector<Line> before = {LineOf("a", "2026-10-01", 500), LineOf("b", "2026-10-01", 600)};
  std::vector<Line> after = {before[1], before[0]};
  after[0].trace = {{"CAP-AMOUNT", "", "other words", "6", "6"}};
  CHECK(ChangesBetween(before, after).empty());
  CHECK(ChangesBetween({}, {}).empty());
}

TEST_CASE("each change is told by what differs") {
  const std::vector<Line> before = {LineOf("a", "2026-10-01", 500), LineOf("b", "2026-10-01", 600),
                                    LineOf("c", "2026-10-02", 700), LineOf("d", "2026-10-01", 1)};
  std::vector<Line> after = {before[0], before[1], LineOf("c", "2026-10-03", 700), before[3]};
  after[0].amount = Money::FromMinor(550, kTenge);
  after[0].tariff_code = "T-2";
  after[1].status = LineStatus::kDenied;
  after[1].reason = DenialReason::kNoLicence;
  after[1].amount = Money::FromMinor(0, kTenge);
  after[1].denied_amount = Money::FromMinor(600, kTenge);
  after[3].person_amount = Money::FromMinor(5, kTenge);
  CHECK(TextOf(ChangesBetween(before, after)) ==
        "a amount 5.00 KZT → 5.50 KZT, tariff T-1 → T-2; "
        "b amount 6.00 KZT → 0.00 KZT, denied 0.00 KZT → 6.00 KZT, reason none → NO_LICENCE; "
        "c gone; c new; d who pays of the price");
}

TEST_CASE("the parts of a row that a cap divides are compared one by one") {
  std::vector<Line> before = {LineOf("a", "2026-10-01", 500), LineOf("a", "2026-10-01", 0)};
  before[1].reason = DenialReason::kDayCap;
  before[1].quantity = order::Number("2");
  std::vector<Line> after = before;
  after[1].quantity = order::Number("3");
  CHECK(TextOf(ChangesBetween(before, after)) == "a quantity 2 → 3");
  after.pop_back();
  CHECK(TextOf(ChangesBetween(before, after)) == "a gone");
}

}  // namespace
}  // namespace tirek::capitation
