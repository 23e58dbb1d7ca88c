#include "tests/scenarios/path_router.h"

#include <mutex>
#include <vector>

#include <grpcpp/create_channel.h>
#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/server_builder.h>

namespace tirek::test {
namespace {

using Channels = std::map<std::string, std::shared_ptr<grpc::Channel>>;

// One operation at a time: start it with tag(), then ask whether it went well.
class Steps {
 public:
  void* tag() { return this; }
  bool Done() {
    void* finished = nullptr;
    bool ok = false;
    return queue_.Next(&finished, &ok) && ok;
  }
  grpc::CompletionQueue* queue() { return &queue_; }

 private:
  grpc::CompletionQueue queue_;
};

// A call that came in; passed on by a thread of its own.
class PassedCall {
 public:
  PassedCall() : arrived_(&arrival_) {}

  void Await(grpc::AsyncGenericService& door, grpc::ServerCompletionQueue* arrivals) {
    door.RequestCall(&arrival_, &arrived_, steps_.queue(), arrivals, this);
  }

  void PassOn(const Channels& channels) {
    const auto channel = channels.find(ServiceOf(arrival_.method()));
    grpc::Status status = channel == channels.end()
                              ? grpc::Status(grpc::StatusCode::UNIMPLEMENTED, "no process hosts it")
                              : Forward(channel->second);
    arrived_.Finish(status, steps_.tag());
    steps_.Done();
  }

 private:
  // "registry" of "/tirek.registry.v1.RegistryService/ListProviders".
  static std::string ServiceOf(const std::string& path) {
    const std::size_t start = path.find('.') + 1;
    return path.substr(start, path.find('.', start) - start);
  }

  // Every call of ours is one request and one or more responses.
  grpc::Status Forward(const std::shared_ptr<grpc::Channel>& channel) {
    grpc::ByteBuffer message;
    arrived_.Read(&message, steps_.tag());
    if (!steps_.Done()) return grpc::Status(grpc::StatusCode::CANCELLED, "no request");
    grpc::ClientContext onward;
    for (const auto& [name, value] : arrival_.client_metadata()) {
      if (name == "authorization") {
        onward.AddMetadata("authorization", std::string(value.data(), value.size()));
      }
    }
    onward.set_deadline(arrival_.deadline());
    grpc::GenericStub stub(channel);
    Steps steps;
    const auto call = stub.PrepareCall(&onward, arrival_.method(), steps.queue());
    call->StartCall(steps.tag());
    steps.Done();
    call->WriteLast(message, grpc::WriteOptions(), steps.tag());
    steps.Done();
    for (call->Read(&message, steps.tag()); steps.Done(); call->Read(&message, steps.tag())) {
      arrived_.Write(message, steps_.tag());
      if (!steps_.Done()) onward.TryCancel();
    }
    grpc::Status status;
    call->Finish(&status, steps.tag());
    steps.Done();
    return status;
  }

  Steps steps_;
  grpc::GenericServerContext arrival_;
  grpc::GenericServerAsyncReaderWriter arrived_;
};

}  // namespace

PathRouter::PathRouter(const std::map<std::string, std::string>& addresses) {
  grpc::ChannelArguments unlimited;
  unlimited.SetMaxReceiveMessageSize(-1);
  for (const auto& [service, address] : addresses) {
    channels_[service] =
        grpc::CreateCustomChannel(address, grpc::InsecureChannelCredentials(), unlimited);
  }
  grpc::ServerBuilder builder;
  int port = 0;
  builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port);
  builder.SetMaxReceiveMessageSize(-1);
  builder.RegisterAsyncGenericService(&door_);
  arrivals_ = builder.AddCompletionQueue();
  server_ = builder.BuildAndStart();
  address_ = "127.0.0.1:" + std::to_string(port);
  acceptor_ = std::thread([this] { Accept(); });
}

PathRouter::~PathRouter() {
  server_->Shutdown();
  arrivals_->Shutdown();
  acceptor_.join();
}

void PathRouter::Accept() {
  std::vector<std::thread> passing;
  auto next = std::make_unique<PassedCall>();
  next->Await(door_, arrivals_.get());
  void* arrived = nullptr;
  bool ok = false;
  while (arrivals_->Next(&arrived, &ok) && ok) {
    passing.emplace_back(
        [this, call = std::shared_ptr<PassedCall>(std::move(next))] { call->PassOn(channels_); });
    next = std::make_unique<PassedCall>();
    next->Await(door_, arrivals_.get());
  }
  for (std::thread& thread : passing) thread.join();
}

}  // namespace tirek::test
