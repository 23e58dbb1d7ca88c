// КБе and КНП, the codes that each tenge payment carries (National Bank resolution No. 203 of
// 31 August 2016).
#pragma once

#include <compare>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace tirek {

// The beneficiary's residency (1 resident, 2 non-resident) and sector of the economy:
// 1 central government, 2 local government, 3 central bank, 4 banks, 5 other financial, 6 state
// non-financial, 7 private non-financial, 8 non-profit, 9 households.
class Kbe {
 public:
  Kbe() = default;  // empty: says nothing

  static Result<Kbe> Parse(std::string_view text);

  const std::string& text() const { return text_; }
  bool empty() const { return text_.empty(); }
  bool resident() const { return text_.starts_with('1'); }
  int sector() const;  // 1 to 9

  friend auto operator<=>(const Kbe&, const Kbe&) = default;

 private:
  explicit Kbe(std::string_view text) : text_(text) {}
  std::string text_;
};

// The purpose of a payment: three digits. Only the form is judged: the National Bank's
// classifier is reference data that changes.
class Knp {
 public:
  Knp() = default;  // empty: says nothing

  static Result<Knp> Parse(std::string_view text);

  const std::string& text() const { return text_; }
  bool empty() const { return text_.empty(); }

  friend auto operator<=>(const Knp&, const Knp&) = default;

 private:
  explicit Knp(std::string_view text) : text_(text) {}
  std::string text_;
};

}  // namespace tirek
