// The string literals of C++ sources, with their places.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tirek::test {

struct Literal {
  std::string text;  // as written between the quotes
  int line = 0;
  std::string before;  // up to 40 characters of code before it, blanks removed
};

// The literals of a source text; comments and character literals are none.
std::vector<Literal> LiteralsOf(std::string_view source);

}  // namespace tirek::test
