#include "billing/capitation/facts.h"

#include <cstddef>
#include <set>
#include <utility>

namespace tirek::capitation {
namespace {

class FactsCheck {
 public:
  explicit FactsCheck(const MonthFacts& facts) : facts_(facts) {}

  std::vector<Violation> Run() {
    for (std::size_t i = 0; i < facts_.contracts.size(); ++i) CheckContract(i);
    for (std::size_t i = 0; i < facts_.places.size(); ++i) CheckPlace(i);
    for (std::size_t i = 0; i < facts_.placements.size(); ++i) CheckPlacement(i);
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
    CheckCategories(path, placement.categories);
    CheckAttendance(path, placement.attendance);
  }

  void CheckCategories(const std::string& path, const std::vector<CategoryPeriod>& categories) {
    for (std::size_t i = 0; i < categories.size(); ++i) {
      const std::string field = path + "categories[" + std::to_string(i) + "].period";
      CheckPeriod(field, categories[i].period);
      for (std::size_t j = 0; j < i; ++j) {
        if (!categories[i].period.Overlaps(categories[j].period)) continue;
        Add(field, "CATEGORY_OVERLAP",
            "no day in common with categories[" + std::to_string(j) + "]: a person has one a day");
      }
    }
  }

  void CheckAttendance(const std::string& path, const std::vector<AttendanceDay>& attendance) {
    const Period month = facts_.month.period();
    std::set<CivilDate> seen;
    for (std::size_t i = 0; i < attendance.size(); ++i) {
      const AttendanceDay& day = attendance[i];
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
  std::vector<Violation> violations_;
};

}  // namespace

std::vector<Violation> CheckFacts(const MonthFacts& facts) { return FactsCheck(facts).Run(); }

}  // namespace tirek::capitation
