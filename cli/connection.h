// The way to the server: address, transport security and token, from flags and environment.
#pragma once

#include "cli/arguments.h"
#include "cli/caller.h"
#include "cli/environment.h"
#include "core/base/result.h"

namespace tirek::cli {

// Connects lazily: the first call tells whether the server is there.
Result<Caller> Connect(const Arguments& arguments, const ClientEnvironment& environment);

}  // namespace tirek::cli
