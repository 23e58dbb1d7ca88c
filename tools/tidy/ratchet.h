// tools/tidy/ratchet.txt: old sins that are known, each with its reason; it may only get shorter.
#pragma once

#include <string_view>

#include "tools/tidy/finding.h"

namespace tirek::tidy {

// Drops the findings that a line "path: rule: why" names. A line that names nothing any more, or
// cannot be read, is a finding itself.
Findings ApplyRatchet(std::string_view ratchet, const Findings& findings);

}  // namespace tirek::tidy
