// Shell completion: a script for the shell, and the words it asks the program for.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/environment.h"

namespace tirek::cli {

// The script of "bash" or "zsh"; empty for another shell.
std::string CompletionScript(std::string_view shell);

// What may stand for the last of `words` (begun, or empty), after the others. Nothing where a
// file's name or free text is expected.
std::vector<std::string> Complete(const std::vector<std::string>& words,
                                  const ClientEnvironment& environment);

}  // namespace tirek::cli
