#include "services/billing/month_facts.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "billing/capitation/month.h"

namespace tirek::billing {
namespace {

using capitation::AttendanceDay;
using capitation::CategoryPeriod;
using capitation::MonthFacts;
using capitation::PlacementFacts;

constexpr std::string_view kPartMark = " under ";

using Key = std::pair<std::string, std::string>;

// Where a place has no walls, capacity is a plan and not a limit of persons a day.
std::optional<int> CapacityOf(const PlaceRow& place) {
  const bool has_walls = place.condition != order::DeliveryCondition::kHome &&
                         place.condition != order::DeliveryCondition::kRemote;
  return has_walls ? std::optional(place.capacity) : std::nullopt;
}

// `candidates` in the order of their numbers, not empty.
const ContractRow* ContractOn(const std::vector<const ContractRow*>& candidates, CivilDate date) {
  const ContractRow* begun = nullptr;
  const ContractRow* first = nullptr;
  for (const ContractRow* contract : candidates) {
    const CivilDate start = contract->period.start;
    if (contract->period.Contains(date)) return contract;
    if (start <= date && (begun == nullptr || begun->period.start < start)) begun = contract;
    if (first == nullptr || start < first->period.start) first = contract;
  }
  return begun == nullptr ? first : begun;
}

// The category of each day of `month` by the decision that entitles, days alike joined.
std::vector<CategoryPeriod> CategoriesOf(const std::vector<const DecisionRow*>& decisions,
                                         Period month) {
  std::vector<DecisionTerm> terms;
  terms.reserve(decisions.size());
  for (const DecisionRow* decision : decisions) terms.push_back(decision->term);
  std::vector<CategoryPeriod> categories;
  for (CivilDate date = month.start; date < month.end; date = date + 1) {
    const EntitlementAnswer answer = JudgeEntitlement(terms, date);
    if (!answer.decision) continue;
    const std::string& category = decisions[*answer.decision]->category;
    const bool goes_on = !categories.empty() && categories.back().period.end == date &&
                         categories.back().category == category;
    if (goes_on) {
      categories.back().period.end = date + 1;
    } else {
      categories.push_back({{date, date + 1}, category});
    }
  }
  return categories;
}

Error Unplaced(const char* reason, const char* message, const std::set<std::string>& placements) {
  constexpr std::size_t kMostNamed = 20;
  std::string named;
  std::size_t count = 0;
  for (const std::string& placement_id : placements) {
    if (++count > kMostNamed) break;
    named += (named.empty() ? "" : ", ") + placement_id;
  }
  return Error{ErrorKind::kPrecondition,
               reason,
               message,
               {{"count", std::to_string(placements.size())}, {"placements", named}},
               {}};
}

class Assembly {
 public:
  explicit Assembly(const MonthRows& rows) : rows_(rows) {
    for (const PlaceRow& place : rows.places) places_[place.place_id] = &place;
    for (const LicenceRow& licence : rows.licences) {
      licences_[licence.provider_id].push_back(licence.period);
    }
    for (const DecisionRow& decision : rows.decisions) {
      decisions_[{decision.person_id, decision.service}].push_back(&decision);
    }
    for (const AttendanceRow& row : rows.attendance) attended_[row.placement_id].push_back(row.day);
    for (const ContractRow& contract : rows.contracts) {
      for (const std::string& service : contract.services) {
        contracts_[{contract.provider_id, service}].push_back(&contract);
      }
    }
    for (auto& [key, contracts] : contracts_) {
      std::sort(contracts.begin(), contracts.end(), [](const auto* a, const auto* b) {
        return std::tie(a->number, a->contract_id) < std::tie(b->number, b->contract_id);
      });
    }
  }

  Result<MonthFacts> Run() {
    facts_.month = rows_.month;
    for (const PlacementRow& placement : rows_.placements) AddPlacement(placement);
    if (!attended_.empty()) {
      std::set<std::string> unknown;
      for (const auto& [placement_id, days] : attended_) unknown.insert(placement_id);
      return Unplaced("PLACEMENT_NOT_FOUND",
                      "Attendance names placements or places that were not known.", unknown);
    }
    if (!without_contract_.empty()) {
      return Unplaced("NO_CONTRACT",
                      "Placements with attendance have no contract for their service.",
                      without_contract_);
    }
    return std::move(facts_);
  }

