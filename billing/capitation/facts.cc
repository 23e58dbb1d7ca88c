#include "billing/capitation/facts.h"

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <utility>

namespace tirek::capitation {
namespace {

constexpr int kDaysOfMonth = 31;
constexpr int kDaysOfYear = 366;
constexpr int kDaysOfLife = 50'000;

class FactsCheck {
 public:
  explicit FactsCheck(const MonthFacts& facts) : facts_(facts) {}

  std::vector<Violation> Run() {
    for (std::size_t i = 0; i < facts_.contracts.size(); ++i) CheckContract(i);
    for (std::size_t i = 0; i < facts_.places.size(); ++i) CheckPlace(i);
    for (std::size_t i = 0; i < facts_.placements.size(); ++i) CheckPlacement(i);
    for (std::size_t i = 0; i < facts_.persons.size(); ++i) CheckPerson(i);
    for (std::size_t i = 0; i < facts_.indicators.size(); ++i) CheckIndicator(i);
    return std::move(violations_);
  }

 private:
  void Add(std::string field, const char* reason, std::string expected) {
    violations_.push_back({std::move(field), reason, std::move(expected)});
  }

  void CheckContract(std::size_t index) {
    const ContractFacts& contract = facts_.contracts[index];
    const std::string path = "contracts[" + std::to_string(index) + "].";
    CheckNewId(path + "contract_id", contract.contract_id, contracts_);
    RequireId(path + "provider_id", contract.provider_id);
    CheckPeriod(path + "period", contract.period);
    if (contract.order == nullptr) Add(path + "order", "REQUIRED", "the order of the contract");
    const auto& quality = contract.quality_factor;
    if (quality && (quality->is_negative() || *quality > Decimal::FromInteger(1))) {
      Add(path + "quality_factor", "OUT_OF_RANGE", "a number from 0 to 1");
    }
  }

  void CheckPlace(std::size_t index) {
    const PlaceFacts& place = facts_.places[index];
    const std::string path = "places[" + std::to_string(index) + "].";
    CheckNewId(path + "place_id", place.place_id, places_);
    if (place.service.empty()) Add(path + "service", "REQUIRED", "the code of a service");
    if (place.territory.empty()) Add(path + "territory", "REQUIRED", "the КАТО code of the place");
    if (place.capacity && *place.capacity < 0) {
      Add(path + "capacity", "CAPACITY_NEGATIVE", "a number of persons, 0 or more");
    }
    for (std::size_t i = 0; i < place.licences.size(); ++i) {
      CheckPeriod(path + "licences[" + std::to_string(i) + "]", place.licences[i]);
    }
  }

  void CheckPlacement(std::size_t index) {
    const PlacementFacts& placement = facts_.placements[index];
    const std::string path = "placements[" + std::to_string(index) + "].";
    CheckNewId(path + "placement_id", placement.placement_id, placements_);
    RequireId(path + "person_id", placement.person_id);
    CheckKnownId(path + "contract_id", placement.contract_id, contracts_, "UNKNOWN_CONTRACT");
    CheckKnownId(path + "place_id", placement.place_id, places_, "UNKNOWN_PLACE");
    CheckPeriod(path + "period", placement.period);
    CheckPeriods(path + "categories", placement.categories, "CATEGORY_OVERLAP",
                 "a person has one a day");
    CheckAttendance(path, placement);
    if (placement.planned_days) {
      CheckRange(path + "planned_days", *placement.planned_days, 0, kDaysOfMonth);
    }
    CheckAbsencesBefore(path, placement.absences_before);
    CheckParts(path, placement);
    persons_placed_.insert(placement.person_id);
  }

  // The parts of one placement are those of one stay, and have one row a date among them.
  void CheckParts(const std::string& path, const PlacementFacts& placement) {
    if (placement.limit_key.empty()) return;
    const auto [first, is_first] = parts_.try_emplace(placement.limit_key, &placement);
    const PlacementFacts& part = *first->second;
    if (part.person_id == placement.person_id && part.place_id == placement.place_id &&
        part.period == placement.period) {
      return;
    }
    Add(path + "limit_key", "LIMIT_KEY_SHARED",
        "the person, the place and the period of " + part.placement_id + ", which has the same");
  }

  template <typename Dated>
  void CheckPeriods(const std::string& list, const std::vector<Dated>& dated,
                    const char* overlap_reason, const std::string& law) {
    for (std::size_t i = 0; i < dated.size(); ++i) {
      const std::string field = list + "[" + std::to_string(i) + "].period";
      CheckPeriod(field, dated[i].period);
      for (std::size_t j = 0; j < i; ++j) {
        if (!dated[i].period.Overlaps(dated[j].period)) continue;
        const std::string other = list.substr(list.find('.') + 1) + "[" + std::to_string(j) + "]";
        Add(field, overlap_reason, "no day in common with " + other + ": " + law);
      }
    }
  }

