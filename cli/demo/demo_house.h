// A house for the demo: a temporary PostgreSQL, all services, and a token for every actor.
#pragma once

#include <map>
#include <memory>
#include <string>

#include <grpcpp/channel.h>

#include "core/base/clock.h"
#include "core/base/result.h"
#include "services/host/embedded_postgres.h"
#include "services/host/event_log.h"
#include "services/host/running_host.h"

namespace tirek::cli {

// The machine's time moved to another day: the pilot's bank pays on 3 November 2026, whenever the
// demo is run.
class ShiftedClock final : public Clock {
 public:
  explicit ShiftedClock(Instant start) : shift_(start.micros - system_.Now().micros) {}
  Instant Now() const override { return {system_.Now().micros + shift_}; }

 private:
  SystemClock system_;
  std::int64_t shift_;
};

class DemoHouse {
 public:
  static Result<std::unique_ptr<DemoHouse>> Open();
  ~DemoHouse();
  DemoHouse(const DemoHouse&) = delete;
  DemoHouse& operator=(const DemoHouse&) = delete;

  const Clock& clock() const { return clock_; }
  const std::string& folder() const { return folder_; }
  std::string address() const { return host_->addresses().front(); }
  std::string database_url() const { return postgres_->url(); }
  std::shared_ptr<grpc::Channel> channel() { return host_->channel(); }

  // The token of an actor: a role's name, "finance-2" for a second person of a role, or
  // "provider " and a БИН. Issued over gRPC at first use.
  Result<std::string> TokenOf(const std::string& actor);

 private:
  DemoHouse();
  Result<void> Start();
  Result<std::string> ProviderIdOf(const std::string& bin);

  ShiftedClock clock_;
  std::string folder_;
  host::EventLog log_;
  std::unique_ptr<host::EmbeddedPostgres> postgres_;
  std::unique_ptr<host::RunningHost> host_;
  std::map<std::string, std::string> tokens_;
};

}  // namespace tirek::cli
