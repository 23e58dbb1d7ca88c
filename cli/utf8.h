// UTF-8 as terminals need it: valid or not, how many columns wide, safe to print.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tirek::cli {

bool IsUtf8(std::string_view text);

// Columns that a terminal uses for valid UTF-8: 0 for combining marks, 2 for wide characters.
std::size_t DisplayWidth(std::string_view text);

// Control characters become visible escapes ("\n", "\x1b"), so that a stored name can neither
// break a table nor speak to the terminal. Bytes that are not UTF-8 become "\xNN" too.
std::string Printable(std::string_view text);

}  // namespace tirek::cli
