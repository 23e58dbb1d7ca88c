#include "core/sql/audit_log.h"

#include <algorithm>

#include "core/base/sha256.h"
#include "core/sql/columns.h"

namespace tirek::sql {
namespace {

using soci::into;
using soci::use;

// Every part with its length before it, so that no two events have the same canonical text.
std::string ChainHash(const std::string& previous, long long sequence, long long micros,
                      const AuditEvent& event) {
  const std::string parts[] = {
      previous,     std::to_string(sequence), std::to_string(micros), event.principal, event.role,
      event.method, event.request_id,         event.outcome,          event.subject};
  std::string canonical = "tirek-audit-1";
  for (const std::string& part : parts) {
    canonical += '\n' + std::to_string(part.size()) + ':' + part;
  }
  return Sha256Hex(canonical);
}

struct Head {
  long long sequence = 0;
  long long micros = 0;
  std::string hash;
};

}  // namespace

void AuditLog::Append(const AuditEvent& event, Instant now) { AppendAll({&event, 1}, now); }

void AuditLog::AppendAll(std::span<const AuditEvent> events, Instant now) {
  if (events.empty()) return;
  soci::session& sql = work_.sql();
  Head head;
  sql << "SELECT sequence, event_micros, hash FROM " + schema_ + ".audit_head FOR UPDATE",
      into(head.sequence), into(head.micros), into(head.hash);
  head.micros = std::max<long long>(head.micros, now.micros);
  const std::string micros = std::to_string(head.micros);
  Columns rows(9);
  for (const AuditEvent& event : events) {
    ++head.sequence;
    head.hash = ChainHash(head.hash, head.sequence, head.micros, event);
    rows.Add({std::to_string(head.sequence), micros, event.principal, event.role, event.method,
              event.request_id, event.outcome, event.subject, head.hash});
  }
  rows.Execute(work_,
               "INSERT INTO " + schema_ +
                   ".audit_event (sequence, event_micros, principal, role, method, request_id,"
                   " outcome, subject, hash)"
                   " SELECT c0::bigint, c1::bigint, c2, c3, c4, c5, c6, c7, c8"
                   " FROM unnest(:c0::text[], :c1::text[], :c2::text[], :c3::text[], :c4::text[],"
                   " :c5::text[], :c6::text[], :c7::text[], :c8::text[])"
                   " AS x (c0, c1, c2, c3, c4, c5, c6, c7, c8)");
  sql << "UPDATE " + schema_ +
             ".audit_head SET sequence = :sequence, event_micros = :micros,"
             " hash = :hash",
      use(head.sequence), use(head.micros), use(head.hash);
}

std::vector<std::string> AuditLog::Verify() {
  soci::session& sql = work_.sql();
  Head head;
  sql << "SELECT sequence, event_micros, hash FROM " + schema_ + ".audit_head", into(head.sequence),
      into(head.micros), into(head.hash);
  std::vector<std::string> differences;
  Head last;
  soci::rowset<soci::row> rows =
      (sql.prepare << "SELECT sequence, event_micros, principal, role, method, request_id, outcome,"
                      " subject, hash FROM " +
                          schema_ + ".audit_event ORDER BY sequence");
  for (const soci::row& row : rows) {
    const auto sequence = row.get<long long>(0);
    const auto micros = row.get<long long>(1);
    const AuditEvent event{row.get<std::string>(2), row.get<std::string>(3),
                           row.get<std::string>(4), row.get<std::string>(5),
                           row.get<std::string>(6), row.get<std::string>(7)};
    const auto hash = row.get<std::string>(8);
    const std::string name = schema_ + " audit event " + std::to_string(sequence);
    if (sequence != last.sequence + 1)
      differences.push_back(name + " does not follow its neighbour");
    if (hash != ChainHash(last.hash, sequence, micros, event)) {
      differences.push_back(name + " does not match its hash");
    }
    last = {sequence, micros, hash};
  }
  if (last.sequence != head.sequence || last.hash != head.hash) {
    differences.push_back(schema_ + " audit log does not end in its head");
  }
  return differences;
}

}  // namespace tirek::sql
