// The texts of --help, made from the protos' comments.
#pragma once

#include <iosfwd>
#include <string_view>

#include "cli/command_table.h"
#include "cli/environment.h"

namespace tirek::cli {

// `tirek --help`.
void PrintProgramHelp(const ClientEnvironment& environment, std::ostream& out);
// `tirek NOUN --help`.
void PrintNounHelp(std::string_view noun, const ClientEnvironment& environment, std::ostream& out);
// `tirek NOUN VERB --help`.
void PrintCommandHelp(const Command& command, std::ostream& out);
// `tirek help exit-codes`.
void PrintExitCodes(std::ostream& out);

}  // namespace tirek::cli
