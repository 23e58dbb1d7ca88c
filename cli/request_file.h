// A request from a file in proto3's canonical JSON (--from).
#pragma once

#include <string>

#include "cli/schema.h"
#include "core/base/result.h"

namespace tirek::cli {

// Fills `request` from the JSON of the request itself, or of its one nested message: an order's
// file is the order, not a request around it; a list of questions is a JSON array, or what a list
// printed as JSON. Unknown fields and keys that stand twice are refused by name (WRONG_USAGE).
Result<void> ReadRequest(const std::string& json, pb::Message* request);

}  // namespace tirek::cli
