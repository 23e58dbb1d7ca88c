// `tirek capitation calculate`: an order and a month's facts in, lines with their traces out.
#pragma once

#include <string>
#include <vector>

#include "cli/local_command.h"

namespace tirek::cli {

LocalCommand CalculateCommand();

}  // namespace tirek::cli
