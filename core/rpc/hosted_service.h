// What the host knows of a service: its gRPC door, its background work, its verification.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <grpcpp/impl/service_type.h>

#include "core/rpc/call.h"
#include "core/rpc/peers.h"

namespace tirek::rpc {

struct HostContext {
  CallEnvironment calls;
  PeerChannels peers;
};

class HostedService {
 public:
  virtual ~HostedService() = default;
  virtual grpc::Service& door() = 0;
  // Further gRPC services of the same package and schema.
  virtual std::vector<grpc::Service*> more_doors() { return {}; }
  // Once the server listens: takes up background work that an earlier process left.
  virtual void Start() {}
  // Before the server stops: background work ends at its next safe point.
  virtual void Stop() {}
};

// One entry of the host's table of services.
struct ServiceEntry {
  std::string name;                // "placements": schema, --services word, role tirek_placements
  std::vector<std::string> peers;  // services it calls
  std::function<std::unique_ptr<HostedService>(const HostContext&)> make;
  // Recomputes what the service's schema claims, in the service's own role with every row in
  // scope; one sentence a difference. Empty when it has nothing of its own to recompute.
  std::function<std::vector<std::string>(sql::UnitOfWork&)> verify;
};

}  // namespace tirek::rpc
