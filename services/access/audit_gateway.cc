#include "services/access/audit_gateway.h"

#include <limits>
#include <string>

#include "core/sql/array.h"

namespace tirek::access {
namespace {

using soci::use;

// Within one service the time never goes back, so that its key gives the order without a sort.
std::string NewestOf(const std::string& service) {
  return "(SELECT service, sequence, event_micros, principal, role, method, request_id, outcome,"
         " subject, hash FROM " +
         service +
         ".published_audit_event WHERE (:principal = '' OR principal = :principal)"
         " AND (event_micros, service COLLATE \"C\", sequence) <"
         " (:micros::bigint, :service, :sequence::bigint) ORDER BY sequence DESC LIMIT :limit)";
}

AuditEvent ReadEvent(const soci::row& row) {
  return {row.get<std::string>(0), row.get<long long>(1),   {row.get<long long>(2)},
          row.get<std::string>(3), row.get<std::string>(4), row.get<std::string>(5),
          row.get<std::string>(6), row.get<std::string>(7), row.get<std::string>(8),
          row.get<std::string>(9)};
}

// Those of the wanted services that live in this database.
std::vector<std::string> Present(soci::session& sql, const std::vector<std::string>& wanted) {
  const std::string names = sql::ArrayLiteral(wanted);
  soci::rowset<std::string> rows =
      (sql.prepare << "SELECT schemaname::text FROM pg_catalog.pg_views"
                      " WHERE viewname = 'published_audit_event'"
                      " AND schemaname = ANY (:names::text[]) ORDER BY 1",
       use(names));
  return {rows.begin(), rows.end()};
}

}  // namespace

const std::vector<std::string>& AuditedServices() {
  static const std::vector<std::string> services = {"access",      "registry",   "contracts",
                                                    "eligibility", "placements", "delivery",
                                                    "billing",     "settlement"};
  return services;
}

std::vector<AuditEvent> AuditGateway::List(const AuditFilter& filter,
                                           const std::optional<AuditPosition>& before, int limit) {
  std::string all;
  for (const std::string& service :
       Present(sql_, filter.service.empty() ? AuditedServices() : std::vector{filter.service})) {
    all += (all.empty() ? "" : " UNION ALL ") + NewestOf(service);
  }
  if (all.empty()) return {};
  const AuditPosition from =
      before.value_or(AuditPosition{std::numeric_limits<long long>::max(), "", 0});
  soci::rowset<soci::row> rows =
      (sql_.prepare
           << "SELECT service, sequence, event_micros, principal, role, method, request_id,"
              " outcome, subject, hash FROM (" +
                  all +
                  ") AS newest ORDER BY event_micros DESC, service COLLATE \"C\" DESC,"
                  " sequence DESC LIMIT :limit",
       use(filter.principal, "principal"), use(from.event_micros, "micros"),
       use(from.service, "service"), use(from.sequence, "sequence"), use(limit, "limit"));
  std::vector<AuditEvent> events;
  for (const soci::row& row : rows) events.push_back(ReadEvent(row));
  return events;
}

}  // namespace tirek::access
