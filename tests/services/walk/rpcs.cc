#include "tests/services/walk/rpcs.h"

#include <algorithm>
#include <set>

#include "cli/caller.h"
#include "services/host/service_table.h"

namespace tirek::test {
namespace {

constexpr int kTimeoutSeconds = 60;

// "tirek.registry.v1" is of registry.
std::string ServiceOf(const std::string& package) {
  const std::size_t begin = package.find('.') + 1;
  return package.substr(begin, package.find('.', begin) - begin);
}

const char* KindName(ErrorKind kind) {
  constexpr const char* kNames[] = {
      "INVALID_ARGUMENT", "NOT_FOUND",       "ALREADY_EXISTS",    "FAILED_PRECONDITION",
      "ABORTED",          "UNAUTHENTICATED", "PERMISSION_DENIED", "RESOURCE_EXHAUSTED",
      "UNAVAILABLE",      "INTERNAL"};
  return kNames[static_cast<int>(kind)];
}

}  // namespace

std::string Rpc::name() const { return method->service()->name() + "/" + method->name(); }

std::string Rpc::service() const { return ServiceOf(method->file()->package()); }

bool Rpc::Allows(access::Role role) const {
  // Both enums list the same roles in the same order; ours has no UNSPECIFIED.
  const auto wanted = static_cast<common::v1::Role>(static_cast<int>(role) + 1);
  return std::count(rule.roles().begin(), rule.roles().end(), wanted) != 0;
}

MessagePtr Rpc::NewRequest() const { return cli::Schema::Get().New(method->input_type()); }

const std::vector<Rpc>& AllRpcs() {
  static const std::vector<Rpc> rpcs = [] {
    std::vector<Rpc> found;
    for (const pb::ServiceDescriptor* service : cli::Schema::Get().services()) {
      for (int i = 0; i < service->method_count(); ++i) {
        const pb::MethodDescriptor* method = service->method(i);
        found.push_back({method, method->options().GetExtension(common::v1::rule)});
      }
    }
    return found;
  }();
  return rpcs;
}

const std::vector<Rpc>& HostedRpcs() {
  static const std::vector<Rpc> rpcs = [] {
    std::set<std::string> hosted;
    for (const auto& entry : host::ServiceTable()) hosted.insert(entry.name);
    std::vector<Rpc> found;
    for (const Rpc& rpc : AllRpcs()) {
      if (hosted.contains(rpc.service())) found.push_back(rpc);
    }
    return found;
  }();
  return rpcs;
}

access::Role SomeRoleOf(const Rpc& rpc) {
  for (const access::Role role : kAllRoles) {
    if (role != access::Role::kProvider && rpc.Allows(role)) return role;
  }
  return access::Role::kProvider;
}

Result<MessagePtr> CallRpc(TestHouse& house, const Rpc& rpc, const std::string& token,
                           const pb::Message& request) {
  const cli::Caller caller(house.Channel(), token, kTimeoutSeconds);
  if (!rpc.method->server_streaming()) return caller.Unary(rpc.method, request);
  return caller.Stream(rpc.method, request, [](const pb::Message&) {});
}

std::string Outcome(const Result<MessagePtr>& result) {
  if (result) return "OK";
  return KindName(result.error().kind) + (" " + result.error().reason);
}

const pb::FieldDescriptor* FieldOf(const pb::Message& message, const std::string& name) {
  return message.GetDescriptor()->FindFieldByName(name);
}

void SetText(pb::Message* message, const pb::FieldDescriptor* field, const std::string& text) {
  message->GetReflection()->SetString(message, field, text);
}

}  // namespace tirek::test
