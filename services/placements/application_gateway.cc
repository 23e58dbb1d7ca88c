#include "services/placements/application_gateway.h"

#include "core/sql/array.h"
#include "core/sql/columns.h"
#include "core/sql/constraint.h"
#include "core/sql/rows.h"

namespace tirek::placements {
namespace {

using soci::use;
using sql::ReadAll;

constexpr sql::ConstraintMeaning kMeanings[] = {
    {"application_waiting_uq", ErrorKind::kAlreadyExists, "APPLICATION_EXISTS",
     "The person waits for this service already."},
};

// `services`: a condition on whose queues are counted. The rank is over a whole queue, whatever
// part of it is shown.
std::string WithPositions(const std::string& services) {
  return "WITH queue AS (SELECT application_id, row_number() OVER (PARTITION BY service"
         " ORDER BY apply_date, application_id) AS position FROM placements.application"
         " WHERE state = 'WAITING' AND " +
         services +
         ") SELECT a.application_id, a.person_id, a.service, a.territory, a.apply_date::text,"
         " a.state, coalesce(q.position, 0), " +
         sql::MicrosOf("a.create_time") +
         " FROM placements.application a LEFT JOIN queue q USING (application_id)";
}

Kato StoredKato(const std::string& text) {
  auto kato = Kato::Parse(text);
  TIREK_ASSERT(kato.has_value());
  return std::move(kato).value();
}

Application ReadApplication(const soci::row& row) {
  return {ApplicationId::Trusted(row.get<std::string>(0)),
          {PersonId::Trusted(row.get<std::string>(1)), row.get<std::string>(2),
           StoredKato(row.get<std::string>(3)), sql::DateOf(row.get<std::string>(4))},
          row.get<std::string>(5),
          row.get<long long>(6),
          {row.get<long long>(7)}};
}

}  // namespace

Result<void> ApplicationGateway::Insert(const std::vector<Application>& applications) {
  sql::Columns columns(7);
  for (const Application& a : applications) {
    columns.Add({a.application_id.text(), a.details.person_id.text(), a.details.service,
                 a.details.territory.text(), a.details.apply_date.ToString(), a.state,
                 std::to_string(a.create_time.micros)});
  }
  return sql::Constrained(kMeanings, [&] {
    columns.Execute(work_,
                    "INSERT INTO placements.application (application_id, person_id, service,"
                    " territory, apply_date, state, create_time)"
                    " SELECT c0, c1, c2, c3, c4::date, c5, " +
                        sql::TimestampOf("c6") +
                        " FROM unnest(:c0::text[], :c1::text[], :c2::text[], :c3::text[],"
                        " :c4::text[], :c5::text[], :c6::text[])"
                        " AS x (c0, c1, c2, c3, c4, c5, c6)");
  });
}

std::set<Waiting> ApplicationGateway::WaitingOf(const std::vector<std::string>& person_ids) {
  const std::string ids = sql::ArrayLiteral(person_ids);
  const auto waiting =
      ReadAll((work_.sql().prepare << "SELECT person_id, service FROM placements.application"
                                      " WHERE state = 'WAITING' AND person_id = ANY(:ids::text[])",
               use(ids, "ids")),
              [](const soci::row& row) {
                return Waiting(row.get<std::string>(0), row.get<std::string>(1));
              });
  return {waiting.begin(), waiting.end()};
}

void ApplicationGateway::EndWaiting(const std::vector<WaitingEnd>& ends, Instant now) {
  sql::Columns columns(4);
  for (const auto& [waiting, placement_id] : ends) {
    columns.Add({waiting.first, waiting.second, placement_id, std::to_string(now.micros)});
  }
  columns.Execute(work_,
                  "UPDATE placements.application a SET state = 'PLACED', placement_id = c2,"
                  " place_time = " +
                      sql::TimestampOf("c3") +
                      " FROM unnest(:c0::text[], :c1::text[], :c2::text[], :c3::text[])"
                      " AS x (c0, c1, c2, c3)"
                      " WHERE a.person_id = c0 AND a.service = c1 AND a.state = 'WAITING'");
}

std::optional<Application> ApplicationGateway::Find(const ApplicationId& id) {
  const std::string text = id.text();
  return sql::First(ReadAll(
      (work_.sql().prepare << WithPositions("service = (SELECT service FROM placements.application"
                                            " WHERE application_id = :id)") +
                                  " WHERE a.application_id = :id",
       use(text, "id")),
      ReadApplication));
}

std::vector<Application> ApplicationGateway::List(const ApplicationFilter& filter,
                                                  const DatedKey& after, int limit) {
  const std::string day = after.date.ToString();
  return ReadAll(
      (work_.sql().prepare << WithPositions("(:service = '' OR service = :service)") +
                                  " WHERE (:service = '' OR a.service = :service)"
                                  " AND (:person = '' OR a.person_id = :person)"
                                  " AND (:state = '' OR a.state = :state)"
                                  " AND (a.apply_date, a.application_id) > (:day::date, :id)"
                                  " ORDER BY a.apply_date, a.application_id LIMIT :limit",
       use(filter.service, "service"), use(filter.person_id, "person"), use(filter.state, "state"),
       use(day, "day"), use(after.id, "id"), use(limit, "limit")),
      ReadApplication);
}

}  // namespace tirek::placements
