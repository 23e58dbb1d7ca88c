#include "services/billing/month_facts.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "billing/capitation/enrol.h"
#include "billing/capitation/fast/fast_month.h"
#include "billing/capitation/month.h"
#include "services/billing/contract_cover.h"
#include "services/billing/person_facts.h"

namespace tirek::billing {
namespace {

using capitation::AttendanceDay;
using capitation::CategoryPeriod;
using capitation::MonthFacts;
using capitation::PlacementFacts;

constexpr std::string_view kPartMark = " under ";

using Key = std::pair<std::string, std::string>;
using DaysOfCovers = std::map<const Cover*, std::vector<AttendanceDay>>;
using ComputeMonth = Result<std::vector<capitation::Line>> (*)(const MonthFacts&);

// Where a place has no walls, capacity is a plan and not a limit of persons a day.
std::optional<int> CapacityOf(const PlaceRow& place) {
  const bool has_walls = place.condition != order::DeliveryCondition::kHome &&
                         place.condition != order::DeliveryCondition::kRemote;
  return has_walls ? std::optional(place.capacity) : std::nullopt;
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
      for (const auto& [service, covers] : CoversOf(contract)) {
        std::vector<Cover>& all = covers_[{contract.provider_id, service}];
        all.insert(all.end(), covers.begin(), covers.end());
      }
    }
    for (auto& [key, covers] : covers_) {
      std::sort(covers.begin(), covers.end());
      covers = WithoutOverlap(covers);
    }
    for (const PlanRow& plan : rows.plans) plans_[plan.placement_id] = plan.planned_days;
    for (const AbsenceBeforeRow& row : rows.absences_before) {
      absences_before_[row.placement_id].push_back(row.before);
    }
    for (const QualityRow& row : rows.qualities) qualities_[row.contract_id] = row.factor;
  }

  Result<MonthFacts> Run() {
    facts_.month = rows_.month;
    facts_.calendar = rows_.calendar;
    facts_.indicators = rows_.indicators;
    facts_.persons = PersonsOf(rows_);
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
    const auto candidates = covers_.find({placement.provider_id, place->second->service});
    if (candidates == covers_.end()) {
      if (!days.empty()) without_contract_.insert(placement.placement_id);
      return;
    }
    DaysOfCovers days_of = EnrolledUnder(placement, candidates->second);
    if (!days.empty()) {
      for (const AttendanceDay& day : days.mapped()) {
        days_of[CoverOn(candidates->second, day.date)].push_back(day);
      }
    }
    if (days_of.empty()) return;
    AddPlace(*place->second, placement.provider_id);
    for (auto& [cover, attended] : days_of) {
      AddContract(*cover);
      PlacementFacts part = PartOf(placement, *cover, place->second->service);
      if (days_of.size() > 1) {
        part.limit_key = part.placement_id;
        part.placement_id += std::string(kPartMark) + cover->name();
      }
      part.attendance = std::move(attended);
      facts_.placements.push_back(std::move(part));
    }
  }

  // Covers whose order may pay days of the placement that no register tells of; without days.
  DaysOfCovers EnrolledUnder(const PlacementRow& placement,
                             const std::vector<Cover>& covers) const {
    DaysOfCovers enrolled;
    const Period days = placement.period.Intersect(rows_.month.period());
    if (days.empty()) return enrolled;
    for (const Cover& cover : covers) {
      const auto order = rows_.orders.find(cover.contract->order_id);
      const bool may_enrol = order != rows_.orders.end() && capitation::MayEnrol(order->second);
      if (may_enrol && cover.period.Overlaps(days)) enrolled.try_emplace(&cover);
    }
    return enrolled;
  }

