// Whether bytes from outside are text.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace tirek {

// Where the first byte stands that is NUL or belongs to no well-formed UTF-8 character (Unicode,
// table 3-7: no overlong forms, no surrogates, nothing above U+10FFFF).
std::optional<std::size_t> FirstBadByte(std::string_view bytes);

}  // namespace tirek
