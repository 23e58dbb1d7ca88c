// `tirek statement inspect`: shows what a bank's statement file says, without a server.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "cli/exit_code.h"
#include "cli/local_command.h"

namespace tirek::cli {

// `args` are the words after "statement". Accounts, balances, lines and problems go to `out`; a
// file that an import would refuse gives kRefused, with everything that could be read of it.
ExitCode RunStatementInspect(const std::vector<std::string>& args, std::istream& in,
                             std::ostream& out, std::ostream& err);

LocalCommand InspectCommand();

}  // namespace tirek::cli