 private:
  // Takes the attendance of a placement out of what is left over.
  void AddPlacement(const PlacementRow& placement) {
    const auto place = places_.find(placement.place_id);
    if (place == places_.end()) return;
    const auto days = attended_.extract(placement.placement_id);
    if (days.empty()) return;
    const auto candidates = contracts_.find({placement.provider_id, place->second->service});
    if (candidates == contracts_.end()) {
      without_contract_.insert(placement.placement_id);
      return;
    }
    std::map<const ContractRow*, std::vector<AttendanceDay>> days_of;
    for (const AttendanceDay& day : days.mapped()) {
      days_of[ContractOn(candidates->second, day.date)].push_back(day);
    }
    AddPlace(*place->second, placement.provider_id);
    for (auto& [contract, attended] : days_of) {
      AddContract(*contract);
      PlacementFacts part = PartOf(placement, *contract, place->second->service);
      if (days_of.size() > 1) {
        part.limit_key = part.placement_id;
        part.placement_id += std::string(kPartMark) + contract->contract_id;
      }
      part.attendance = std::move(attended);
      facts_.placements.push_back(std::move(part));
    }
  }

  PlacementFacts PartOf(const PlacementRow& placement, const ContractRow& contract,
                        const std::string& service) {
    const auto decisions = decisions_.find({placement.person_id, service});
    PlacementFacts part;
    part.placement_id = placement.placement_id;
    part.person_id = placement.person_id;
    part.contract_id = contract.contract_id;
    part.place_id = placement.place_id;
    part.period = placement.period;
    part.admission_key = ToRfc3339(placement.admitted);
    if (decisions != decisions_.end()) {
      part.categories = CategoriesOf(decisions->second, rows_.month.period());
    }
    return part;
  }

  void AddContract(const ContractRow& contract) {
    if (!contracts_added_.insert(contract.contract_id).second) return;
    const auto order = rows_.orders.find(contract.order_id);
    facts_.contracts.push_back({contract.contract_id, contract.provider_id, contract.period,
                                order == rows_.orders.end() ? nullptr : &order->second});
  }

  void AddPlace(const PlaceRow& place, const std::string& provider_id) {
    if (!places_added_.insert(place.place_id).second) return;
    facts_.places.push_back({place.place_id, place.condition, place.service, place.territory,
                             CapacityOf(place), licences_[provider_id]});
  }

  const MonthRows& rows_;
  std::map<std::string, const PlaceRow*> places_;
  std::map<std::string, std::vector<Period>> licences_;         // by provider
  std::map<Key, std::vector<const ContractRow*>> contracts_;    // by provider and service
  std::map<Key, std::vector<const DecisionRow*>> decisions_;    // by person and service
  std::map<std::string, std::vector<AttendanceDay>> attended_;  // by placement, not yet taken
  std::set<std::string> without_contract_;
  std::set<std::string> contracts_added_;
  std::set<std::string> places_added_;
  MonthFacts facts_;
};

void CutPartName(std::string& placement_id) {
  const std::size_t mark = placement_id.find(kPartMark);
  if (mark != std::string::npos) placement_id.resize(mark);
}

}  // namespace

Result<MonthFacts> FactsOf(const MonthRows& rows) { return Assembly(rows).Run(); }

Result<std::vector<capitation::Line>> ComputeLines(const MonthRows& rows) {
  TIREK_ASSIGN_OR_RETURN(const MonthFacts facts, FactsOf(rows));
  TIREK_ASSIGN_OR_RETURN(auto lines, capitation::ComputeMonth(facts));
  std::size_t days = 0;
  for (capitation::Line& line : lines) {
    CutPartName(line.placement_id);
    CutPartName(line.overlap_placement_id);
    days += line.dates.size();
  }
  // Enrolment adds days, and a cap divides some.
  TIREK_ASSERT(days >= rows.attendance.size());
  return lines;
}

}  // namespace tirek::billing
