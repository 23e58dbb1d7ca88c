// The request of a command, from its flags, positional words and files.
#pragma once

#include <iosfwd>
#include <memory>

#include "cli/arguments.h"
#include "cli/caller.h"
#include "core/base/random.h"
#include "core/base/result.h"

namespace tirek::cli {

// Reads --from first, so that flags beside it win; looks up natural keys; makes a request_id when
// none is given. Names every wrong flag at once.
Result<Caller::Message> BuildRequest(const Arguments& arguments, std::istream& in, Random& random,
                                     const Caller& caller);

// The text of a field of this name, empty when there is none.
std::string TextOf(const pb::Message& message, const char* field);
bool IsDryRun(const pb::Message& request);

}  // namespace tirek::cli
