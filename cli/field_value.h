// One request field from the text of its flag.
#pragma once

#include <string>
#include <string_view>

#include "cli/schema.h"
#include "core/base/result.h"

namespace tirek::cli {

// Sets `field` of `request`; a repeated field is added to, at commas. The error's violation says
// what was expected, its field is the flag's name.
Result<void> SetField(const pb::FieldDescriptor* field, const std::string& text,
                      pb::Message* request);

}  // namespace tirek::cli
