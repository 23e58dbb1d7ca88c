// References that come back: our end-to-end id, in a shape that can be found in a bank's text.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tirek::bank {

// "TRK-" and 1 to 31 capital Latin letters, digits or inner hyphens: at most the 35 characters of
// ISO 20022, and only letters that survive every code page a bank may use.
bool IsReference(std::string_view text);

// The one reference that stands in `text` as a word of its own, in any case. Absent when there is
// none, or when two different ones stand there: then the line pays more than one order.
std::optional<std::string> FindReference(std::string_view text);

// All different references of `text`, in their order.
std::vector<std::string> FindReferences(std::string_view text);

}  // namespace tirek::bank
