// Which of the late facts a change tells of.
#include "billing/retro/change.h"

#include <doctest/doctest.h>

#include "tests/billing/capitation/sample_facts.h"

namespace tirek::retro {
namespace {

using capitation::DenialReason;
using capitation::Line;

Line Days(const char* first, const char* last) {
  Line line;
  line.period = order::Days(first, last);
  for (CivilDate date = line.period.start; date < line.period.end; date = date + 1) {
    line.dates.push_back(date);
  }
  line.quantity = Decimal::FromInteger(line.period.days());
  line.tariff_code = "T-DAY";
  line.paid_share = order::Number("1");
  return line;
}

Line Denied(DenialReason reason) {
  Line line = Days("2026-10-01", "2026-10-03");
  line.reason = reason;
  line.status = capitation::LineStatus::kDenied;
  return line;
}

std::string ReasonText(const Line& before, const Line& after, const LateFacts& late) {
  const Line* was[] = {&before};
  const Line* is[] = {&after};
  const Change change = ChangeOf(was, is);
  return std::string(ReasonName(ReasonOf(change.aspects, late))) + ": " + change.what;
}

TEST_CASE("the reason is the late fact that shows in the days") {
  const Line attended = Days("2026-10-01", "2026-10-03");
  Line category = attended;
  category.category = "child-2";
  Line tariff = attended;
  tariff.tariff_code = "T-NEW";
  Line factor = attended;
  factor.coefficient_codes = {"RURAL"};
  Line shorter = Days("2026-10-01", "2026-10-02");
  const LateFacts all = {LateFact::kAttendance,  LateFact::kPlacement, LateFact::kCategory,
                         LateFact::kLicence,     LateFact::kContract,  LateFact::kTariff,
                         LateFact::kCoefficient, LateFact::kRule};
  struct Case {
    Line after;
    LateFacts late;
    const char* text;
  };
  const Case cases[] = {
      {Denied(DenialReason::kNoLicence), all,
       "LICENCE_CHANGED: 2026-10-01 to 2026-10-03: was paid, is denied as NO_LICENCE"},
      {Denied(DenialReason::kOutsidePlacement), all,
       "PLACEMENT_CHANGED: 2026-10-01 to 2026-10-03: was paid, is denied as OUTSIDE_PLACEMENT"},
      {Denied(DenialReason::kOutsideContract), all,
       "CONTRACT_CHANGED: 2026-10-01 to 2026-10-03: was paid, is denied as OUTSIDE_CONTRACT"},
      {shorter, all, "ATTENDANCE_CORRECTED: 2026-10-03: was attended, is not billed"},
      {shorter,
       {LateFact::kPlacement, LateFact::kTariff},
       "PLACEMENT_CHANGED: 2026-10-03: was attended, is not billed"},
      {category, all,
       "CATEGORY_CHANGED: 2026-10-01 to 2026-10-03: was category none, is category child-2"},
      {tariff, all, "TARIFF_CHANGED: 2026-10-01 to 2026-10-03: was tariff T-DAY, is tariff T-NEW"},
      {factor, all,
       "COEFFICIENT_CHANGED: 2026-10-01 to 2026-10-03: was coefficients none, is coefficients "
       "RURAL"},
      {attended, all, "TARIFF_CHANGED: the price of these days"},
      {attended,
       {LateFact::kCoefficient, LateFact::kAttendance},
       "COEFFICIENT_CHANGED: the price of these days"},
      {attended, {LateFact::kRule}, "OTHER_FACT: the price of these days"},
      // The limit of absences that a corrected day has used up.
      {Denied(DenialReason::kAbsenceLimit),
       {LateFact::kAttendance, LateFact::kTariff},
       "ATTENDANCE_CORRECTED: 2026-10-01 to 2026-10-03: was paid, is denied as ABSENCE_LIMIT"},
      // The day that another provider's correction gave away.
      {Denied(DenialReason::kOverlapOtherProvider),
       {},
       "OTHER_FACT: 2026-10-01 to 2026-10-03: was paid, is denied as OVERLAP_OTHER_PROVIDER"},
  };
  for (const Case& c : cases) CHECK(ReasonText(attended, c.after, c.late) == c.text);
}

TEST_CASE("a day in parts is told as a whole, and days that changed alike are told once") {
  const Line before = Days("2026-10-01", "2026-10-04");
  Line paid = Days("2026-10-01", "2026-10-04");
  Line cut = Denied(DenialReason::kDayCap);
  cut.dates = {order::Day("2026-10-02"), order::Day("2026-10-04")};
  cut.quantity = order::Number("3");
  const Line* was[] = {&before};
  const Line* is[] = {&paid, &cut};
  const Change change = ChangeOf(was, is);
  CHECK(change.what ==
        "2026-10-02, 2026-10-04: was attended, is attended and attended, quantity 1.5, denied as "
        "DAY_CAP");
  CHECK(change.aspects == std::set<Aspect>{Aspect::kOtherDenial});
}

}  // namespace
}  // namespace tirek::retro
