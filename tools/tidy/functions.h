// function-length: how long functions are, as ctags sees them.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "tools/tidy/finding.h"
#include "tools/tidy/tree.h"

namespace tirek::tidy {

// What ctags says of the tree's functions; absent when ctags is not installed.
std::optional<std::string> RunCtags(const std::filesystem::path& root, const Tree& tree);

// Reads ctags lines ("name<TAB>path<TAB>1;"<TAB>f<TAB>line:1<TAB>end:70") for functions that are
// too long.
void CheckFunctions(std::string_view tags, Findings& findings);

}  // namespace tirek::tidy
