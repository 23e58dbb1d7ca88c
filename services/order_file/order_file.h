// A state social order as a file and as the document that is stored: canonical JSON of its proto.
#pragma once

#include <string>
#include <string_view>

#include "core/base/result.h"
#include "tirek/contracts/v1/order.pb.h"

namespace tirek::order {

// Strictly, naming all faults: UNKNOWN_FIELD, FIELD_REPEATED, FIELD_TYPE, CHOICE_UNKNOWN;
// JSON_INVALID when it is not JSON. Values are judged by FromProto.
Result<contracts::v1::Order> ParseOrderFile(std::string_view json);

// The same bytes for the same order; ParseOrderFile gives it back.
std::string ToOrderFile(const contracts::v1::Order& order);

}  // namespace tirek::order
