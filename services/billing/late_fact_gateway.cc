#include "services/billing/late_fact_gateway.h"

#include <algorithm>
#include <functional>

#include <nlohmann/json.hpp>

#include "core/sql/array.h"
#include "core/sql/columns.h"
#include "core/sql/rows.h"

namespace tirek::billing {
namespace {

using retro::LateFact;
using soci::use;
using sql::ReadAll;

// The months that are searched, as a table: the facts of m.known and before are billed.
const std::string kMonths =
    " unnest(:months::text[], :starts::text[], :untils::text[], :knowns::text[])"
    " AS t (month, start_text, until_text, known_text)"
    " CROSS JOIN LATERAL (SELECT t.month, t.start_text::date AS start, t.until_text::date AS"
    " until, " +
    sql::TimestampOf("t.known_text") + " AS known) m ";

// Since the first month that is searched, so that an index helps, and since the month itself.
std::string RecordedLate(const std::string& record_time) {
  return record_time + " > " + sql::TimestampOf(":oldest") + " AND " + record_time +
         " <= " + sql::TimestampOf(":known_at") + " AND " + record_time + " > m.known";
}

// By provider and day, so that the index finds what is late and passes by all that is not: the rows
// of a month that were recorded in time are never read. The days are made first, because row-level
// security lets an index be asked for plain columns only.
const std::string kAttendance =
    "WITH days AS MATERIALIZED (SELECT DISTINCT m.month, m.known, k.provider_id,"
    " m.start + d.day AS day FROM" +
    kMonths +
    " JOIN contracts.published_contract k ON k.start_date < m.until AND k.end_date > m.start"
    " CROSS JOIN LATERAL generate_series(0, m.until - m.start - 1) AS d (day))"
    " SELECT DISTINCT m.month, a.placement_id FROM days m"
    " CROSS JOIN LATERAL (SELECT x.placement_id FROM delivery.published_attendance x"
    " WHERE x.provider_id = m.provider_id AND x.service_date = m.day AND " +
    RecordedLate("x.record_time") + " OFFSET 0) a";

// A version changes the days from the earlier of two ends to the later; a notice period may follow.
const std::string kPlacements =
    "SELECT DISTINCT m.month, v.placement_id FROM placements.published_placement_version v"
    " LEFT JOIN placements.published_placement_version b ON b.provider_id = v.provider_id"
    " AND b.placement_id = v.placement_id AND b.version = v.version - 1 CROSS JOIN" +
    kMonths + " WHERE " + RecordedLate("v.record_time") +
    " AND CASE WHEN b.version IS NULL THEN v.start_date ELSE least(b.end_date, v.end_date) END"
    " < m.until AND greatest(b.end_date, v.end_date) + 31 >= m.start";

// Only one that begins before the month in which it was recorded can change a month that was billed
// by then: the others are passed by at once. A day's difference of time zones is allowed for.
const std::string kDecisions =
    "SELECT DISTINCT m.month, v.placement_id FROM eligibility.published_decision d CROSS JOIN" +
    kMonths +
    " JOIN placements.published_placement_version v ON v.person_id = d.person_id"
    " AND v.start_date < m.until AND v.end_date + 31 >= m.start WHERE " +
    RecordedLate("d.record_time") +
    " AND d.start_date < date_trunc('month', d.record_time AT TIME ZONE 'UTC' + interval '1 day')"
    " AND d.start_date < m.until AND d.end_date > m.start";

const std::string kContracts =
    "SELECT DISTINCT m.month, v.provider_id FROM contracts.published_contract_version v CROSS "
    "JOIN" +
    kMonths + " WHERE " + RecordedLate("v.record_time") + " AND v.effective_date < m.until";

const std::string kLicences =
    "SELECT DISTINCT m.month, l.provider_id FROM registry.published_licence l CROSS JOIN" +
    kMonths + " WHERE " + RecordedLate("l.record_time") +
    " AND l.start_date < m.until AND l.end_date > m.start";

// With the document before it, to tell what has changed.
const std::string kOrders =
    "SELECT m.month, k.provider_id, b.document, v.document"
    " FROM contracts.published_order_version v"
    " JOIN contracts.published_order_version b ON b.order_id = v.order_id"
    " AND b.version = v.version - 1"
    " JOIN contracts.published_contract k ON k.order_id = v.order_id CROSS JOIN" +
    kMonths + " WHERE " + RecordedLate("v.record_time") +
    " AND v.effective_date < m.until AND k.start_date < m.until AND k.end_date > m.start";

// What rules ask for beside attendance; whether one does, the computation finds out.
const std::string kCircumstances =
    "SELECT DISTINCT m.month, v.placement_id FROM eligibility.published_circumstance c CROSS JOIN" +
    kMonths +
    " JOIN placements.published_placement_version v ON v.person_id = c.person_id"
    " AND v.start_date < m.until AND v.end_date + 31 >= m.start WHERE " +
    RecordedLate("c.record_time") + " AND c.start_date < m.until AND c.end_date > m.start";

const std::string kPlans =
    "SELECT DISTINCT m.month, p.placement_id FROM placements.published_plan p CROSS JOIN" +
    kMonths + " WHERE " + RecordedLate("p.record_time") + " AND p.month = m.month";

const std::string kAssessments =
    "SELECT DISTINCT m.month, a.provider_id FROM contracts.published_assessment a CROSS JOIN" +
    kMonths + " WHERE " + RecordedLate("a.record_time") + " AND a.month = m.month";

// A day of the calendar is everybody's.
const std::string kCalendar =
    "SELECT DISTINCT m.month, k.provider_id FROM contracts.published_calendar_day d CROSS JOIN" +
    kMonths +
    " JOIN contracts.published_contract k ON k.start_date < m.until AND k.end_date > m.start"
    " WHERE " +
    RecordedLate("d.record_time") + " AND d.date >= m.start AND d.date < m.until";

// What an adjustment of an earlier month changes of its days counts in limits that reach back: of
// the year, and of days away in a row. Not what changes a price alone. Such a search finds what the
// one before it has posted, known from the same instant on.
const std::string kAdjustments =
    "SELECT DISTINCT m.month, l.placement_id FROM billing.adjustment_line l"
    " JOIN billing.adjustment a USING (provider_id, adjustment_id) CROSS JOIN" +
    kMonths +
    " WHERE a.create_time >= m.known AND a.create_time >= " + sql::TimestampOf(":oldest") +
    " AND a.create_time < " + sql::TimestampOf(":known_at") +
    " AND l.reason NOT IN ('TARIFF_CHANGED', 'COEFFICIENT_CHANGED', 'CATEGORY_CHANGED')"
    " AND l.month < m.month AND (left(l.month, 4) = left(m.month, 4)"
    " OR l.month = to_char(m.start - 1, 'YYYY-MM'))";

const char* ColumnOf(SpanKey key) {
  switch (key) {
    case SpanKey::kPlacement:
      return "placement_id";
    case SpanKey::kProvider:
      return "provider_id";
    case SpanKey::kPerson:
      return "person_id";
    case SpanKey::kPlace:
      return "place_id";
  }
  return "";
}

std::string Literal(const std::set<std::string>& ids) {
  return sql::ArrayLiteral(std::vector<std::string>(ids.begin(), ids.end()));
}

// Which parts of an order an amendment changes; some other rule, if none of these.
retro::LateFacts FactsOfAmendment(const std::string& before, const std::string& after) {
  const auto a = nlohmann::json::parse(before);
  const auto b = nlohmann::json::parse(after);
  const auto differ = [&](const char* field) {
    return a.value(field, nlohmann::json()) != b.value(field, nlohmann::json());
  };
  retro::LateFacts facts;
  if (differ("tariffs")) facts.insert(LateFact::kTariff);
  if (differ("coefficients")) facts.insert(LateFact::kCoefficient);
  if (facts.empty()) facts.insert(LateFact::kRule);
  return facts;
}

}  // namespace

// One search of some months for what was recorded late.
class LateFactGateway::Search {
 public:
  Search(soci::session& sql, std::span<const BilledMonth> months, long long known_at)
      : sql_(sql), known_at_(known_at), oldest_(known_at) {
    std::vector<std::string> names;
    std::vector<std::string> starts;
    std::vector<std::string> untils;
    std::vector<std::string> knowns;
    for (const BilledMonth& month : months) {
      names.push_back(month.month.ToString());
      starts.push_back(month.month.period().start.ToString());
      untils.push_back(month.month.period().end.ToString());
      knowns.push_back(std::to_string(month.known_at.micros));
      oldest_ = std::min<long long>(oldest_, month.known_at.micros);
    }
    months_ = sql::ArrayLiteral(names);
    starts_ = sql::ArrayLiteral(starts);
    untils_ = sql::ArrayLiteral(untils);
    knowns_ = sql::ArrayLiteral(knowns);
  }

