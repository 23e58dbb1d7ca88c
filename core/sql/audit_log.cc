#include "core/sql/audit_log.h"

#include <algorithm>

#include "core/base/assert.h"
#include "core/base/sha256.h"
#include "core/sql/array_rows.h"

namespace tirek::sql {
namespace {

using soci::into;

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

}  // namespace

void AuditLog::Append(const AuditEvent& event, Instant now) { AppendAll({&event, 1}, now); }

void AuditLog::AppendAll(std::span<const AuditEvent> events, Instant now) {
  if (events.empty()) return;
  Trip reading(work_);
  AddLock(reading);
  reading.Go();
  Trip writing(work_);
  AddEvents(events, now, writing);
  writing.Go();
}

void AuditLog::AddLock(Trip& trip) {
  trip.Add("SELECT sequence, event_micros, hash FROM " + schema_ + ".audit_head FOR UPDATE", {},
           [this](const TextRows& rows) {
             TIREK_ASSERT(rows.size() == 1);
             head_ = {rows.Int64(0, 0), rows.Int64(0, 1), std::string(rows.Text(0, 2))};
           });
}

void AuditLog::AddEvents(std::span<const AuditEvent> events, Instant now, Trip& trip) {
  head_.micros = std::max<long long>(head_.micros, now.micros);
  ArrayRows rows(9);
  for (const AuditEvent& event : events) {
    ++head_.sequence;
    head_.hash = ChainHash(head_.hash, head_.sequence, head_.micros, event);
    rows.Number(head_.sequence)
        .Number(head_.micros)
        .Text(event.principal)
        .Text(event.role)
        .Text(event.method)
        .Text(event.request_id)
        .Text(event.outcome)
        .Text(event.subject)
        .Text(head_.hash);
  }
  trip.Add(
      "INSERT INTO " + schema_ +
          ".audit_event (sequence, event_micros, principal, role, method, request_id,"
          " outcome, subject, hash)"
          " SELECT c0, c1, c2, c3, c4, c5, c6, c7, c8 FROM unnest($1::bigint[], $2::bigint[],"
          " $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[])"
          " AS x (c0, c1, c2, c3, c4, c5, c6, c7, c8)",
      rows.Literals());
  trip.Add("UPDATE " + schema_ +
               ".audit_head SET sequence = $1::bigint, event_micros = $2::bigint, hash = $3::text",
           {std::to_string(head_.sequence), std::to_string(head_.micros), head_.hash});
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
