// The ClientEnvironment of a process that a person or a script started.
#pragma once

#include "cli/environment.h"

namespace tirek::cli {

// Where nothing else is said the server is the one that `tirek up` runs on this machine.
ClientEnvironment ProcessEnvironment();

}  // namespace tirek::cli
