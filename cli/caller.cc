#include "cli/caller.h"

#include <utility>

#include <grpc/support/time.h>
#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>
#include <grpcpp/completion_queue.h>
#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/support/byte_buffer.h>

#include "core/base/assert.h"
#include "core/rpc/status.h"

namespace tirek::cli {
namespace {

constexpr int kDefaultTimeoutSeconds = 300;

std::string PathOf(const pb::MethodDescriptor* method) {
  return "/" + method->service()->full_name() + "/" + method->name();
}

grpc::ByteBuffer ToBuffer(const pb::Message& message) {
  const grpc::Slice slice(message.SerializeAsString());
  return {&slice, 1};
}

Result<Caller::Message> ToMessage(const pb::Descriptor* type, const grpc::ByteBuffer& buffer) {
  Caller::Message message = Schema::Get().New(type);
  grpc::Slice slice;
  if (buffer.DumpToSingleSlice(&slice).ok() &&
      message->ParseFromArray(slice.begin(), static_cast<int>(slice.size()))) {
    return message;
  }
  return Error{ErrorKind::kInternal,
               "UNREADABLE_RESPONSE",
               "The server answered with something else than " + type->name() + ".",
               {{"expected", type->full_name()}},
               {}};
}

Error ToError(const grpc::Status& status, const pb::MethodDescriptor* method) {
  if (status.error_code() == grpc::StatusCode::UNIMPLEMENTED) {
    return {ErrorKind::kUnavailable,
            "SERVICE_NOT_HOSTED",
            "The server does not host this RPC.",
            {{"method", method->service()->full_name() + "/" + method->name()}},
            {}};
  }
  Error error = rpc::FromStatus(status);
  if (!status.error_details().empty()) return error;
  // Not a word of the server's: gRPC itself gave up.
  if (status.error_code() == grpc::StatusCode::DEADLINE_EXCEEDED) {
    error.reason = "CALL_TIMED_OUT";
    error.message = "The server took longer than --timeout allows.";
  } else if (error.kind == ErrorKind::kUnavailable) {
    error.message = "The server is out of reach: " + error.message;
  }
  return error;
}

// Waits for the one operation that is under way; false when it failed.
bool Wait(grpc::CompletionQueue& queue) {
  void* tag = nullptr;
  bool ok = false;
  return queue.Next(&tag, &ok) && ok;
}

}  // namespace

Caller::Caller(std::shared_ptr<grpc::Channel> channel, std::string token,
               std::optional<int> timeout_seconds)
    : channel_(std::move(channel)), token_(std::move(token)), timeout_seconds_(timeout_seconds) {}

void Caller::Prepare(grpc::ClientContext* context, std::optional<int> timeout_seconds) const {
  if (!token_.empty()) context->AddMetadata("authorization", "Bearer " + token_);
  if (timeout_seconds.has_value()) {
    context->set_deadline(gpr_time_add(gpr_now(GPR_CLOCK_MONOTONIC),
                                       gpr_time_from_seconds(*timeout_seconds, GPR_TIMESPAN)));
  }
}

Result<Caller::Message> Caller::Unary(const pb::MethodDescriptor* method,
                                      const pb::Message& request) const {
  grpc::ClientContext context;
  Prepare(&context, timeout_seconds_.value_or(kDefaultTimeoutSeconds));
  grpc::CompletionQueue queue;
  grpc::GenericStub stub(channel_);
  const auto call = stub.PrepareUnaryCall(&context, PathOf(method), ToBuffer(request), &queue);
  call->StartCall();
  grpc::ByteBuffer response;
  grpc::Status status;
  call->Finish(&response, &status, nullptr);
  TIREK_ASSERT(Wait(queue));  // Finish always succeeds; the call's fate is in `status`
  if (!status.ok()) return ToError(status, method);
  return ToMessage(method->output_type(), response);
}

Result<Caller::Message> Caller::Stream(const pb::MethodDescriptor* method,
                                       const pb::Message& request,
                                       const OnMessage& on_message) const {
  grpc::ClientContext context;
  Prepare(&context, timeout_seconds_);
  grpc::CompletionQueue queue;
  grpc::GenericStub stub(channel_);
  const auto call = stub.PrepareCall(&context, PathOf(method), &queue);
  call->StartCall(nullptr);
  bool ok = Wait(queue);
  if (ok) {
    call->WriteLast(ToBuffer(request), grpc::WriteOptions(), nullptr);
    ok = Wait(queue);
  }
  Result<Message> last = Message();
  while (ok && last) {
    grpc::ByteBuffer buffer;
    call->Read(&buffer, nullptr);
    ok = Wait(queue);
    if (!ok) break;
    last = ToMessage(method->output_type(), buffer);
    if (last) on_message(**last);
  }
  if (!last) context.TryCancel();
  grpc::Status status;
  call->Finish(&status, nullptr);
  TIREK_ASSERT(Wait(queue));
  if (!last) return last;
  if (!status.ok()) return ToError(status, method);
  if (*last != nullptr) return last;
  return Error{ErrorKind::kInternal, "EMPTY_STREAM", "The stream ended without a message.", {}, {}};
}

Result<Caller::Message> Caller::Upload(const pb::MethodDescriptor* method,
                                       const NextMessage& next) const {
  grpc::ClientContext context;
  Prepare(&context, timeout_seconds_);
  grpc::CompletionQueue queue;
  grpc::GenericStub stub(channel_);
  const auto call = stub.PrepareCall(&context, PathOf(method), &queue);
  call->StartCall(nullptr);
  bool ok = Wait(queue);
  Result<bool> more = true;
  // A write fails when the server has answered already: then its answer says why.
  while (ok && more && *more) {
    const Message message = Schema::Get().New(method->input_type());
    more = next(*message);
    if (!more) break;
    call->Write(ToBuffer(*message), nullptr);
    ok = Wait(queue);
  }
  if (!more) context.TryCancel();
  if (ok && more) {
    call->WritesDone(nullptr);
    Wait(queue);
  }
  grpc::ByteBuffer response;
  call->Read(&response, nullptr);
  const bool answered = Wait(queue);
  grpc::Status status;
  call->Finish(&status, nullptr);
  TIREK_ASSERT(Wait(queue));
  if (!more) return more.error();
  if (!status.ok()) return ToError(status, method);
  if (answered) return ToMessage(method->output_type(), response);
  return Error{ErrorKind::kInternal, "EMPTY_STREAM", "The server gave no answer.", {}, {}};
}

}  // namespace tirek::cli
