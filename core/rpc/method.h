// What the protos say of each RPC: its roles, and whether it writes or shows personal data.
#pragma once

#include <map>
#include <string>
#include <vector>

#include <google/protobuf/descriptor.h>

#include "core/access/principal.h"

namespace tirek::rpc {

struct Method {
  std::string name;  // "RegistryService/CreateProvider", for logs, metrics and the audit log
  std::vector<access::Role> roles;
  bool writes = false;
  bool personal_data = false;
};

// The rule of one RPC; an RPC without the option has no roles, so nobody may call it.
Method MethodOf(const google::protobuf::MethodDescriptor& descriptor);

// The RPC that takes a message of this type (each has a request message of its own).
// TIREK_ASSERTs that there is one.
const Method& MethodOfRequest(const google::protobuf::Descriptor& request);

}  // namespace tirek::rpc
