// Reads the audit logs of all services of this database, through their published views.
#pragma once

#include <optional>
#include <vector>

#include <soci/soci.h>

#include "services/access/audit_event.h"

namespace tirek::access {

class AuditGateway {
 public:
  explicit AuditGateway(soci::session& sql) : sql_(sql) {}

  // Up to `limit` events, newest first.
  std::vector<AuditEvent> List(const AuditFilter& filter,
                               const std::optional<AuditPosition>& before, int limit);

 private:
  soci::session& sql_;
};

}  // namespace tirek::access
