// All pages of a List as one response.
#pragma once

#include "cli/caller.h"
#include "cli/command_table.h"
#include "core/base/result.h"

namespace tirek::cli {

Result<Caller::Message> AllPages(const Caller& caller, const Command& list,
                                 const pb::Message& first_request);

}  // namespace tirek::cli
