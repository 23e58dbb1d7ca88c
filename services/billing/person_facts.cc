#include "services/billing/person_facts.h"

#include <map>
#include <optional>
#include <string>
#include <utility>

namespace tirek::billing {
namespace {

using capitation::PersonFacts;
using Circumstances = std::vector<const CircumstanceRow*>;  // of one kind, as recorded

std::optional<Decimal> ValueOn(const Circumstances& circumstances, CivilDate date) {
  for (auto last = circumstances.rbegin(); last != circumstances.rend(); ++last) {
    if ((*last)->period.Contains(date)) return (*last)->value;
  }
  return {};
}

std::optional<Decimal> ValueOf(const Circumstances& circumstances, Period month) {
  for (CivilDate date = month.start; date < month.end; date = date + 1) {
    if (const auto value = ValueOn(circumstances, date)) return value;
  }
  return {};
}

int GradeOf(const Decimal& value) {
  const auto grade = value.ToScale(0, Rounding::kExact);
  TIREK_ASSERT(grade.has_value());  // whoever recorded it was asked for a whole grade
  return static_cast<int>(grade->coefficient());
}

// Days alike joined.
std::vector<capitation::SeverityPeriod> SeveritiesOf(const Circumstances& circumstances,
                                                     Period month) {
  std::vector<capitation::SeverityPeriod> severities;
  for (CivilDate date = month.start; date < month.end; date = date + 1) {
    const auto value = ValueOn(circumstances, date);
    if (!value) continue;
    const int grade = GradeOf(*value);
    const bool goes_on = !severities.empty() && severities.back().period.end == date &&
                         severities.back().grade == grade;
    if (goes_on) {
      severities.back().period.end = date + 1;
    } else {
      severities.push_back({{date, date + 1}, grade});
    }
  }
  return severities;
}

}  // namespace

std::vector<PersonFacts> PersonsOf(const MonthRows& rows) {
  std::map<std::string, PersonFacts> persons;
  for (const BirthDateRow& row : rows.birth_dates) {
    persons[row.person_id].birth_date = row.birth_date;
  }
  for (const UnitsBeforeRow& row : rows.units_before) {
    persons[row.person_id].units_before.push_back(row.units);
  }
  std::map<std::string, std::map<CircumstanceKind, Circumstances>> circumstances;
  for (const CircumstanceRow& row : rows.circumstances) {
    circumstances[row.person_id][row.kind].push_back(&row);
  }
  const Period month = rows.month.period();
  for (auto& [person_id, by_kind] : circumstances) {
    PersonFacts& person = persons[person_id];
    person.income = ValueOf(by_kind[CircumstanceKind::kIncome], month);
    person.pension = ValueOf(by_kind[CircumstanceKind::kPension], month);
    person.severities = SeveritiesOf(by_kind[CircumstanceKind::kSeverity], month);
  }
  std::vector<PersonFacts> all;
  all.reserve(persons.size());
  for (auto& [person_id, person] : persons) {
    person.person_id = person_id;
    all.push_back(std::move(person));
  }
  return all;
}

}  // namespace tirek::billing
