// Facts of a month for tests: two providers with a day unit each in Karaganda, under one order.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "billing/capitation/month.h"
#include "tests/billing/order/sample_order.h"

namespace tirek::capitation {

using order::Day;
using order::Days;
using order::Number;

// Providers prv_a and prv_b with the contracts ctr_a, ctr_b and the places place_a, place_b.
inline MonthFacts FactsOf(const char* month, const order::StateSocialOrder& order) {
  MonthFacts facts;
  facts.month = *Month::Parse(month);
  for (const char* name : {"a", "b"}) {
    facts.contracts.push_back(
        {"ctr_" + std::string(name), "prv_" + std::string(name), order.period, &order});
    facts.places.push_back({"place_" + std::string(name),
                            order::DeliveryCondition::kSemiStationary,
                            "day-care",
                            order::kKaragandaCity,
                            {},
                            {order.period}});
  }
  return facts;
}

// A placement at provider "a" or "b" until the discharge day, which does not belong to it.
inline PlacementFacts PlacedAt(const std::string& provider, std::string placement_id,
                               std::string person_id, const char* admission,
                               CivilDate discharge = kFarFuture) {
  PlacementFacts placement;
  placement.placement_id = std::move(placement_id);
  placement.person_id = std::move(person_id);
  placement.contract_id = "ctr_" + provider;
  placement.place_id = "place_" + provider;
  placement.period = {Day(admission), discharge};
  return placement;
}

// One row for each day from the first to the last.
inline void Attend(PlacementFacts& placement, const char* first, const char* last,
                   std::optional<order::AbsenceReason> absence = {}, const char* quantity = "1") {
  for (CivilDate date = Day(first); date <= Day(last); date = date + 1) {
    placement.attendance.push_back({date, absence, Number(quantity)});
  }
}

inline std::vector<Line> LinesOf(const MonthFacts& facts) { return *ComputeMonth(facts); }

// "T-DAY ATTENDED PAYABLE 18 176959.26": what a line is and sums to.
inline std::string Brief(const Line& line) {
  std::string text = line.placement_id + " " + line.tariff_code + " " +
                     std::string(LineGroundName(line.ground)) + " " +
                     std::string(line.reason ? DenialReasonName(*line.reason) : "PAYABLE") + " " +
                     line.quantity.ToString() + " ";
  return text + (line.reason ? line.denied_amount : line.amount).AmountText();
}

inline std::vector<std::string> Briefs(const std::vector<Line>& lines) {
  std::vector<std::string> briefs;
  briefs.reserve(lines.size());
  for (const Line& line : lines) briefs.push_back(Brief(line));
  return briefs;
}

// The sum of what is payable.
inline std::string PayableSum(const std::vector<Line>& lines) {
  Money sum = Money::FromMinor(0, kTenge);
  for (const Line& line : lines) sum = *sum.Plus(line.amount);
  return sum.AmountText();
}

}  // namespace tirek::capitation
