// Calls any RPC with messages made from descriptors, as the principal whose token it holds.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "cli/schema.h"
#include "core/base/result.h"

namespace grpc {
class Channel;
class ClientContext;
}  // namespace grpc

namespace tirek::cli {

class Caller {
 public:
  using Message = std::unique_ptr<pb::Message>;
  using OnMessage = std::function<void(const pb::Message&)>;
  using NextMessage = std::function<Result<bool>(pb::Message&)>;

  Caller(std::shared_ptr<grpc::Channel> channel, std::string token,
         std::optional<int> timeout_seconds);

  Result<Message> Unary(const pb::MethodDescriptor* method, const pb::Message& request) const;
  // Calls `on_message` for each message of the stream and returns the last one.
  Result<Message> Stream(const pb::MethodDescriptor* method, const pb::Message& request,
                         const OnMessage& on_message) const;
  // Sends messages as `next` fills them, until it says false: that one is the last. Its error
  // breaks the call off.
  Result<Message> Upload(const pb::MethodDescriptor* method, const NextMessage& next) const;

 private:
  void Prepare(grpc::ClientContext* context, std::optional<int> timeout_seconds) const;

  std::shared_ptr<grpc::Channel> channel_;
  std::string token_;
  std::optional<int> timeout_seconds_;
};

}  // namespace tirek::cli