  std::map<Month, LateFactsOfMonth> Run() {
    AddPlacements(kAttendance, LateFact::kAttendance);
    AddPlacements(kPlacements, LateFact::kPlacement);
    AddPlacements(kDecisions, LateFact::kCategory);
    AddProviders(kContracts, LateFact::kContract);
    AddProviders(kLicences, LateFact::kLicence);
    AddPlacements(kCircumstances, LateFact::kRule);
    AddPlacements(kPlans, LateFact::kRule);
    AddProviders(kAssessments, LateFact::kRule);
    AddProviders(kCalendar, LateFact::kRule);
    AddPlacements(kAdjustments, LateFact::kRule);
    AddOrders();
    return std::move(found_);
  }

 private:
  template <typename Take>
  void ForEach(const std::string& query, Take take) {
    const soci::rowset<soci::row> rows =
        (sql_.prepare << query, use(months_, "months"), use(starts_, "starts"),
         use(untils_, "untils"), use(knowns_, "knowns"), use(known_at_, "known_at"),
         use(oldest_, "oldest"));
    for (const soci::row& row : rows) take(found_[*Month::Parse(row.get<std::string>(0))], row);
  }

  void AddPlacements(const std::string& query, LateFact fact) {
    ForEach(query, [fact](LateFactsOfMonth& month, const soci::row& row) {
      month.of_placements[row.get<std::string>(1)].insert(fact);
    });
  }

