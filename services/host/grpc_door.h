// The gRPC server: its addresses, health and reflection beside the services, and a graceful end.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include <grpcpp/channel.h>
#include <grpcpp/impl/service_type.h>
#include <grpcpp/server.h>

#include "core/base/result.h"
#include "services/host/host_options.h"
#include "services/host/open_streams.h"

namespace tirek::host {

struct GrpcDoorOptions {
  std::vector<std::string> listen;
  TlsFiles tls;
  int threads = 64;                   // at most; a call waits for a database session on one
  std::vector<std::string> packages;  // "registry": health is told for the services of its proto
};

// Attachments go in whole; a little more than the largest one.
inline constexpr int kLargestMessage = (64 << 20) + (1 << 20);

class GrpcDoor {
 public:
  // Serves when it returns. The services outlive it. ADDRESS_IN_USE, ADDRESS_UNAVAILABLE,
  // ADDRESS_INVALID, TLS_INVALID.
  static Result<std::unique_ptr<GrpcDoor>> Open(const GrpcDoorOptions& options,
                                                const std::vector<grpc::Service*>& services);

  // In the order of `listen`, with their real ports.
  const std::vector<std::string>& addresses() const { return addresses_; }
  // To the services here, without a socket.
  std::shared_ptr<grpc::Channel> InProcessChannel();

  // Health checks are told that no new calls are wanted.
  void AnnounceEnd();
  // Refuses new calls and waits until those under way are answered, or `limit` is over.
  void Close(std::chrono::milliseconds limit);

 private:
  std::shared_ptr<OpenStreams> streams_ = std::make_shared<OpenStreams>();
  std::unique_ptr<grpc::Server> server_;
  std::vector<std::string> addresses_;
};

}  // namespace tirek::host
