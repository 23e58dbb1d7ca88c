#include "core/money/decimal_text.h"

#include <algorithm>
#include <cstddef>

namespace tirek {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// Takes the digits at the front of `text`.
std::string_view TakeDigits(std::string_view& text) {
  const auto end = std::find_if_not(text.begin(), text.end(), IsDigit);
  const auto length = static_cast<std::size_t>(end - text.begin());
  const std::string_view digits = text.substr(0, length);
  text.remove_prefix(length);
  return digits;
}

bool AllZeros(std::string_view digits) {
  return digits.find_first_not_of('0') == std::string_view::npos;
}

}  // namespace

std::optional<DecimalText> ReadDecimalText(std::string_view text) {
  DecimalText read;
  read.negative = text.starts_with('-');
  if (read.negative) text.remove_prefix(1);
  read.whole = TakeDigits(text);
  if (read.whole.empty() || (read.whole.size() > 1 && read.whole.front() == '0')) {
    return std::nullopt;
  }
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    read.fraction = TakeDigits(text);
    if (read.fraction.empty()) return std::nullopt;
  }
  if (!text.empty()) return std::nullopt;
  if (read.negative && AllZeros(read.whole) && AllZeros(read.fraction)) return std::nullopt;
  return read;
}

}  // namespace tirek
