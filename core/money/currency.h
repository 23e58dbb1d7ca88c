// A currency of ISO 4217: its code and how many decimals its amounts have.
#pragma once

#include <string_view>

#include "core/base/result.h"

namespace tirek {

// Invariants: the code is three capital letters of the table in currency.cc, and the digits are
// those of the table (0, 2, 3 or 4), so two equal codes are the same currency.
class Currency {
 public:
  // UNKNOWN_CURRENCY for anything that is not a code of the table, written exactly so.
  static Result<Currency> FromCode(std::string_view code);
  static constexpr Currency Tenge() { return Currency("KZT", 2); }

  constexpr std::string_view code() const { return {code_, 3}; }
  constexpr int minor_digits() const { return minor_digits_; }

  friend constexpr bool operator==(Currency a, Currency b) { return a.code() == b.code(); }

 private:
  constexpr Currency(const char* code, int minor_digits)
      : code_(code), minor_digits_(minor_digits) {}

  const char* code_;  // into a string literal, so it outlives everything
  int minor_digits_;
};

inline constexpr Currency kTenge = Currency::Tenge();

}  // namespace tirek
