// One address in front of several processes, as an ingress is in production: it looks at nothing
// but a call's path, /tirek.<service>.v1.<Service>/<Method>, and passes bytes on.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <thread>

#include <grpcpp/channel.h>
#include <grpcpp/completion_queue.h>
#include <grpcpp/generic/async_generic_service.h>
#include <grpcpp/server.h>

namespace tirek::test {

class PathRouter {
 public:
  // The address of the process that hosts each service, by the service's short name.
  explicit PathRouter(const std::map<std::string, std::string>& addresses);
  ~PathRouter();
  PathRouter(const PathRouter&) = delete;
  PathRouter& operator=(const PathRouter&) = delete;

  const std::string& address() const { return address_; }

 private:
  void Accept();

  std::map<std::string, std::shared_ptr<grpc::Channel>> channels_;
  grpc::AsyncGenericService door_;
  std::unique_ptr<grpc::ServerCompletionQueue> arrivals_;
  std::unique_ptr<grpc::Server> server_;
  std::string address_;
  std::thread acceptor_;
};

}  // namespace tirek::test
