#include <sstream>

#include <doctest/doctest.h>

#include "cli/suggestion.h"
#include "cli/table.h"
#include "cli/utf8.h"

namespace tirek::cli {
namespace {

TEST_CASE("only well-formed UTF-8 is text") {
  struct Case {
    const char* name;
    std::string text;
    bool valid;
  };
  const Case cases[] = {
      {"empty", "", true},
      {"ASCII", "abc", true},
      {"Kazakh", "Қамқорлық", true},
      {"four bytes", "\xF0\x9F\x98\x80", true},
      {"the last code point", "\xF4\x8F\xBF\xBF", true},
      {"beyond the last code point", "\xF4\x90\x80\x80", false},
      {"a lone continuation", "\x80", false},
      {"a cut sequence", "\xD0", false},
      {"a cut sequence inside", "\xD0z", false},
      {"an overlong slash", "\xC0\xAF", false},
      {"an overlong in three bytes", "\xE0\x80\xAF", false},
      {"an overlong in four bytes", "\xF0\x80\x80\xAF", false},
      {"a surrogate", "\xED\xA0\x80", false},
      {"windows-1251", "\xCF\xF0\xE8", false},
      {"no lead byte", "\xFF", false},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    CHECK(IsUtf8(c.text) == c.valid);
  }
}

TEST_CASE("width is what a terminal shows") {
  CHECK(DisplayWidth("abc") == 3);
  CHECK(DisplayWidth("Қамқорлық") == 9);
  CHECK(DisplayWidth("и\xCC\x86") == 1);  // a combining breve
  CHECK(DisplayWidth("漢字") == 4);
  CHECK(DisplayWidth("") == 0);
}

TEST_CASE("what could break a line or speak to the terminal is made visible") {
  CHECK(Printable("Дом\n\"Тірек\"") == "Дом\\n\"Тірек\"");
  CHECK(Printable("\x1b[31mred\r\t") == "\\x1b[31mred\\r\\t");
  CHECK(Printable("\xC2\x9B") == "\\xc2\\x9b");           // CSI in one character
  CHECK(Printable("\xE2\x80\xAE") == "\\xe2\\x80\\xae");  // right-to-left override
  CHECK(Printable("a\xFFz") == "a\\xffz");
  CHECK(Printable(std::string("a\0b", 3)) == "a\\x00b");
}

TEST_CASE("a table lines up its columns and leaves no space at a line's end") {
  const Table table{{{"NAME"}, {"AMOUNT", true}, {"NOTE"}},
                    {{"Қамқорлық", "5.00", "x"}, {"a", "1 434 510.00", ""}}};
  std::ostringstream out;
  PrintTable(table, out);
  CHECK(out.str() ==
        "NAME             AMOUNT  NOTE\n"
        "Қамқорлық          5.00  x\n"
        "a          1 434 510.00\n");
}

TEST_CASE("CSV quotes as RFC 4180 says") {
  const Table table{{{"a"}, {"b"}}, {{"x,y", "say \"so\""}, {"two\nlines", ""}}};
  std::ostringstream out;
  PrintCsv(table, out);
  CHECK(out.str() == "a,b\r\n\"x,y\",\"say \"\"so\"\"\"\r\n\"two\nlines\",\r\n");
}

TEST_CASE("a mistyped word leads to the nearest known one, a strange one to none") {
  const std::vector<std::string> known = {"provider", "place", "placement", "person"};
  CHECK(DidYouMean("provdier", known) == "did you mean 'provider'?");
  CHECK(DidYouMean("plac", known) == "did you mean 'place'?");
  CHECK(DidYouMean("persons", known) == "did you mean 'person'?");
  CHECK(DidYouMean("zebra", known).empty());
  CHECK(DidYouMean(std::string(10000, 'p'), known).empty());
  CHECK(DidYouMean("", known).empty());
}

}  // namespace
}  // namespace tirek::cli
