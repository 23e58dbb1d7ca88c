// Who did what and when: an append-only, hash-chained log in the service's own schema.
//
// Each event's hash covers the hash before it, so that a changed, missing or inserted event is
// found by recomputation. The head row is locked last in a transaction, and only until its commit.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/base/clock.h"
#include "core/sql/trip.h"
#include "core/sql/unit_of_work.h"

namespace tirek::sql {

struct AuditEvent {
  std::string principal;
  std::string role;
  std::string method;      // "RegistryService/CreateProvider"
  std::string request_id;  // empty for reads
  std::string outcome;     // "OK", or the reason a permission was refused
  std::string subject;     // ids that the call named or made; never personal data
};

class AuditLog {
 public:
  AuditLog(UnitOfWork& work, std::string schema) : work_(work), schema_(std::move(schema)) {}

  // `now` is kept to the microsecond; an earlier clock than the last event's is moved up to it.
  void Append(const AuditEvent& event, Instant now);
  // The same for several, with the head locked once: for calls that commit together.
  void AppendAll(std::span<const AuditEvent> events, Instant now);
  // The same in trips of the caller's: the head is locked and read by one, the events of at least
  // one call go with the next.
  void AddLock(Trip& trip);
  void AddEvents(std::span<const AuditEvent> events, Instant now, Trip& trip);

  // Recomputes the whole chain; one sentence for each event that does not fit.
  std::vector<std::string> Verify();

 private:
  struct Head {
    long long sequence = 0;
    long long micros = 0;
    std::string hash;
  };

  UnitOfWork& work_;
  std::string schema_;
  Head head_;
};

}  // namespace tirek::sql
