// What is code, what is quoted, what is remarked; and plain text questions.
#include "tools/tidy/source.h"

#include <string>

#include <doctest/doctest.h>

#include "tools/tidy/text.h"

namespace tirek::tidy {
namespace {

struct Cut {
  const char* path;
  const char* text;  // one line
  const char* code;
  const char* quoted;    // without the blanks around it
  const char* comments;  // likewise
};

std::string Trimmed(const std::string& text) {
  const std::size_t begin = text.find_first_not_of(' ');
  if (begin == std::string::npos) return "";
  return text.substr(begin, text.find_last_not_of(' ') - begin + 1);
}

TEST_CASE("a line is cut into code, quoted text and comments") {
  const Cut cuts[] = {
      {"a.cc", "int a; // b", "int a;     ", "", "// b"},
      {"a.cc", "f(\"x // y\");", "f(\"      \");", "x // y", ""},
      {"a.cc", "f(\"\\\"x\");", "f(\"   \");", "\\\"x", ""},
      {"a.cc", "a /* b */ c", "a         c", "", "/* b */"},
      {"a.cc", "n = 1'000 + 'x';", "n = 1'000 + 'x';", "", ""},
      {"a.cc", "c = '\"'; d", "c = '\"'; d", "", ""},
      {"a.cc", "R\"q(a \" b)q\";", "R\"q(     )q\";", "a \" b", ""},
      {"a.cc", "xR\"(a\";", "xR\"  \";", "(a", ""},
      {"a.sql", "a 'b -- c' -- d", "a '      '     ", "b -- c", "-- d"},
  };
  for (const Cut& cut : cuts) {
    CAPTURE(std::string(cut.text));
    const Source source(cut.path, cut.text);
    REQUIRE(source.lines.size() == 1);
    const Line& line = source.lines[0];
    CHECK(line.code == cut.code);
    CHECK(Trimmed(line.quoted) == cut.quoted);
    CHECK(Trimmed(line.comments) == cut.comments);
    CHECK(line.quoted.size() == source.raw[0].size());
    CHECK(line.comments.size() == source.raw[0].size());
  }
}

TEST_CASE("comments and raw strings run over lines, line comments do not") {
  const Source source("a.cc", "a /*\nb\n*/ c // d\nR\"(e\nf)\" g\n");
  REQUIRE(source.lines.size() == 5);
  CHECK(source.lines[1].comments == "b");
  CHECK(source.lines[2].code == "   c     ");
  CHECK(source.lines[3].quoted == "   e");
  CHECK(source.lines[4].quoted == "f    ");
  CHECK(source.lines[4].code == " )\" g");
}

TEST_CASE("a comment of a line is over at its end even when the next line is empty") {
  const Source source("a.cc", "// a\n\nb\n");
  REQUIRE(source.lines.size() == 3);
  CHECK(source.lines[2].code == "b");
}

TEST_CASE("columns are characters, not bytes") {
  CHECK(Columns("") == 0);
  CHECK(Columns("abc") == 3);
  CHECK(Columns("тірек") == 5);
  CHECK(Columns("Қазақша") == 7);
  CHECK(Columns("€ = 10") == 6);
}

TEST_CASE("a word is found only whole") {
  CHECK(FindWord("a double b", "double") == 2);
  CHECK(FindWord("doubled", "double") == std::string_view::npos);
  CHECK(FindWord("redouble", "double") == std::string_view::npos);
  CHECK(FindWord("doubled double", "double") == 8);
  CHECK(FindWord("x_double", "double") == std::string_view::npos);
}

}  // namespace
}  // namespace tirek::tidy
