#include "core/rpc/method.h"

#include <mutex>

#include "core/base/assert.h"
#include "tirek/common/v1/method.pb.h"

namespace tirek::rpc {
namespace {

namespace v1 = common::v1;
using google::protobuf::Descriptor;
using google::protobuf::FileDescriptor;
using google::protobuf::MethodDescriptor;

access::Role ToRole(v1::Role role) {
  switch (role) {
    case v1::ROLE_ADMINISTRATOR:
      return access::Role::kAdministrator;
    case v1::ROLE_MINISTRY:
      return access::Role::kMinistry;
    case v1::ROLE_FINANCE:
      return access::Role::kFinance;
    case v1::ROLE_PROVIDER:
      return access::Role::kProvider;
    case v1::ROLE_CURATOR:
      return access::Role::kCurator;
    case v1::ROLE_AUDITOR:
      return access::Role::kAuditor;
    default:
      break;
  }
  TIREK_ASSERT(false && "a proto names a role that the program does not know");
}

const MethodDescriptor* FindMethod(const FileDescriptor& file, const Descriptor& request) {
  for (int s = 0; s < file.service_count(); ++s) {
    for (int m = 0; m < file.service(s)->method_count(); ++m) {
      const MethodDescriptor* method = file.service(s)->method(m);
      if (method->input_type() == &request) return method;
    }
  }
  return nullptr;
}

}  // namespace

Method MethodOf(const MethodDescriptor& descriptor) {
  const v1::MethodRule& rule = descriptor.options().GetExtension(v1::rule);
  Method method{descriptor.service()->name() + "/" + descriptor.name(),
                {},
                rule.writes(),
                rule.personal_data()};
  for (const int role : rule.roles()) method.roles.push_back(ToRole(static_cast<v1::Role>(role)));
  return method;
}

const Method& MethodOfRequest(const Descriptor& request) {
  static std::mutex mutex;
  static std::map<const Descriptor*, Method> known;
  const std::lock_guard lock(mutex);
  const auto found = known.find(&request);
  if (found != known.end()) return found->second;
  const MethodDescriptor* method = FindMethod(*request.file(), request);
  TIREK_ASSERT(method != nullptr);
  return known.emplace(&request, MethodOf(*method)).first->second;
}

}  // namespace tirek::rpc
