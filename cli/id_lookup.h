// Turns a natural key that stands where an id is asked for into the id, by asking the server.
#pragma once

#include <string>

#include "cli/caller.h"
#include "core/base/result.h"

namespace tirek::cli {

// `text` as it is when it has the form of an id, is empty, or the field has no natural key.
// kNotFound for an id of another kind and for a key that names nothing.
Result<std::string> ToId(const pb::FieldDescriptor* field, const std::string& text,
                         const Caller& caller);

}  // namespace tirek::cli
