// All SQL on applications and their queues. Reads and writes sets; the transaction is the caller's.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/base/clock.h"
#include "core/sql/unit_of_work.h"
#include "services/placements/application.h"
#include "services/placements/dated_key.h"

namespace tirek::placements {

// A person who waits for a service: no more than once.
using Waiting = std::pair<std::string, std::string>;  // person_id, service

// What ends a person's waiting.
struct WaitingEnd {
  Waiting waiting;
  std::string placement_id;
};

class ApplicationGateway {
 public:
  explicit ApplicationGateway(sql::UnitOfWork& work) : work_(work) {}

  // APPLICATION_EXISTS when a person waits for the service already.
  Result<void> Insert(const std::vector<Application>& applications);

  // Which services these persons wait for.
  std::set<Waiting> WaitingOf(const std::vector<std::string>& person_ids);
  // Those who wait do so no longer; for others nothing happens. Each waiting at most once.
  void EndWaiting(const std::vector<WaitingEnd>& ends, Instant now);

  // With its place in the queue.
  std::optional<Application> Find(const ApplicationId& id);
  // Up to `limit` applications, by day of application and id.
  std::vector<Application> List(const ApplicationFilter& filter, const DatedKey& after, int limit);

 private:
  sql::UnitOfWork& work_;
};

}  // namespace tirek::placements
