#include "services/host/grpc_door.h"

#include <atomic>
#include <mutex>
#include <thread>

#include <google/protobuf/descriptor.h>
#include <grpc/support/time.h>
#include <grpcpp/ext/proto_server_reflection_plugin.h>
#include <grpcpp/health_check_service_interface.h>
#include <grpcpp/resource_quota.h>
#include <grpcpp/server_builder.h>

#include "services/host/listen_address.h"
#include "services/host/tls_files.h"

namespace tirek::host {
namespace {

// Both are switches of the process, read when a server is built.
void EnableHealthAndReflection() {
  static std::once_flag once;
  std::call_once(once, [] {
    grpc::EnableDefaultHealthCheckService(true);
    grpc::reflection::InitProtoReflectionServerBuilderPlugin();
  });
}

void AnnounceServices(grpc::Server& server, const std::vector<std::string>& packages) {
  const auto* pool = google::protobuf::DescriptorPool::generated_pool();
  for (const std::string& package : packages) {
    const auto* file = pool->FindFileByName("tirek/" + package + "/v1/" + package + ".proto");
    for (int i = 0; file != nullptr && i < file->service_count(); ++i) {
      server.GetHealthCheckService()->SetServingStatus(file->service(i)->full_name(), true);
    }
  }
}

// A place to listen on, and the port that it got.
struct Listener {
  ListenAddress address;
  int port = 0;
};

Result<std::vector<Listener>> ParseAll(const std::vector<std::string>& listen) {
  std::vector<Listener> listeners;
  for (const std::string& text : listen) {
    TIREK_ASSIGN_OR_RETURN(ListenAddress address, ParseListenAddress("--listen", text));
    if (address.is_unix()) TIREK_RETURN_IF_ERROR(CheckListenAddress(address));
    listeners.push_back({std::move(address), 0});
  }
  return listeners;
}

Error WhyClosed(const std::vector<Listener>& listeners) {
  std::string all;
  for (const Listener& listener : listeners) {
    if (auto checked = CheckListenAddress(listener.address); !checked) return checked.error();
    all += (all.empty() ? "" : ", ") + listener.address.text();
  }
  return {ErrorKind::kUnavailable,
          "ADDRESS_UNAVAILABLE",
          "Nothing can listen on " + all + ".",
          {{"address", all}},
          {}};
}

void Configure(const GrpcDoorOptions& options, grpc::ServerBuilder& builder) {
  // Otherwise two servers could share a port, each with half of the calls.
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
  builder.SetMaxReceiveMessageSize(kLargestMessage);
  builder.SetMaxSendMessageSize(kLargestMessage);
  grpc::ResourceQuota quota("tirek");
  quota.SetMaxThreads(options.threads);
  builder.SetResourceQuota(quota);
  // Otherwise all threads but two end when they have answered, and calls under load make new ones.
  builder.SetSyncServerOption(grpc::ServerBuilder::MAX_POLLERS, options.threads);
}

}  // namespace

Result<std::unique_ptr<GrpcDoor>> GrpcDoor::Open(const GrpcDoorOptions& options,
                                                 const std::vector<grpc::Service*>& services) {
  TIREK_ASSIGN_OR_RETURN(std::vector<Listener> listeners, ParseAll(options.listen));
  TIREK_ASSIGN_OR_RETURN(const auto credentials, ServerCredentialsOf(options.tls));
  EnableHealthAndReflection();
  grpc::ServerBuilder builder;
  Configure(options, builder);
  for (Listener& listener : listeners) {
    const ListenAddress& address = listener.address;
    builder.AddListeningPort(address.text(),
                             address.is_unix() ? grpc::InsecureServerCredentials() : credentials,
                             &listener.port);
  }
  for (grpc::Service* service : services) builder.RegisterService(service);
  auto door = std::make_unique<GrpcDoor>();
  std::vector<std::unique_ptr<grpc::experimental::ServerInterceptorFactoryInterface>> watches;
  watches.push_back(OpenStreams::Watch(door->streams_));
  builder.experimental().SetInterceptorCreators(std::move(watches));
  door->server_ = builder.BuildAndStart();
  for (Listener& listener : listeners) {
    if (!door->server_ || listener.port == 0) return WhyClosed(listeners);
    if (!listener.address.is_unix()) listener.address.port = listener.port;
    door->addresses_.push_back(listener.address.text());
  }
  AnnounceServices(*door->server_, options.packages);
  return door;
}

std::shared_ptr<grpc::Channel> GrpcDoor::InProcessChannel() {
  grpc::ChannelArguments arguments;
  arguments.SetMaxReceiveMessageSize(kLargestMessage);
  arguments.SetMaxSendMessageSize(kLargestMessage);
  return server_->InProcessChannel(arguments);
}

void GrpcDoor::AnnounceEnd() { server_->GetHealthCheckService()->Shutdown(); }

void GrpcDoor::Close(std::chrono::milliseconds limit) {
  constexpr std::chrono::milliseconds kPause{20};
  std::atomic<bool> closed{false};
  // Again and again, because one may come in until the server refuses new calls.
  std::thread canceller([&] {
    while (!closed) {
      streams_->CancelAll();
      std::this_thread::sleep_for(kPause);
    }
  });
  server_->Shutdown(gpr_time_add(gpr_now(GPR_CLOCK_MONOTONIC),
                                 gpr_time_from_millis(limit.count(), GPR_TIMESPAN)));
  closed = true;
  canceller.join();
  server_->Wait();
}

}  // namespace tirek::host
