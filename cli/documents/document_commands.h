// `tirek document act|invoice|…`: a file to print and sign, made of what the server answers.
#pragma once

#include <vector>

#include "cli/environment.h"
#include "cli/local_command.h"

namespace tirek::cli {

// They reach the server as the other commands of this environment do.
std::vector<LocalCommand> DocumentCommands(const ClientEnvironment& environment);

}  // namespace tirek::cli
