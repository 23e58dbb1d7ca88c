// Messages as files: proto3's JSON, written in one form and read strictly.
#pragma once

#include <string>
#include <string_view>

#include <google/protobuf/message.h>

#include "core/base/result.h"

namespace tirek::rpc {

// Fills `message` from JSON with the fields' names as the protos spell them, or in lowerCamelCase.
// Protobuf's own parser forgives single quotes and takes the last of two equal keys: a rate that
// stands twice would be a rate by chance. Here all that is wrong is named at once, by its path
// ("tariffs[3].rate"): UNKNOWN_FIELD, FIELD_REPEATED, FIELD_TYPE; text that is no JSON at all is
// JSON_INVALID with its line.
Result<void> FromJson(std::string_view json, google::protobuf::Message* message);

// One line, fields in the order of their numbers, absent ones left out: the same bytes for the same
// message.
std::string ToJson(const google::protobuf::Message& message);

}  // namespace tirek::rpc
