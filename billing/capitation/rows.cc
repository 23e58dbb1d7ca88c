#include "billing/capitation/rows.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "billing/capitation/enrol.h"

namespace tirek::capitation {
namespace {

template <typename Fact>
std::map<std::string, const Fact*> ById(const std::vector<Fact>& facts, std::string Fact::*id) {
  std::map<std::string, const Fact*> by_id;
  for (const Fact& fact : facts) by_id[fact.*id] = &fact;
  return by_id;
}

// One row a placement, without its day.
std::vector<Row> Blanks(const MonthFacts& facts) {
  const auto contracts = ById(facts.contracts, &ContractFacts::contract_id);
  const auto places = ById(facts.places, &PlaceFacts::place_id);
  const auto persons = ById(facts.persons, &PersonFacts::person_id);
  std::vector<Row> blanks;
  for (const PlacementFacts& placement : facts.placements) {
    Row row;
    row.facts = &facts;
    row.placement = &placement;
    row.contract = contracts.at(placement.contract_id);
    row.place = places.at(placement.place_id);
    const auto person = persons.find(placement.person_id);
    if (person != persons.end()) row.person = person->second;
    blanks.push_back(std::move(row));
  }
  return blanks;
}

bool ClaimsBefore(const Row& a, const Row& b) {
  if (a.day.date != b.day.date) return a.day.date < b.day.date;
  const order::OverlapRule rule = a.contract->order->overlap;
  if (rule != b.contract->order->overlap) return rule < b.contract->order->overlap;
  const auto admission = [](const Row& row) {
    return std::tie(row.placement->period.start, row.placement->admission_key);
  };
  const bool latest_first = rule == order::OverlapRule::kLatestAdmissionWins;
  if (admission(a) != admission(b)) return (admission(a) < admission(b)) != latest_first;
  return a.placement->placement_id < b.placement->placement_id;
}

}  // namespace

const std::string& LimitKey(const PlacementFacts& placement) {
  return placement.limit_key.empty() ? placement.placement_id : placement.limit_key;
}

const std::string& CategoryOn(const PlacementFacts& placement, CivilDate date) {
  static const std::string kUnknown;
  for (const CategoryPeriod& category : placement.categories) {
    if (category.period.Contains(date)) return category.category;
  }
  return kUnknown;
}

order::Delivery DeliveryOf(const Row& row) {
  return {row.place->territory, row.place->condition, row.place->service,
          CategoryOn(*row.placement, row.day.date), row.day.date};
}

std::vector<Row> RowsInOrderOfClaim(const MonthFacts& facts) {
  const std::vector<Row> blanks = Blanks(facts);
  std::vector<Row> rows = EnrolledRows(blanks);
  for (const Row& blank : blanks) {
    for (const AttendanceDay& day : blank.placement->attendance) {
      rows.push_back(blank);
      rows.back().day = day;
    }
  }
  std::sort(rows.begin(), rows.end(), ClaimsBefore);
  return rows;
}

}  // namespace tirek::capitation
