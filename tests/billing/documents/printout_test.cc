// How numbers, dates and foreign text are shown.
#include "billing/documents/printout.h"

#include <string>

#include <doctest/doctest.h>

#include "billing/documents/clean_text.h"

namespace tirek::documents {
namespace {

Money Tenge(std::int64_t minor) { return Money::FromMinor(minor, kTenge); }

TEST_CASE("numbers have a comma and no-break spaces, dates their points") {
  CHECK(ShownText(Tenge(0)) == "0,00");
  CHECK(ShownText(Tenge(-5)) == "-0,05");
  CHECK(ShownText(Tenge(999'99)) == "999,99");
  CHECK(ShownText(Tenge(1'000'00)) == "1\u00A0000,00");
  CHECK(ShownText(Tenge(-1'333'433'65)) == "-1\u00A0333\u00A0433,65");
  CHECK(ShownText(*Decimal::Parse("7.50")) == "7,5");
  CHECK(ShownText(*Decimal::Parse("1200")) == "1\u00A0200");
  CHECK(ShownText(*Decimal::Parse("18.00")) == "18");
  CHECK(ShownText(*CivilDate::FromYmd(2026, 3, 1)) == "01.03.2026");
}

TEST_CASE("dates and months are said in both languages") {
  const CivilDate day = *CivilDate::FromYmd(2026, 10, 31);
  CHECK(DateInWords(day, Language::kRussian) == "31 октября 2026 г.");
  CHECK(DateInWords(day, Language::kKazakh) == "2026 жылғы 31 қазан");
  CHECK(MonthInWords(2026, 3, Language::kRussian) == "март 2026 г.");
  CHECK(MonthInWords(2026, 12, Language::kKazakh) == "2026 жылғы желтоқсан");
  CHECK(PageLabel(Language::kRussian, 1, 3) == "Страница 1 из 3");
  CHECK(PageLabel(Language::kKazakh, 1, 3) == "1-бет, барлығы 3");
}

TEST_CASE("foreign text loses what is not to be seen, and nothing else") {
  struct Case {
    const char* name;
    std::string text;
    std::string clean;
  };
  const Case cases[] = {
      {"letters stay", "ТОО «Қамқор» ₸ =1+1", "ТОО «Қамқор» ₸ =1+1"},
      {"line breaks and tabs become spaces", "a\nb\tc\rd", "a b c d"},
      {"escape sequences cannot speak", "a\x1b[31mb", "a [31mb"},
      {"a zero byte is a control character", std::string("a\0b", 3), "a b"},
      {"C1 controls", "a\u0085b", "a b"},
      {"marks of direction", "a\u202Eb\u2066c", "a b c"},
      {"the byte order mark", "\uFEFFa", "a"},
      {"bytes that are no UTF-8",
       "a\xFF\xC3"
       "b",
       "a\uFFFD\uFFFDb"},
      {"overlong forms", "a\xC0\xAF", "a\uFFFD\uFFFD"},
      {"what XML cannot write", "a\uFFFFb", "a\uFFFDb"},
      {"spaces around", "  a b  ", "a b"},
      {"nothing", "", ""},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    CHECK(CleanText(c.text) == c.clean);
  }
}

}  // namespace
}  // namespace tirek::documents
