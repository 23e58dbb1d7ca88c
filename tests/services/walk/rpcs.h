// Every RPC of the protos, and a way to call any of them with messages made from descriptors.
//
// Nothing here names a service: a new RPC is walked as soon as its proto is there.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/schema.h"
#include "core/access/principal.h"
#include "core/base/result.h"
#include "tests/support/test_house.h"
#include "tirek/common/v1/method.pb.h"

namespace tirek::test {

namespace pb = google::protobuf;

using MessagePtr = std::unique_ptr<pb::Message>;

struct Rpc {
  const pb::MethodDescriptor* method;
  common::v1::MethodRule rule;

  std::string name() const;     // "RegistryService/CreateProvider"
  std::string service() const;  // "registry"
  bool Allows(access::Role role) const;
  bool is_list() const { return method->name().starts_with("List"); }
  MessagePtr NewRequest() const;
};

const std::vector<Rpc>& AllRpcs();

// Those whose service is in the host's table.
const std::vector<Rpc>& HostedRpcs();

inline constexpr access::Role kAllRoles[] = {access::Role::kAdministrator, access::Role::kMinistry,
                                             access::Role::kFinance,       access::Role::kProvider,
                                             access::Role::kCurator,       access::Role::kAuditor};

// Some role that may call it: no provider, if another one may.
access::Role SomeRoleOf(const Rpc& rpc);

// The response (the last one of a stream), or the error as the server said it. An empty token is
// none at all.
Result<MessagePtr> CallRpc(TestHouse& house, const Rpc& rpc, const std::string& token,
                           const pb::Message& request);

// "OK", or "PERMISSION_DENIED ROLE_NOT_ALLOWED" and so on, for CAPTURE and comparisons.
std::string Outcome(const Result<MessagePtr>& result);

// The field of this name, if the message has one.
const pb::FieldDescriptor* FieldOf(const pb::Message& message, const std::string& name);
void SetText(pb::Message* message, const pb::FieldDescriptor* field, const std::string& text);

}  // namespace tirek::test
