// The composition root: services on a database, behind their doors, until stopped.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include <grpcpp/channel.h>

#include "core/base/result.h"
#include "services/host/event_log.h"
#include "services/host/host_options.h"

namespace tirek::host {

class RunningHost {
 public:
  // Serves when it returns. `log` outlives the host. Every error that database_check.h,
  // service_table.h, grpc_door.h and http_door.h name.
  static Result<std::unique_ptr<RunningHost>> Start(HostOptions options, EventLog& log);
  ~RunningHost();  // stops, if that was not done
  RunningHost(const RunningHost&) = delete;
  RunningHost& operator=(const RunningHost&) = delete;

  // Where the doors are, with their real ports; http is empty when there is none.
  const std::vector<std::string>& addresses() const;
  std::string http_address() const;
  // To the services here, without a socket.
  std::shared_ptr<grpc::Channel> channel();

  // Gracefully: health says so, background work ends at its next safe point, new calls are
  // refused, those under way are answered unless `limit` is over before.
  void Stop(std::chrono::milliseconds limit = std::chrono::seconds(30));

 private:
  class House;
  explicit RunningHost(std::unique_ptr<House> house);
  std::unique_ptr<House> house_;
};

}  // namespace tirek::host
