// `tirek order validate`: judges a state social order's file here, without a server.
#pragma once

#include "cli/local_command.h"

namespace tirek::cli {

// Says what a sound order holds; fails with every fault of the file at once, as the server would.
LocalCommand OrderValidateCommand();

}  // namespace tirek::cli
