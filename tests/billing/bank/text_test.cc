// Characters, encodings and references: what the parsers stand on.
#include <string>

#include <doctest/doctest.h>

#include "billing/bank/reference.h"
#include "billing/bank/text_lines.h"
#include "billing/bank/utf8.h"
#include "tests/billing/bank/files.h"

namespace tirek::bank {
namespace {

TEST_CASE("UTF-8 is recognised strictly") {
  struct Case {
    const char* name;
    std::string text;
    bool valid;
  };
  const Case cases[] = {
      {"empty", "", true},
      {"ASCII", "abc", true},
      {"Kazakh", "Әсел Үлгіқызы ₸", true},
      {"four bytes", "\xF0\x9F\x98\x80", true},
      {"the last character", "\xF4\x8F\xBF\xBF", true},
      {"beyond the last", "\xF4\x90\x80\x80", false},
      {"a lone continuation", "\x80", false},
      {"overlong slash", "\xC0\xAF", false},
      {"overlong in three bytes", "\xE0\x80\xAF", false},
      {"overlong in four bytes", "\xF0\x80\x80\xAF", false},
      {"a surrogate", "\xED\xA0\x80", false},
      {"cut after two of three", "\xE2\x82", false},
      {"no continuation", "\xD0z", false},
      {"windows-1251", "\xCF\xF0\xE8\xE2\xE5\xF2", false},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    CHECK(IsUtf8(c.text) == c.valid);
  }
  CHECK(CountCharacters("Әсел ₸") == 6);
}

TEST_CASE("keywords fold to small letters, and other letters stay") {
  CHECK(FoldCase("СЕКЦИЯДОКУМЕНТ=Выписка Ё") == "секциядокумент=выписка ё");
  CHECK(FoldCase("1CClientBankExchange") == "1cclientbankexchange");
  CHECK(FoldCase("АПРЯапря") == "апряапря");
  CHECK(FoldCase("ӘҚ") == "ӘҚ");
}

TEST_CASE("the encoding of a file follows from what can be read in it") {
  CHECK(DetectEncoding("abc") == Encoding::kUtf8);
  CHECK(DetectEncoding(ReadSample("kaspi_utf8.txt")) == Encoding::kUtf8);
  CHECK(DetectEncoding(ReadSample("kaspi_cp1251.txt")) == Encoding::kWindows1251);
  CHECK(DetectEncoding(ReadSample("kaspi_cp866_no_encoding.txt")) == Encoding::kCp866);
  CHECK_FALSE(DetectEncoding("\x80\xFF\xFE").has_value());
}

TEST_CASE("lines end in LF or CRLF, and the last one may end in neither") {
  TextLines lines(
      "\xEF\xBB\xBF"
      "one\r\n\ntwo\rx",
      Encoding::kUtf8);
  REQUIRE(lines.Next() == TextLines::State::kLine);
  CHECK(lines.text() == "one");
  REQUIRE(lines.Next() == TextLines::State::kLine);
  CHECK(lines.text() == "");
  REQUIRE(lines.Next() == TextLines::State::kLine);
  CHECK(lines.text() == "two\rx");
  CHECK(lines.number() == 3);
  CHECK(lines.Next() == TextLines::State::kEnd);
  CHECK(lines.Next() == TextLines::State::kEnd);
}

TEST_CASE("a reference is what survives a bank's code page and 35 characters") {
  struct Case {
    const char* text;
    bool valid;
  };
  const Case cases[] = {
      {"TRK-1", true},
      {"TRK-202610-0001", true},
      {"TRK-01J9ZQ6D4Q8V5T7X2M3N4P5R6S", true},
      {"TRK-1234567890123456789012345678901", true},
      {"TRK-12345678901234567890123456789012", false},
      {"TRK-", false},
      {"TRK-1-", false},
      {"trk-1", false},
      {"TRK-А", false},
      {"TRK_1", false},
      {" TRK-1", false},
      {"", false},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    CHECK(IsReference(c.text) == c.valid);
  }
}

TEST_CASE("a reference is found as a word of its own, in any case") {
  struct Case {
    const char* text;
    const char* reference;  // empty: none
  };
  const Case cases[] = {
      {"EKNP 1217KZT859 TRK-7-A Оплата", "TRK-7-A"},
      {"оплата trk-7-a.", "TRK-7-A"},
      {"(TRK-7-)", "TRK-7"},
      {"№TRK-7, за октябрь", "TRK-7"},
      {"TRK-7 и ещё раз trk-7", "TRK-7"},
      {"TRK-7 и TRK-8", ""},
      {"XTRK-7", ""},
      {"A-TRK-7", ""},
      {"TRK -7", ""},
      {"TRK-12345678901234567890123456789012", ""},
      {"", ""},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    CHECK(FindReference(c.text).value_or("") == c.reference);
  }
}

}  // namespace
}  // namespace tirek::bank
