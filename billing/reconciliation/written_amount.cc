#include "billing/reconciliation/written_amount.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

namespace tirek::reconciliation {
namespace {

// As UTF-8: space, no-break space, thin space, narrow no-break space.
constexpr std::array<std::string_view, 4> kSpaces = {" ", "\u00A0", "\u2009", "\u202F"};

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

std::size_t SpaceAt(std::string_view text) {
  for (const std::string_view space : kSpaces) {
    if (text.starts_with(space)) return space.size();
  }
  return 0;
}

// The digits of groups of three, only the first of which may be shorter; absent for other groups.
std::optional<std::string> Ungrouped(std::string_view text) {
  std::string digits;
  std::size_t in_group = 0;
  bool grouped = false;
  while (!text.empty()) {
    const std::size_t space = SpaceAt(text);
    if (space != 0) {
      const bool full = grouped ? in_group == 3 : in_group >= 1 && in_group <= 3;
      if (!full) return {};
      grouped = true;
      in_group = 0;
      text.remove_prefix(space);
    } else if (IsDigit(text.front())) {
      digits += text.front();
      ++in_group;
      text.remove_prefix(1);
    } else {
      return {};
    }
  }
  if (digits.empty() || (grouped && in_group != 3)) return {};
  // Zeros in front are no mistake of a sum, and Money reads none.
  digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size() - 1));
  return digits;
}

Error WrongAmount(Currency currency) {
  return {ErrorKind::kInvalid,
          "INVALID_AMOUNT",
          "an amount such as 1 234,50 with at most " + std::to_string(currency.minor_digits()) +
              " decimals",
          {{"currency", std::string(currency.code())}},
          {}};
}

}  // namespace

Result<Money> ParseWrittenAmount(std::string_view text, Currency currency) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  const std::size_t sign = text.find_first_of(",.");
  const auto whole = Ungrouped(text.substr(0, sign));
  if (!whole) return WrongAmount(currency);
  std::string plain = (negative ? "-" : "") + *whole;
  if (sign != std::string_view::npos) {
    const std::string_view decimals = text.substr(sign + 1);
    if (decimals.empty() || !std::all_of(decimals.begin(), decimals.end(), IsDigit)) {
      return WrongAmount(currency);
    }
    plain += "." + std::string(decimals);
  }
  // Money's own form has no minus before a zero.
  if (negative && plain.find_first_of("123456789") == std::string::npos) plain.erase(0, 1);
  auto amount = Money::Parse(plain, currency);
  if (!amount && amount.error().reason != "AMOUNT_OVERFLOW") return WrongAmount(currency);
  return amount;
}

Result<CivilDate> ParseWrittenDate(std::string_view text) {
  if (text.size() == 10 && text[2] == '.' && text[5] == '.') {
    const std::string iso = std::string(text.substr(6)) + "-" + std::string(text.substr(3, 2)) +
                            "-" + std::string(text.substr(0, 2));
    if (auto date = CivilDate::Parse(iso)) return date;
  } else if (auto date = CivilDate::Parse(text)) {
    return date;
  }
  return Error{
      ErrorKind::kInvalid, "INVALID_DATE", "a day such as 2026-10-31 or 31.10.2026", {}, {}};
}

}  // namespace tirek::reconciliation
