// БИК, the business identifier code of a bank (ISO 9362).
#pragma once

#include <compare>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace tirek {

class Bic {
 public:
  Bic() = default;  // empty: names no bank

  // Eight or eleven characters: four letters, a country, two letters or digits, and the branch.
  static Result<Bic> Parse(std::string_view text);

  const std::string& text() const { return text_; }
  bool empty() const { return text_.empty(); }
  std::string_view country() const { return std::string_view(text_).substr(4, 2); }

  friend auto operator<=>(const Bic&, const Bic&) = default;

 private:
  explicit Bic(std::string_view text) : text_(text) {}
  std::string text_;
};

}  // namespace tirek