  void AddProviders(const std::string& query, LateFact fact) {
    ForEach(query, [fact](LateFactsOfMonth& month, const soci::row& row) {
      month.of_providers[row.get<std::string>(1)].insert(fact);
    });
  }

  void AddOrders() {
    ForEach(kOrders, [](LateFactsOfMonth& month, const soci::row& row) {
      month.of_providers[row.get<std::string>(1)].merge(
          FactsOfAmendment(row.get<std::string>(2), row.get<std::string>(3)));
    });
  }

  soci::session& sql_;
  std::string months_;
  std::string starts_;
  std::string untils_;
  std::string knowns_;
  long long known_at_;
  long long oldest_;  // what any month does not know begins after it
  std::map<Month, LateFactsOfMonth> found_;
};

std::vector<BilledMonth> LateFactGateway::BilledMonths(const LateFactQuery& query,
                                                       const Month& oldest) {
  const std::string from = oldest.ToString();
  return ReadAll(
      (work_.sql().prepare
           << "SELECT c.month, min(" +
                  sql::MicrosOf("greatest(r.known_at, a.known_at, w.known_at)") +
                  ") FROM billing.claim c JOIN billing.capitation_run r USING (run_id)"
                  " LEFT JOIN LATERAL (SELECT max(x.known_at) AS known_at"
                  " FROM billing.adjustment_month m JOIN billing.adjustment x"
                  " USING (provider_id, adjustment_id) WHERE m.provider_id = c.provider_id"
                  " AND m.claim_id = c.claim_id) a ON true"
                  // What a search knew holds for claims that it could see.
                  " LEFT JOIN LATERAL (SELECT max(f.known_at) AS known_at"
                  " FROM billing.late_fact_check f WHERE f.month = c.month"
                  " AND f.known_at >= c.adjudicate_time) w ON true"
                  " WHERE c.state = 'ADJUDICATED' AND c.month >= :oldest GROUP BY c.month"
                  " HAVING bool_or((:provider = '' OR c.provider_id = :provider)"
                  " AND (:order = '' OR c.contract_id IN (SELECT k.contract_id"
                  " FROM contracts.published_contract k WHERE k.order_id = :order)))"
                  " ORDER BY c.month",
       use(from, "oldest"), use(query.provider_id, "provider"), use(query.order_id, "order")),
      [](const soci::row& row) {
        return BilledMonth{*Month::Parse(row.get<std::string>(0)), {row.get<long long>(1)}};
      });
}

std::map<Month, LateFactsOfMonth> LateFactGateway::LateFacts(std::span<const BilledMonth> months) {
  if (months.empty()) return {};
  return Search(work_.sql(), months, known_at_).Run();
}

std::vector<PlacementSpan> LateFactGateway::Spans(const Month& month, SpanKey key,
                                                  const std::set<std::string>& ids,
                                                  const std::set<std::string>& without) {
  if (ids.empty()) return {};
  const std::string literal = Literal(ids);
  const std::string others = Literal(without);
  const std::string start = month.period().start.ToString();
  const std::string until = month.period().end.ToString();
  return ReadAll(
      (work_.sql().prepare
           << "SELECT v.placement_id, v.provider_id, v.person_id, v.place_id,"
              " v.start_date::text, max(v.end_date)::text"
              " FROM placements.published_placement_version v WHERE v." +
                  std::string(ColumnOf(key)) +
                  " = ANY(:ids::text[]) AND v.provider_id <> ALL(:without::text[])"
                  " AND v.start_date < :until::date AND v.record_time <= " +
                  sql::TimestampOf(":known_at") +
                  " GROUP BY v.placement_id, v.provider_id, v.person_id, v.place_id, v.start_date"
                  " HAVING max(v.end_date) + 31 >= :start::date ORDER BY v.placement_id",
       use(literal, "ids"), use(others, "without"), use(until, "until"), use(start, "start"),
       use(known_at_, "known_at")),
      [](const soci::row& row) {
        return PlacementSpan{
            row.get<std::string>(0),
            row.get<std::string>(1),
            row.get<std::string>(2),
            row.get<std::string>(3),
            {sql::DateOf(row.get<std::string>(4)), sql::DateOf(row.get<std::string>(5))}};
      });
}

std::map<std::string, int> LateFactGateway::Capacities(const std::set<std::string>& place_ids) {
  const std::string literal = Literal(place_ids);
  const auto rows = ReadAll(
      (work_.sql().prepare << "SELECT place_id, capacity FROM registry.published_place"
                              " WHERE place_id = ANY(:ids::text[])"
                              " AND condition NOT IN ('HOME', 'REMOTE')",
       use(literal, "ids")),
      [](const soci::row& row) { return std::pair(row.get<std::string>(0), row.get<int>(1)); });
  return {rows.begin(), rows.end()};
}

}  // namespace tirek::billing
