// Random months for the differential tests: several orders, units, places and persons, with every
// kind of denial.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include <rapidcheck.h>

#include "tests/billing/capitation/sample_facts.h"

namespace tirek::capitation::fast {

inline Period RandomPeriod(const char* first, int days) {
  const CivilDate start = order::Day(first) + *rc::gen::inRange(0, days);
  return {start, start + *rc::gen::inRange(1, 120)};
}

inline std::string RandomRate() {
  return std::to_string(*rc::gen::inRange(1, 400000)) + "." +
         *rc::gen::element<std::string>("00", "05", "5", "125", "333333", "99");
}

inline order::Tariff RandomTariff(int number, const std::string& service, order::ServiceUnit unit) {
  order::Tariff tariff =
      order::DayTariff("T-" + std::to_string(number), RandomRate().c_str(), order::Year2026());
  tariff.service = service;
  tariff.unit = unit;
  tariff.territory = *rc::gen::element(order::kKaragandaRegion, order::kKaragandaCity);
  tariff.category = *rc::gen::element<std::string>("", "mild", "severe");
  if (*rc::gen::arbitrary<bool>()) tariff.period = RandomPeriod("2026-09-01", 60);
  return tariff;
}

inline order::Coefficient RandomCoefficient(int number) {
  order::Coefficient coefficient = order::Factor(
      "K-" + std::to_string(number),
      (*rc::gen::element<std::string>("1.05", "0.9", "1.115", "2", "1.000001")).c_str(),
      (*rc::gen::element<std::string>("1", "0.62", "0", "0.333333")).c_str());
  coefficient.category = *rc::gen::element<std::string>("", "", "mild");
  coefficient.service = *rc::gen::element<std::string>("", "", "day-care", "home-care");
  if (*rc::gen::arbitrary<bool>()) coefficient.territory = order::kKaragandaCity;
  if (*rc::gen::arbitrary<bool>()) coefficient.period = RandomPeriod("2026-09-15", 40);
  return coefficient;
}

inline order::AbsenceRule RandomAbsenceRule(order::AbsenceReason reason, Period period) {
  std::optional<int> most;
  if (*rc::gen::arbitrary<bool>()) most = *rc::gen::inRange(0, 8);
  order::AbsenceRule rule = order::Away(
      reason, (*rc::gen::element<std::string>("0.35", "0", "1", "0.500")).c_str(), most);
  if (*rc::gen::inRange(0, 3) == 0) rule.max_consecutive_days = *rc::gen::inRange(0, 5);
  if (*rc::gen::inRange(0, 3) == 0) rule.max_days_per_year = *rc::gen::inRange(0, 12);
  rule.period = period;
  return rule;
}

inline order::StepTable RandomSteps(order::StepMeasure measure) {
  const int band = *rc::gen::inRange(1, 9);
  return {measure, {{0, band, Number("1.05")}, {band + 1, {}, Number("0.95")}}};
}

// Rules that the kernel knows.
inline void AddPlainRules(order::StateSocialOrder& order) {
  if (*rc::gen::inRange(0, 3) == 0) {
    order.basis_rules.push_back(
        {"day-care",
         *rc::gen::element(order::PaymentBasis::kAttended, order::PaymentBasis::kAllowedAbsences),
         RandomPeriod("2026-09-20", 25), "basis"});
  }
  if (*rc::gen::inRange(0, 3) == 0) {
    order.coefficients.push_back(order::Factor("K-STEP", "0"));
    order.coefficients.back().steps = RandomSteps(order::StepMeasure::kCapacity);
  }
  order.overlap = *rc::gen::element(order::OverlapRule::kEarliestAdmissionWins,
                                    order::OverlapRule::kLatestAdmissionWins);
}

// One of the rules that it leaves to the reference engine.
inline void AddOtherRule(order::StateSocialOrder& order) {
  const Period period = RandomPeriod("2026-09-20", 25);
  const std::string service = *rc::gen::element<std::string>("day-care", "home-care");
  switch (*rc::gen::inRange(0, 6)) {
    case 0:
      order.caps.push_back(
          {"CAP", service, "", order::CapWindow::kMonth, Number("7"), period, "act"});
      break;
    case 1:
      order.fee_rules.push_back(
          {"FEE", service, order::FeeKind::kPriceShare, Number("0.75"), {}, {}, period, "act"});
      break;
    case 2:
      order.quality_rules.push_back({service, Number("0.1"), period, "act"});
      break;
    case 3:
      order.basis_rules = {{service, order::PaymentBasis::kEnrolled, period, "basis"}};
      break;
    case 4:
      order.coefficients.push_back(order::Factor("K-AGE", "0"));
      order.coefficients.back().steps = RandomSteps(order::StepMeasure::kAge);
      break;
    default:
      order.guaranteed_amounts.push_back({"G", service, "", order::GuaranteeWindow::kMonth,
                                          Number("5000"), Number("1"), period, "act"});
  }
}

inline order::StateSocialOrder RandomOrder() {
  const auto hours = *rc::gen::element(order::ServiceUnit::kHour, order::ServiceUnit::kVisit);
  order::StateSocialOrder order = order::SampleOrder(RandomRate().c_str());
  for (int i = *rc::gen::inRange(0, 4); i > 0; --i) {
    order.tariffs.push_back(RandomTariff(i, "day-care", order::ServiceUnit::kDay));
  }
  for (int i = *rc::gen::inRange(1, 3); i > 0; --i) {
    order.tariffs.push_back(RandomTariff(10 + i, "home-care", hours));
  }
  for (int i = *rc::gen::inRange(0, 4); i > 0; --i) {
    order.coefficients.push_back(RandomCoefficient(i));
  }
  const bool by_month = *rc::gen::inRange(0, 4) == 0;
  for (order::Tariff& tariff : order.tariffs) {
    if (by_month && tariff.unit == order::ServiceUnit::kDay) {
      tariff.unit = order::ServiceUnit::kPersonMonth;
    }
  }
  if (by_month) {
    order.proration_rules.push_back(
        {"day-care",
         *rc::gen::element(order::Divisor::kCalendarDays, order::Divisor::kWorkingDays,
                           order::Divisor::kPlannedDays),
         {},
         order::Year2026(),
         "divisor"});
  }
  const CivilDate change = order::Day("2026-10-01") + *rc::gen::inRange(0, 32);
  for (const auto reason : {order::AbsenceReason::kHospital, order::AbsenceReason::kVacation,
                            order::AbsenceReason::kReserved, order::AbsenceReason::kNotice}) {
    order.absence_rules.push_back(RandomAbsenceRule(reason, {order::Year2026().start, change}));
    order.absence_rules.push_back(RandomAbsenceRule(reason, {change, order::Year2026().end}));
  }
  AddPlainRules(order);
  if (*rc::gen::inRange(0, 4) == 0) AddOtherRule(order);
  order.day_count = {*rc::gen::arbitrary<bool>(), *rc::gen::arbitrary<bool>()};
  order.rounding = {
      *rc::gen::element(Rounding::kHalfEven, Rounding::kHalfUp, Rounding::kDown, Rounding::kUp),
      *rc::gen::element(order::RoundingPlace::kLine, order::RoundingPlace::kUnitRate)};
  return order;
}

// Presence and absence on random dates of October; quantities where the service has them.
inline std::vector<AttendanceDay> RandomAttendance(bool quantities) {
  std::vector<AttendanceDay> attendance;
  for (int day = 1; day <= 31; ++day) {
    const int kind = *rc::gen::inRange(0, 10);
    if (kind == 0) continue;
    AttendanceDay row{*CivilDate::FromYmd(2026, 10, day), {}, Number("1")};
    if (kind == 1) row.absence = order::AbsenceReason::kHospital;
    if (kind == 2) row.absence = order::AbsenceReason::kVacation;
    if (kind == 3) row.absence = order::AbsenceReason::kUnexcused;
    if (kind == 4) row.absence = order::AbsenceReason::kReserved;
    if (kind == 5) row.absence = order::AbsenceReason::kNotice;
    if (quantities && *rc::gen::inRange(0, 3) == 0) {
      row.quantity = Number(
          (*rc::gen::element<std::string>("2", "1.5", "0.25", "7.50", "1.00", "24")).c_str());
    }
    if (quantities && *rc::gen::inRange(0, 100) == 0) {
      row.quantity = Number((*rc::gen::element<std::string>("25", "0.001")).c_str());
    }
    attendance.push_back(row);
  }
  return attendance;
}

// Day care at "a" and "b", home care at "c" of the provider of "a".
inline MonthFacts RandomPlaces(const order::StateSocialOrder& first,
                               const order::StateSocialOrder& second) {
  MonthFacts facts = FactsOf("2026-10", first);
  facts.contracts[1].order = &second;
  facts.contracts[1].period = RandomPeriod("2026-09-20", 15);
  facts.contracts.push_back({"ctr_c", "prv_a", order::Year2026(), &second});
  for (PlaceFacts& place : facts.places) place.capacity = *rc::gen::inRange(0, 12);
  facts.places[1].licences = {order::Days("2026-01-01", "2026-10-12"),
                              order::Days("2026-10-15", "2026-12-31")};
  PlaceFacts home = facts.places[0];
  home.place_id = "place_c";
  home.service = "home-care";
  home.capacity.reset();
  facts.places.push_back(home);
  return facts;
}

inline PlacementFacts RandomPlacement(int number, int persons) {
  const std::string where = *rc::gen::element<std::string>("a", "b", "c");
  PlacementFacts placement =
      PlacedAt(where, "plc_" + std::to_string(number),
               "person_" + std::to_string(*rc::gen::inRange(0, persons)), "2026-09-25");
  placement.period.start = placement.period.start + *rc::gen::inRange(0, 20);
  placement.period.end = placement.period.start + *rc::gen::inRange(0, 60);
  placement.admission_key = *rc::gen::element<std::string>("", "k1", "k2");
  const CivilDate change = order::Day("2026-10-01") + *rc::gen::inRange(0, 32);
  placement.categories = {{{order::Year2026().start, change}, "mild"}};
  if (*rc::gen::arbitrary<bool>()) {
    placement.categories.push_back({{change, order::Year2026().end}, "severe"});
  }
  placement.attendance = RandomAttendance(where == "c");
  if (*rc::gen::arbitrary<bool>()) {
    placement.absences_before = {
        {order::AbsenceReason::kHospital, *rc::gen::inRange(0, 9), *rc::gen::inRange(0, 4)},
        {order::AbsenceReason::kVacation, 3, 0}};
  }
  if (*rc::gen::arbitrary<bool>()) placement.planned_days = *rc::gen::inRange(1, 25);
  return placement;
}

// The same placement under another contract, with which it shares its limits.
inline PlacementFacts OtherPart(PlacementFacts& placement) {
  PlacementFacts part = placement;
  part.placement_id += " under another";
  part.limit_key = placement.placement_id;
  placement.limit_key = part.limit_key;
  part.contract_id = placement.contract_id == "ctr_a" ? "ctr_c" : "ctr_a";
  part.attendance.clear();
  for (int i = *rc::gen::inRange(0, 5); i > 0 && !placement.attendance.empty(); --i) {
    part.attendance.push_back(placement.attendance.back());
    placement.attendance.pop_back();
  }
  return part;
}

// The orders outlive the facts. The more persons, the fewer of them meet.
inline MonthFacts RandomMonth(const order::StateSocialOrder& first,
                              const order::StateSocialOrder& second, int placements, int persons) {
  MonthFacts facts = RandomPlaces(first, second);
  for (int i = 0; i < placements; ++i) {
    facts.placements.push_back(RandomPlacement(i, persons));
    if (*rc::gen::inRange(0, 20) == 0) {
      PlacementFacts part = OtherPart(facts.placements.back());
      facts.placements.push_back(std::move(part));
    }
  }
  return facts;
}

}  // namespace tirek::capitation::fast
