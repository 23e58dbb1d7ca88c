#include "services/billing/paid_before_gateway.h"

#include <set>
#include <utility>

#include "core/sql/array.h"
#include "core/sql/rows.h"
#include "services/billing/as_known.h"
#include "services/billing/stored_values.h"

namespace tirek::billing {
namespace {

using soci::use;
using sql::ReadAll;

const std::string kKnown = KnownTime();

// After "wanted (provider_id, placement_id)", the placements that are asked about: `paid`, their
// lines that stand as paid of the months before :month. Which lines to read is said before they are
// read, or the planner passes by the run in their key and reads those of all runs.
const std::string kPaid =
    " run AS MATERIALIZED (SELECT DISTINCT ON (month) month, run_id FROM billing.capitation_run"
    " WHERE state = 'COMPLETED' AND month < :month AND end_time <= " +
    kKnown +
    " ORDER BY month, known_at DESC, run_id DESC),"
    " claimed AS MATERIALIZED (SELECT DISTINCT c.provider_id, c.contract_id, c.month, c.run_id"
    " FROM billing.claim c JOIN wanted w USING (provider_id)"
    " WHERE c.state = 'ADJUDICATED' AND c.month < :month AND c.adjudicate_time <= " +
    kKnown +
    "), adjusted AS MATERIALIZED (SELECT l.provider_id, l.adjustment_line_id, l.changed_line_ids"
    " FROM wanted w JOIN billing.adjustment_line l ON l.provider_id = w.provider_id"
    " AND l.placement_id = w.placement_id AND l.month < :month"
    " JOIN billing.adjustment a ON a.provider_id = l.provider_id"
    " AND a.adjustment_id = l.adjustment_id AND a.create_time < " +
    kKnown +
    "), changed AS MATERIALIZED (SELECT unnest(changed_line_ids) AS line_id FROM adjusted),"
    " of_claims AS MATERIALIZED (SELECT w.provider_id, w.placement_id, c.month, c.run_id,"
    " c.contract_id FROM wanted w JOIN claimed c USING (provider_id)),"
    " of_runs AS MATERIALIZED (SELECT w.provider_id, w.placement_id, r.month, r.run_id"
    " FROM wanted w CROSS JOIN run r),"
    " line AS (SELECT l.provider_id, l.placement_id, l.person_id, o.month, l.line_id, l.absence,"
    " l.dates, l.quantity FROM of_claims o JOIN billing.capitation_line l"
    " ON l.provider_id = o.provider_id AND l.run_id = o.run_id"
    " AND l.placement_id = o.placement_id AND l.contract_id = o.contract_id"
    " AND l.status = 'PAYABLE'"
    " UNION ALL SELECT l.provider_id, l.placement_id, l.person_id, o.month, l.line_id, l.absence,"
    " l.dates, l.quantity FROM of_runs o JOIN billing.capitation_line l"
    " ON l.provider_id = o.provider_id AND l.run_id = o.run_id"
    " AND l.placement_id = o.placement_id AND l.status = 'PAYABLE'"
    " LEFT JOIN claimed c ON c.provider_id = l.provider_id AND c.contract_id = l.contract_id"
    " AND c.month = o.month WHERE c.month IS NULL"
    " UNION ALL SELECT l.provider_id, l.placement_id, l.person_id, l.month, l.line_id, l.absence,"
    " l.dates, l.quantity FROM adjusted a JOIN billing.adjusted_line l"
    " ON l.provider_id = a.provider_id AND l.adjustment_line_id = a.adjustment_line_id"
    " AND l.reason = ''),"
    " paid AS (SELECT provider_id, placement_id, person_id, month, absence, dates,"
    " quantity FROM line WHERE line_id NOT IN (SELECT line_id FROM changed))";

const std::string kAbsences =
    "WITH away AS MATERIALIZED (SELECT provider_id, placement_id, absence_reason"
    " FROM unnest(:providers::text[], :placements::text[],"
    " :reasons::text[]) AS a (provider_id, placement_id, absence_reason)), wanted AS MATERIALIZED "
    "(SELECT DISTINCT provider_id, placement_id FROM away)," +
    kPaid +
    ", day AS (SELECT DISTINCT w.placement_id, w.absence_reason, d.date,"
    " d.date > (SELECT coalesce(max(b.service_date), '-infinity'::date)"
    " FROM delivery.published_attendance b WHERE b.provider_id = w.provider_id"
    " AND b.placement_id = w.placement_id AND b.service_date < :from::date"
    " AND b.absence_reason <> w.absence_reason AND " +
    InForce("b") +
    ") AS unbroken FROM away w JOIN paid p ON p.provider_id = w.provider_id"
    " AND p.placement_id = w.placement_id AND p.absence = w.absence_reason"
    " CROSS JOIN LATERAL unnest(p.dates) AS d (date))"
    " SELECT placement_id, absence_reason,"
    " count(*) FILTER (WHERE date >= date_trunc('year', :from::date)::date)::int,"
    " count(*) FILTER (WHERE unbroken)::int FROM day GROUP BY 1, 2";

const std::string kUnits =
    "WITH person AS MATERIALIZED (SELECT unnest(:persons::text[]) AS person_id), place AS "
    "MATERIALIZED (SELECT v.provider_id, v.placement_id, p.service FROM person"
    " JOIN placements.published_placement_version v USING (person_id)"
    " JOIN registry.published_place p USING (place_id) WHERE v.version = 1),"
    " wanted AS MATERIALIZED (SELECT provider_id, placement_id FROM place)," +
    kPaid +
    " SELECT p.person_id, w.service, trim_scale(sum(p.quantity))::text FROM paid p"
    " JOIN place w USING (provider_id, placement_id)"
    " WHERE p.month >= to_char(:from::date, 'YYYY') || '-01' GROUP BY 1, 2";

// Which placements of which providers were away for what, each once: three arrays side by side.
struct Away {
  std::vector<std::string> providers;
  std::vector<std::string> placements;
  std::vector<std::string> reasons;
};

Away AwayIn(const MonthRows& rows) {
  std::set<std::pair<std::string, std::string>> reasons;
  for (const AttendanceRow& row : rows.attendance) {
    if (!row.day.absence) continue;
    reasons.emplace(row.placement_id, order::AbsenceReasonName(*row.day.absence));
  }
  Away away;
  for (const PlacementRow& placement : rows.placements) {
    for (auto of = reasons.lower_bound({placement.placement_id, ""});
         of != reasons.end() && of->first == placement.placement_id; ++of) {
      away.providers.push_back(placement.provider_id);
      away.placements.push_back(of->first);
      away.reasons.push_back(of->second);
    }
  }
  return away;
}

}  // namespace

PaidBeforeGateway::PaidBeforeGateway(sql::UnitOfWork& work, Month month, Instant known_at)
    : sql_(work.sql()),
      month_(month.ToString()),
      from_(month.period().start.ToString()),
      known_(known_at.micros) {}

std::vector<AbsenceBeforeRow> PaidBeforeGateway::Absences(const MonthRows& rows) {
  const Away away = AwayIn(rows);
  const std::string providers = sql::ArrayLiteral(away.providers);
  const std::string placements = sql::ArrayLiteral(away.placements);
  const std::string reasons = sql::ArrayLiteral(away.reasons);
  return ReadAll(
      (sql_.prepare << kAbsences, use(month_, "month"), use(from_, "from"), use(known_, "known"),
       use(providers, "providers"), use(placements, "placements"), use(reasons, "reasons")),
      [](const soci::row& row) {
        const auto reason = order::ParseAbsenceReason(row.get<std::string>(1));
        TIREK_ASSERT(reason.has_value());
        return AbsenceBeforeRow{row.get<std::string>(0),
                                {*reason, row.get<int>(2), row.get<int>(3)}};
      });
}

std::vector<UnitsBeforeRow> PaidBeforeGateway::Units(const std::vector<PlacementRow>& placements) {
  std::set<std::string> ids;
  for (const PlacementRow& placement : placements) ids.insert(placement.person_id);
  const std::string persons = sql::ArrayLiteral(std::vector(ids.begin(), ids.end()));
  return ReadAll((sql_.prepare << kUnits, use(month_, "month"), use(from_, "from"),
                  use(known_, "known"), use(persons, "persons")),
                 [](const soci::row& row) {
                   return UnitsBeforeRow{
                       row.get<std::string>(0),
                       {row.get<std::string>(1), StoredDecimal(row.get<std::string>(2))}};
                 });
}

}  // namespace tirek::billing