  void CheckAttendance(const std::string& path, const PlacementFacts& placement) {
    const Period month = facts_.month.period();
    std::set<CivilDate> own;
    std::set<CivilDate>& seen =
        placement.limit_key.empty() ? own : dates_of_parts_[placement.limit_key];
    for (std::size_t i = 0; i < placement.attendance.size(); ++i) {
      const AttendanceDay& day = placement.attendance[i];
      const std::string row = path + "attendance[" + std::to_string(i) + "].";
      if (!month.Contains(day.date)) {
        Add(row + "date", "OUTSIDE_MONTH", "a date of " + facts_.month.ToString());
      }
      if (!seen.insert(day.date).second) {
        Add(row + "date", "ATTENDANCE_DATE_TWICE", "one row for " + day.date.ToString());
      }
      if (day.quantity <= Decimal()) {
        Add(row + "quantity", "NOT_POSITIVE", "a number above zero");
      }
    }
  }

  void CheckAbsencesBefore(const std::string& path, const std::vector<AbsenceBefore>& absences) {
    std::set<std::string> reasons;
    for (std::size_t i = 0; i < absences.size(); ++i) {
      const std::string row = path + "absences_before[" + std::to_string(i) + "].";
      CheckNewId(row + "reason", std::string(AbsenceReasonName(absences[i].reason)), reasons);
      CheckRange(row + "days_in_year", absences[i].days_in_year, 0, kDaysOfYear);
      CheckRange(row + "days_unbroken", absences[i].days_unbroken, 0, kDaysOfLife);
    }
  }

  void CheckPerson(std::size_t index) {
    const PersonFacts& person = facts_.persons[index];
    const std::string path = "persons[" + std::to_string(index) + "].";
    CheckNewId(path + "person_id", person.person_id, persons_);
    if (!person.person_id.empty()) {
      CheckKnownId(path + "person_id", person.person_id, persons_placed_, "UNKNOWN_PERSON");
    }
    if (person.birth_date && *person.birth_date >= facts_.month.period().end) {
      Add(path + "birth_date", "OUT_OF_RANGE",
          "a date before " + facts_.month.period().end.ToString());
    }
    CheckPeriods(path + "severities", person.severities, "SEVERITY_OVERLAP",
                 "a person has one grade a day");
    if (person.income) CheckNotNegative(path + "income", *person.income);
    if (person.pension) CheckNotNegative(path + "pension", *person.pension);
    std::set<std::string> services;
    for (std::size_t i = 0; i < person.units_before.size(); ++i) {
      const std::string row = path + "units_before[" + std::to_string(i) + "].";
      CheckNewId(row + "service", person.units_before[i].service, services);
      CheckNotNegative(row + "quantity", person.units_before[i].quantity);
    }
  }

  void CheckIndicator(std::size_t index) {
    const IndicatorFacts& fact = facts_.indicators[index];
    const std::string path = "indicators[" + std::to_string(index) + "].";
    RequireId(path + "provider_id", fact.provider_id);
    RequireId(path + "indicator", fact.indicator);
    if (!indicators_.emplace(fact.provider_id, fact.indicator).second) {
      Add(path + "indicator", "DUPLICATE_ID", "an indicator named once for a provider");
    }
    CheckNotNegative(path + "value", fact.value);
  }

  void CheckRange(const std::string& field, int value, int least, int most) {
    if (value >= least && value <= most) return;
    Add(field, "OUT_OF_RANGE",
        "a whole number from " + std::to_string(least) + " to " + std::to_string(most));
  }

  void CheckNotNegative(const std::string& field, const Decimal& value) {
    if (value.is_negative()) Add(field, "OUT_OF_RANGE", "a number not below zero");
  }

  void RequireId(const std::string& field, const std::string& id) {
    if (id.empty()) Add(field, "REQUIRED", "an id");
  }

  void CheckNewId(const std::string& field, const std::string& id, std::set<std::string>& known) {
    RequireId(field, id);
    if (!id.empty() && !known.insert(id).second) Add(field, "DUPLICATE_ID", "an id named once");
  }

  void CheckKnownId(const std::string& field, const std::string& id,
                    const std::set<std::string>& known, const char* reason) {
    if (!known.contains(id)) Add(field, reason, "an id among the facts of the month");
  }

  void CheckPeriod(const std::string& field, Period period) {
    if (period.end < period.start) {
      Add(field, "PERIOD_REVERSED", "an end not before the start " + period.start.ToString());
    }
  }

  const MonthFacts& facts_;
  std::set<std::string> contracts_;
  std::set<std::string> places_;
  std::set<std::string> placements_;
  std::set<std::string> persons_;
  std::set<std::string> persons_placed_;
  std::set<std::pair<std::string, std::string>> indicators_;  // by provider
  std::map<std::string, const PlacementFacts*> parts_;        // the first, by limit key
  std::map<std::string, std::set<CivilDate>> dates_of_parts_;
  std::vector<Violation> violations_;
};

}  // namespace

std::vector<Violation> CheckFacts(const MonthFacts& facts) { return FactsCheck(facts).Run(); }

}  // namespace tirek::capitation
