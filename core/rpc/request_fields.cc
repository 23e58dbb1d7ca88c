#include "core/rpc/request_fields.h"

#include <memory>

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>

#include "core/base/sha256.h"

namespace tirek::rpc {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

const FieldDescriptor* FieldOf(const Message& request, const char* name) {
  return request.GetDescriptor()->FindFieldByName(name);
}

}  // namespace

std::string RequestIdOf(const Message& request) {
  const FieldDescriptor* field = FieldOf(request, "request_id");
  return field == nullptr ? "" : request.GetReflection()->GetString(request, field);
}

bool ValidateOnly(const Message& request) {
  const FieldDescriptor* field = FieldOf(request, "validate_only");
  return field != nullptr && request.GetReflection()->GetBool(request, field);
}

bool IsRequestId(const std::string& text) {
  constexpr const char* kAllowed =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  return !text.empty() && text.size() <= 64 &&
         text.find_first_not_of(kAllowed) == std::string::npos;
}

std::string DigestOf(const Message& request) {
  const std::unique_ptr<Message> command(request.New());
  command->CopyFrom(request);
  for (const char* name : {"request_id", "validate_only"}) {
    if (const FieldDescriptor* field = FieldOf(*command, name)) {
      command->GetReflection()->ClearField(command.get(), field);
    }
  }
  std::string bytes = command->GetDescriptor()->full_name() + "\n";
  google::protobuf::io::StringOutputStream stream(&bytes);
  {
    google::protobuf::io::CodedOutputStream coded(&stream);
    coded.SetSerializationDeterministic(true);
    command->SerializeToCodedStream(&coded);
  }
  return Sha256Hex(bytes);
}

std::string StoredForm(const Message& response) {
  const FieldDescriptor* secret = FieldOf(response, "secret");
  if (secret == nullptr) return response.SerializeAsString();
  const std::unique_ptr<Message> kept(response.New());
  kept->CopyFrom(response);
  kept->GetReflection()->ClearField(kept.get(), secret);
  return kept->SerializeAsString();
}

}  // namespace tirek::rpc
