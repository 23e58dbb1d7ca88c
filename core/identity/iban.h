// IBAN, the international bank account number (ISO 13616), in its electronic form.
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace tirek {

class Iban {
 public:
  Iban() = default;  // empty: names no account

  // Upper case, no spaces, the structure of its country, right check digits. The print form in
  // groups of four is refused with a reason of its own: what is stored and compared has one form.
  static Result<Iban> Parse(std::string_view text);

  const std::string& text() const { return text_; }
  bool empty() const { return text_.empty(); }
  std::string_view country() const { return std::string_view(text_).substr(0, 2); }
  // The three digits of the bank in a Kazakh account, as the National Bank gives them.
  std::optional<std::string_view> bank_code() const;
  std::string ForPeople() const;  // "KZ86 125K ZT50 0410 0100"

  friend auto operator<=>(const Iban&, const Iban&) = default;

 private:
  explicit Iban(std::string_view text) : text_(text) {}
  std::string text_;
};

}  // namespace tirek
