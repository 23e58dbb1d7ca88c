// One thing with all its fields: a list of names and values, then a table for each list in it.
#pragma once

#include <iosfwd>

#include "cli/schema.h"

namespace tirek::cli {

// The fields of `response`, without the list that is `shown` already (may be nullptr) and the page
// token, which belongs to the reader's next command.
void PrintDetails(const pb::Message& response, const pb::FieldDescriptor* shown, std::ostream& out);

}  // namespace tirek::cli
