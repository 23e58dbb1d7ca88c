// Foreign text as a document can hold it: valid UTF-8 without what is not to be seen.
#pragma once

#include <string>
#include <string_view>

namespace tirek::documents {

// Control characters, line breaks and marks that turn the direction of writing become a space,
// bytes that are no UTF-8 become U+FFFD; spaces around the text go. A name so stays in its cell,
// and reads as it is stored.
std::string CleanText(std::string_view text);

}  // namespace tirek::documents
