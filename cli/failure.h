// An error as the user reads it: what happened, every wrong flag, what to do next.
#pragma once

#include <iosfwd>

#include "cli/command_table.h"
#include "core/base/error.h"

namespace tirek::cli {

// `command` names the flags that fields of the error belong to; nullptr when there is none.
void PrintError(const Error& error, const Command* command, std::ostream& err);

}  // namespace tirek::cli
