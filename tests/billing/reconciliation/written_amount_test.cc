// Amounts and days as people write them: what is read, and what is not guessed.
#include "billing/reconciliation/written_amount.h"

#include <doctest/doctest.h>

namespace tirek::reconciliation {
namespace {

std::string Read(std::string_view text, Currency currency = kTenge) {
  const auto amount = ParseWrittenAmount(text, currency);
  return amount ? amount->AmountText() : amount.error().reason;
}

TEST_CASE("amounts as people write them") {
  struct Case {
    const char* name;
    const char* text;
    const char* amount;
  };
  const Case cases[] = {
      {"a whole one", "1234", "1234.00"},
      {"a comma", "1234,5", "1234.50"},
      {"a point", "1234.56", "1234.56"},
      {"groups", "1 234 567,89", "1234567.89"},
      {"no-break spaces", "1\u00A0234\u00A0567,89", "1234567.89"},
      {"narrow ones", "12\u202F345.00", "12345.00"},
      {"a storno", "-12,50", "-12.50"},
      {"nothing", "-0,00", "0.00"},
      {"zeros in front", "007,50", "7.50"},
      {"zero", "0", "0.00"},
      {"the most that fits", "92 233 720 368 547 758,07", "92233720368547758.07"},
      {"a tiyn more", "92 233 720 368 547 758,08", "AMOUNT_OVERFLOW"},
      {"more than any number", "99999999999999999999999999999999999999999999", "AMOUNT_OVERFLOW"},
      {"a comma before three digits", "1,234", "INVALID_AMOUNT"},
      {"two signs", "1,234.50", "INVALID_AMOUNT"},
      {"a group of two", "1 23,00", "INVALID_AMOUNT"},
      {"a group of four", "1 2345", "INVALID_AMOUNT"},
      {"a long group in front", "1234 567", "INVALID_AMOUNT"},
      {"two spaces", "1  234", "INVALID_AMOUNT"},
      {"a space in front", " 234", "INVALID_AMOUNT"},
      {"a space behind", "234 ", "INVALID_AMOUNT"},
      {"a space in the decimals", "1,2 3", "INVALID_AMOUNT"},
      {"no digits before", ",50", "INVALID_AMOUNT"},
      {"no digits behind", "50,", "INVALID_AMOUNT"},
      {"a third decimal", "1,500", "INVALID_AMOUNT"},
      {"a plus", "+1", "INVALID_AMOUNT"},
      {"two minuses", "--1", "INVALID_AMOUNT"},
      {"a currency", "12 ₸", "INVALID_AMOUNT"},
      {"an exponent", "1e5", "INVALID_AMOUNT"},
      {"nothing at all", "", "INVALID_AMOUNT"},
      {"a minus alone", "-", "INVALID_AMOUNT"},
      {"other digits", "١٢٣", "INVALID_AMOUNT"},
      {"a formula", "=1+1", "INVALID_AMOUNT"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    CHECK(Read(c.text) == c.amount);
  }
  CHECK(Read("12,5", *Currency::FromCode("JPY")) == "INVALID_AMOUNT");
}

TEST_CASE("days as people write them") {
  const auto read = [](std::string_view text) {
    const auto day = ParseWrittenDate(text);
    return day ? day->ToString() : day.error().reason;
  };
  CHECK(read("2026-10-31") == "2026-10-31");
  CHECK(read("31.10.2026") == "2026-10-31");
  for (const char* wrong : {"31.11.2026", "2026-02-30", "31/10/2026", "31.10.26", "1.1.2026",
                            "31.10.2026 ", "10.31.2026", "", "2026-10-31T00:00:00", "aa.bb.cccc"}) {
    CAPTURE(wrong);
    CHECK(read(wrong) == "INVALID_DATE");
  }
}

}  // namespace
}  // namespace tirek::reconciliation
