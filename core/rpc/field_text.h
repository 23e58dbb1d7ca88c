// A text as the value of a request's field, by the field's type: how files say what requests say.
#pragma once

#include <optional>
#include <string>

#include <google/protobuf/message.h>

#include "core/base/error.h"

namespace tirek::rpc {

// Sets `field` of `message` from `text`; what is wrong with it otherwise. Empty text leaves the
// field absent.
std::optional<Violation> SetFromText(const std::string& field, const std::string& text,
                                     const std::string& currency_code,
                                     google::protobuf::Message* message);

}  // namespace tirek::rpc
