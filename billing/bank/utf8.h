// Characters of UTF-8 text, one by one, and case folding of the letters that bank keywords use.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace tirek::bank {

// Takes the first character off `text`. Absent, with `text` unchanged, at the end or where the
// bytes are no UTF-8 (overlong forms and surrogates are none).
std::optional<char32_t> TakeCharacter(std::string_view& text);

bool IsUtf8(std::string_view text);

// The number of characters; `text` is UTF-8.
std::size_t CountCharacters(std::string_view text);

// Latin and Russian capitals made small; everything else as it is.
std::string FoldCase(std::string_view text);
// The same into a text that is used again.
void FoldCaseInto(std::string_view text, std::string& folded);

// Without the spaces and tabs around it.
std::string_view Trimmed(std::string_view text);

}  // namespace tirek::bank
