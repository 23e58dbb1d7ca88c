#include "services/billing/rule_facts_gateway.h"

#include <set>

#include "core/sql/array.h"
#include "core/sql/columns.h"
#include "core/sql/rows.h"
#include "services/billing/as_known.h"
#include "services/billing/paid_before_gateway.h"
#include "services/billing/stored_values.h"

namespace tirek::billing {
namespace {

using soci::use;
using sql::ReadAll;

CircumstanceKind KindOf(const std::string& name) {
  if (name == "INCOME") return CircumstanceKind::kIncome;
  if (name == "PENSION") return CircumstanceKind::kPension;
  TIREK_ASSERT(name == "SEVERITY");
  return CircumstanceKind::kSeverity;
}

DayKind DayKindOf(const std::string& name) {
  if (name == "HOLIDAY") return DayKind::kHoliday;
  if (name == "MOVED_OFF") return DayKind::kMovedOff;
  TIREK_ASSERT(name == "WORKING");
  return DayKind::kWorking;
}

const std::string kKnown = KnownTime();

std::string LiteralOfSet(const std::set<std::string>& ids) {
  return sql::ArrayLiteral(std::vector(ids.begin(), ids.end()));
}

std::string PersonsOf(const MonthRows& rows) {
  std::set<std::string> ids;
  for (const PlacementRow& placement : rows.placements) ids.insert(placement.person_id);
  return LiteralOfSet(ids);
}

std::string PlacementsOf(const MonthRows& rows) {
  std::set<std::string> ids;
  for (const PlacementRow& placement : rows.placements) ids.insert(placement.placement_id);
  return LiteralOfSet(ids);
}

class RuleFactsLoad {
 public:
  RuleFactsLoad(soci::session& sql, Instant known_at, const MonthRows& rows)
      : sql_(sql),
        month_(rows.month.ToString()),
        from_(rows.month.period().start.ToString()),
        until_(rows.month.period().end.ToString()),
        known_(known_at.micros),
        persons_(PersonsOf(rows)),
        placements_(PlacementsOf(rows)) {}

  WorkingCalendar Calendar() {
    const auto calendar = WorkingCalendar::Make(ReadAll(
        (sql_.prepare << "SELECT date::text, kind, name FROM contracts.published_calendar_day"
                         " WHERE record_time <= " +
                             kKnown,
         use(known_, "known")),
        [](const soci::row& row) {
          return CalendarException{sql::DateOf(row.get<std::string>(0)),
                                   DayKindOf(row.get<std::string>(1)), row.get<std::string>(2)};
        }));
    TIREK_ASSERT(calendar.has_value());
    return *calendar;
  }

  std::vector<BirthDateRow> BirthDates() {
    return ReadAll(
        (sql_.prepare << "SELECT person_id, birth_date::text"
                         " FROM eligibility.published_birth_date"
                         " WHERE person_id = ANY(:persons::text[])",
         use(persons_, "persons")),
        [](const soci::row& row) {
          return BirthDateRow{row.get<std::string>(0), sql::DateOf(row.get<std::string>(1))};
        });
  }

  std::vector<CircumstanceRow> Circumstances() {
    return ReadAll(
        (sql_.prepare << "SELECT person_id, kind, trim_scale(value)::text, start_date::text,"
                         " end_date::text FROM eligibility.published_circumstance"
                         " WHERE record_time <= " +
                             kKnown +
                             " AND start_date < :until::date AND end_date > :from::date"
                             " AND person_id = ANY(:persons::text[])"
                             " ORDER BY record_time, circumstance_id",
         use(from_, "from"), use(until_, "until"), use(known_, "known"), use(persons_, "persons")),
        [](const soci::row& row) {
          return CircumstanceRow{
              row.get<std::string>(0),
              KindOf(row.get<std::string>(1)),
              StoredDecimal(row.get<std::string>(2)),
              {sql::DateOf(row.get<std::string>(3)), sql::DateOf(row.get<std::string>(4))}};
        });
  }

  std::vector<PlanRow> Plans() {
    return ReadAll(
        (sql_.prepare
             << "SELECT DISTINCT ON (placement_id) placement_id, planned_days"
                " FROM placements.published_plan WHERE month = :month AND record_time <= " +
                    kKnown +
                    " AND placement_id = ANY(:placements::text[])"
                    " ORDER BY placement_id, record_time DESC, plan_id DESC",
         use(month_, "month"), use(known_, "known"), use(placements_, "placements")),
        [](const soci::row& row) {
          return PlanRow{row.get<std::string>(0), row.get<int>(1)};
        });
  }

  void Assessments(MonthRows& rows) {
    soci::rowset<soci::row> assessments =
        (sql_.prepare << "SELECT DISTINCT ON (provider_id, contract_id, indicator) provider_id,"
                         " contract_id, indicator, trim_scale(value)::text"
                         " FROM contracts.published_assessment"
                         " WHERE month = :month AND record_time <= " +
                             kKnown +
                             " ORDER BY provider_id, contract_id, indicator, record_time DESC,"
                             " assessment_id DESC",
         use(month_, "month"), use(known_, "known"));
    for (const soci::row& row : assessments) {
      const auto contract_id = row.get<std::string>(1);
      if (contract_id.empty()) {
        rows.indicators.push_back({row.get<std::string>(0), row.get<std::string>(2),
                                   StoredDecimal(row.get<std::string>(3))});
      } else {
        rows.qualities.push_back({contract_id, StoredDecimal(row.get<std::string>(3))});
      }
    }
  }

 private:
  soci::session& sql_;
  std::string month_;
  std::string from_;
  std::string until_;
  long long known_;
  std::string persons_;
  std::string placements_;
};

}  // namespace

void RuleFactsGateway::Load(const FactNeeds& needs, Instant known_at, MonthRows& rows) {
  RuleFactsLoad load(work_.sql(), known_at, rows);
  rows.calendar = load.Calendar();
  if (needs.birth_dates) rows.birth_dates = load.BirthDates();
  if (needs.circumstances) rows.circumstances = load.Circumstances();
  if (needs.plans) rows.plans = load.Plans();
  PaidBeforeGateway paid(work_, rows.month, known_at);
  if (needs.absences_before) rows.absences_before = paid.Absences(rows);
  if (needs.units_before) rows.units_before = paid.Units(rows.placements);
  if (needs.assessments) load.Assessments(rows);
}

}  // namespace tirek::billing
