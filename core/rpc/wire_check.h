// What no field of any request may hold, judged in one place for all of them.
#pragma once

#include <vector>

#include <google/protobuf/message.h>

#include "core/base/error.h"

namespace tirek::rpc {

// A violation for each text that holds U+0000, which the database's client would take for the
// text's end, and for each enum value that this program does not know. Paths like
// "order.tariffs[3].service". At most 100.
std::vector<Violation> WireViolations(const google::protobuf::Message& request);

}  // namespace tirek::rpc
