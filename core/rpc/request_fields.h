// The fields that every writing request has: request_id and validate_only.
#pragma once

#include <string>

#include <google/protobuf/message.h>

#include "core/base/result.h"

namespace tirek::rpc {

// Empty when the message has no request_id.
std::string RequestIdOf(const google::protobuf::Message& request);

bool ValidateOnly(const google::protobuf::Message& request);

// 1 to 64 of A-Z, a-z, 0-9, '-' and '_'.
bool IsRequestId(const std::string& text);

// SHA-256 of what is asked: the request without its request_id and validate_only.
std::string DigestOf(const google::protobuf::Message& request);

// The bytes of a response as they may be kept: without its field `secret`, if it has one.
std::string StoredForm(const google::protobuf::Message& response);

}  // namespace tirek::rpc