  PlacementFacts PartOf(const PlacementRow& placement, const Cover& cover,
                        const std::string& service) {
    const auto decisions = decisions_.find({placement.person_id, service});
    PlacementFacts part;
    part.placement_id = placement.placement_id;
    part.person_id = placement.person_id;
    part.contract_id = cover.name();
    part.place_id = placement.place_id;
    part.period = placement.period;
    part.admission_key = ToRfc3339(placement.admitted);
    if (decisions != decisions_.end()) {
      part.categories = CategoriesOf(decisions->second, rows_.month.period());
    }
    const auto plan = plans_.find(placement.placement_id);
    if (plan != plans_.end()) part.planned_days = plan->second;
    const auto before = absences_before_.find(placement.placement_id);
    if (before != absences_before_.end()) part.absences_before = before->second;
    return part;
  }

  void AddContract(const Cover& cover) {
    if (!contracts_added_.insert(cover.name()).second) return;
    const auto order = rows_.orders.find(cover.contract->order_id);
    capitation::ContractFacts contract = {cover.name(), cover.contract->provider_id, cover.period};
    if (order != rows_.orders.end()) contract.order = &order->second;
    const auto quality = qualities_.find(cover.contract->contract_id);
    if (quality != qualities_.end()) contract.quality_factor = quality->second;
    facts_.contracts.push_back(std::move(contract));
  }

  void AddPlace(const PlaceRow& place, const std::string& provider_id) {
    if (!places_added_.insert(place.place_id).second) return;
    facts_.places.push_back({place.place_id, place.condition, place.service, place.territory,
                             CapacityOf(place), licences_[provider_id]});
  }

  const MonthRows& rows_;
  std::map<std::string, const PlaceRow*> places_;
  std::map<std::string, std::vector<Period>> licences_;                   // by provider
  std::map<Key, std::vector<Cover>> covers_;                              // by provider and service
  std::map<Key, std::vector<const DecisionRow*>> decisions_;              // by person and service
  std::unordered_map<std::string, std::vector<AttendanceDay>> attended_;  // by placement, not taken
  std::map<std::string, int> plans_;  // by placement, as the next
  std::map<std::string, std::vector<capitation::AbsenceBefore>> absences_before_;
  std::map<std::string, Decimal> qualities_;  // by contract
  std::set<std::string> without_contract_;
  std::set<std::string> contracts_added_;
  std::set<std::string> places_added_;
  MonthFacts facts_;
};

void CutAt(std::string_view mark, std::string& name) {
  const std::size_t at = name.find(mark);
  if (at != std::string::npos) name.resize(at);
}

// By the names that people know; covers of one contract stand beside each other already.
void SortLines(std::vector<capitation::Line>& lines) {
  std::stable_sort(lines.begin(), lines.end(),
                   [](const capitation::Line& a, const capitation::Line& b) {
                     return std::tie(a.provider_id, a.contract_id, a.placement_id, a.period.start) <
                            std::tie(b.provider_id, b.contract_id, b.placement_id, b.period.start);
                   });
}

Result<std::vector<capitation::Line>> LinesBy(ComputeMonth compute, const MonthRows& rows) {
  TIREK_ASSIGN_OR_RETURN(const MonthFacts facts, FactsOf(rows));
  TIREK_ASSIGN_OR_RETURN(auto lines, compute(facts));
  std::size_t days = 0;
  for (capitation::Line& line : lines) {
    CutAt(kPartMark, line.placement_id);
    CutAt(kPartMark, line.overlap_placement_id);
    CutAt(kCoverMark, line.contract_id);
    days += line.dates.size();
  }
  // Enrolment adds days, and a cap divides some.
  TIREK_ASSERT(days >= rows.attendance.size());
  SortLines(lines);
  return lines;
}

}  // namespace

Result<MonthFacts> FactsOf(const MonthRows& rows) { return Assembly(rows).Run(); }

Result<std::vector<capitation::Line>> ComputeLines(const MonthRows& rows) {
  return LinesBy(capitation::fast::ComputeMonth, rows);
}

Result<std::vector<capitation::Line>> ComputeLinesByReference(const MonthRows& rows) {
  return LinesBy(capitation::ComputeMonth, rows);
}

}  // namespace tirek::billing
