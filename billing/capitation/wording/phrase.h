// A sentence form with holes: what is found in the holes of one language goes into those of
// another.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace tirek::capitation {

// A form is text with holes {1}, {2}, …; a letter after the number says what the hole holds:
//   {1}   anything
//   {1w}  a word of the dictionary: a unit, a condition, a reason
//   {1d}  a date
//   {1s}  another sentence, which has a form itself
//   {1l}  a list of sentences and other things, by ", "
struct Phrase {
  std::string_view english;
  std::string_view russian;
  std::string_view kazakh;
};

// What the holes of a form hold, by number, with the letters of the holes ('\0' for none).
struct Hole {
  char kind = '\0';
  std::string text;
};
using Holes = std::map<char, Hole>;

// Whether text may stand in a hole of a kind.
using Holds = bool (*)(char kind, std::string_view text);

// The holes of `form` in `text`, the shortest that fit; absent where the text has another form.
std::optional<Holes> Match(std::string_view form, std::string_view text, Holds holds);

// The form with its holes filled.
std::string Fill(std::string_view form, const std::map<char, std::string>& values);

}  // namespace tirek::capitation
