// Names, dates, text and hash of lines.
#include "billing/capitation/line.h"

#include <functional>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "tests/billing/order/sample_order.h"

namespace tirek::capitation {
namespace {

using order::Day;
using order::Number;

Line SampleLine() {
  Line line;
  line.placement_id = "plc_a";
  line.person_id = "per_a";
  line.provider_id = "prv_a";
  line.contract_id = "ctr_a";
  line.dates = {Day("2026-10-01"), Day("2026-10-02"), Day("2026-10-05")};
  line.period = {Day("2026-10-01"), Day("2026-10-06")};
  line.tariff_code = "T-DAY";
  line.unit = order::ServiceUnit::kDay;
  line.paid_share = Number("1");
  line.quantity = Number("3");
  line.amount = Money::FromMinor(1'630'125, kTenge);
  line.denied_amount = Money::FromMinor(0, kTenge);
  line.trace = {{"CAP-AMOUNT", "", "3 × 5433.75", "16301.25", "16301.25 KZT"},
                {"CAP-ROUND", "order 281", "HALF_UP", "16301.25", "16301.25 KZT"}};
  return line;
}

TEST_CASE("names of lines are those of its tables, both ways") {
  for (const char* name : {"ATTENDED", "ABSENCE", "RESERVED", "NOTICE", "ENROLLED"}) {
    CHECK(LineGroundName(ParseLineGround(name).value()) == name);
  }
  for (const char* name : {"PAYABLE", "DENIED"}) {
    CHECK(LineStatusName(ParseLineStatus(name).value()) == name);
  }
  for (const char* name : {"OUTSIDE_PLACEMENT",
                           "ADMISSION_DAY",
                           "DISCHARGE_DAY",
                           "OUTSIDE_CONTRACT",
                           "NO_LICENCE",
                           "TARIFF_NOT_FOUND",
                           "TARIFF_TIE",
                           "QUANTITY_BEYOND_DAY",
                           "QUANTITY_NOT_WHOLE",
                           "UNPAID_ABSENCE",
                           "ABSENCE_LIMIT",
                           "ABSENCE_CONSECUTIVE_LIMIT",
                           "ABSENCE_YEAR_LIMIT",
                           "OVERLAP_OTHER_PROVIDER",
                           "OVERLAP_SAME_PROVIDER",
                           "OVER_CAPACITY",
                           "DAY_CAP",
                           "MONTH_CAP",
                           "YEAR_CAP",
                           "NOT_WORKING_DAY",
                           "STEP_NOT_FOUND",
                           "CAPACITY_UNKNOWN",
                           "BIRTH_DATE_UNKNOWN",
                           "SEVERITY_UNKNOWN",
                           "PLANNED_DAYS_UNKNOWN",
                           "INCOME_UNKNOWN",
                           "PENSION_UNKNOWN",
                           "PENSION_UNCLEAR"}) {
    CAPTURE(name);
    CHECK(DenialReasonName(ParseDenialReason(name).value()) == name);
  }
  CHECK_FALSE(ParseDenialReason("PAYABLE"));
  CHECK_FALSE(ParseLineGround("denied"));
  CHECK_FALSE(ParseLineStatus(""));
}

TEST_CASE("runs of days are joined") {
  CHECK(DatesText({}) == "");
  CHECK(DatesText(SampleLine().dates) == "2026-10-01 to 2026-10-02, 2026-10-05");
  const std::vector<CivilDate> over_new_year = {Day("2026-12-31"), Day("2027-01-01")};
  CHECK(DatesText(over_new_year) == "2026-12-31 to 2027-01-01");
}

TEST_CASE("a line and its trace read as text") {
  const std::vector<std::string> text = RenderTrace(SampleLine());
  REQUIRE(text.size() == 3);
  CHECK(text[0] ==
        "placement plc_a, provider prv_a, contract ctr_a, 2026-10-01 to 2026-10-02, 2026-10-05, "
        "ATTENDED, PAYABLE, 16301.25 KZT");
  CHECK(text[1] == "  CAP-AMOUNT: 3 × 5433.75 = 16301.25 → 16301.25 KZT");
  CHECK(text[2] == "  CAP-ROUND: HALF_UP = 16301.25 → 16301.25 KZT [order 281]");
}

TEST_CASE("every field of a line but the wording of its trace is in the hash") {
  const std::vector<std::function<void(Line&)>> changes = {
      [](Line& l) { l.placement_id = "plc_b"; },
      [](Line& l) { l.person_id = "per_b"; },
      [](Line& l) { l.provider_id = "prv_b"; },
      [](Line& l) { l.contract_id = "ctr_b"; },
      [](Line& l) { l.dates.back() = Day("2026-10-06"); },
      [](Line& l) { l.tariff_code = "T-DAY2"; },
      [](Line& l) { l.unit = order::ServiceUnit::kBedDay; },
      [](Line& l) { l.unit.reset(); },
      [](Line& l) { l.coefficient_codes = {"RURAL"}; },
      [](Line& l) { l.category = "severe"; },
      [](Line& l) { l.ground = LineGround::kAbsence; },
      [](Line& l) { l.absence = order::AbsenceReason::kHospital; },
      [](Line& l) { l.paid_share = Number("0.5"); },
      [](Line& l) { l.status = LineStatus::kDenied; },
      [](Line& l) { l.reason = DenialReason::kNoLicence; },
      [](Line& l) { l.overlap_placement_id = "plc_b"; },
      [](Line& l) { l.quantity = Number("4"); },
      [](Line& l) { l.amount = Money::FromMinor(1'630'126, kTenge); },
      [](Line& l) { l.denied_amount = Money::FromMinor(1, kTenge); },
      [](Line& l) { l.person_amount = Money::FromMinor(1, kTenge); },
      [](Line& l) { l.pension_amount = Money::FromMinor(1, kTenge); },
      [](Line& l) { l.withheld_amount = Money::FromMinor(1, kTenge); },
      [](Line& l) {
        l.funding = {{"REGION", l.amount}};
      },
      [](Line& l) {
        l.funding = {{"DISTRICT", l.amount}};
      },
  };
  const std::vector<Line> original = {SampleLine()};
  std::vector<std::string> hashes = {ResultHash(original), ResultHash({})};
  for (const auto& change : changes) {
    std::vector<Line> changed = {SampleLine()};
    change(changed[0]);
    hashes.push_back(ResultHash(changed));
  }
  for (std::size_t i = 0; i < hashes.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      CAPTURE(i);
      CAPTURE(j);
      CHECK(hashes[i] != hashes[j]);
    }
  }

  std::vector<Line> reworded = {SampleLine()};
  reworded[0].trace[0].inputs = "3 days of 5433.75";
  reworded[0].quantity = Number("3.00");   // the same number
  reworded[0].price = reworded[0].amount;  // the sum of what is in the hash
  CHECK(ResultHash(reworded) == ResultHash(original));
}

TEST_CASE("text that moves from one field to the next changes the hash") {
  std::vector<Line> left = {SampleLine()};
  left[0].placement_id = "plc_a1";
  left[0].person_id = "per";
  std::vector<Line> right = {SampleLine()};
  right[0].placement_id = "plc_a";
  right[0].person_id = "1per";
  CHECK(ResultHash(left) != ResultHash(right));
}

TEST_CASE("a line that only the budget pays keeps the hash that it had before others could pay") {
  const std::vector<Line> lines = {SampleLine()};
  CHECK(ResultHash(lines) == "5890f36a063fd8059a2e35eea799b9f760e1ce3ddbea72055691e336114bbb71");
}

}  // namespace
}  // namespace tirek::capitation
