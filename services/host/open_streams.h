// Streams that clients keep open as long as they can: watches of health, and reflection. A server
// that ends cancels them, because nobody else would.
#pragma once

#include <memory>
#include <mutex>
#include <set>

#include <grpcpp/server_context.h>
#include <grpcpp/support/server_interceptor.h>

namespace tirek::host {

class OpenStreams {
 public:
  void CancelAll();

  // For the server's builder: lets `streams` know of every stream of gRPC's own services.
  static std::unique_ptr<grpc::experimental::ServerInterceptorFactoryInterface> Watch(
      std::shared_ptr<OpenStreams> streams);

 private:
  class Watcher;
  class Factory;

  std::mutex mutex_;
  std::set<grpc::ServerContextBase*> open_;
};

}  // namespace tirek::host
