// End-to-end ids and purposes: the same each time, and what a bank carries through.
#include "services/settlement/payment_order_text.h"

#include <doctest/doctest.h>

#include "billing/bank/reference.h"
#include "billing/bank/utf8.h"

namespace tirek::settlement {
namespace {

constexpr Month kOctober{2026, 10};

TEST_CASE("an end-to-end id is made of the month and the contract's number") {
  struct Case {
    const char* number;
    std::set<std::string> taken;
    const char* id;
  };
  const Case cases[] = {
      {"GSZ-KRG-001", {}, "TRK-202610-GSZ-KRG-001"},
      {"gsz/krg 001", {}, "TRK-202610-GSZ-KRG-001"},
      {"ГСЗ-7", {}, "TRK-202610-----7"},
      {"№", {}, "TRK-202610"},
      {"7/", {}, "TRK-202610-7"},
      {"A12345678901234567890123", {}, "TRK-202610-A12345678901234567890123"},
      {"A12345678901234567890123Z", {}, "TRK-202610-A12345678901234567890123"},
      {"A1234567890123456789012-Z", {}, "TRK-202610-A1234567890123456789012"},
      {"GSZ-KRG-001", {"TRK-202610-GSZ-KRG-001"}, "TRK-202610-GSZ-KRG-001-2"},
      {"GSZ-KRG-001",
       {"TRK-202610-GSZ-KRG-001", "TRK-202610-GSZ-KRG-001-2"},
       "TRK-202610-GSZ-KRG-001-3"},
      {"A12345678901234567890123Z",
       {"TRK-202610-A12345678901234567890123"},
       "TRK-202610-A123456789012345678901-2"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.number);
    const std::string id = EndToEndId(kOctober, c.number, c.taken);
    CHECK(id == c.id);
    CHECK(bank::IsReference(id));
    CHECK(bank::FindReference("Оплата по договору. " + id + ".") == id);
  }
}

TEST_CASE("a purpose says what is paid, for when and under which contract") {
  CHECK(PurposeOf(kOctober, "GSZ-KRG-001") ==
        "Специальные социальные услуги за октябрь 2026 г. по договору GSZ-KRG-001");
  CHECK(PurposeOf({2027, 1}, "7") ==
        "Специальные социальные услуги за январь 2027 г. по договору 7");
  CHECK(PurposeOf({2027, 12}, "7").find("за декабрь 2027 г.") != std::string::npos);
}

TEST_CASE("a text is cut after whole characters and never ends in a blank") {
  struct Case {
    const char* text;
    std::size_t most;
    const char* cut;
  };
  const Case cases[] = {
      {"Қамқорлық", 20, "Қамқорлық"},
      {"Қамқорлық", 9, "Қамқорлық"},
      {"Қамқорлық", 3, "Қам"},
      {"Дом малой", 4, "Дом"},
      {"Дом", 0, ""},
      {"", 5, ""},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    CAPTURE(c.most);
    CHECK(FirstCharacters(c.text, c.most) == c.cut);
  }
}

}  // namespace
}  // namespace tirek::settlement
