#include "core/csv/fields.h"

#include <charconv>

namespace tirek {
namespace {

std::optional<std::int64_t> ParseNumber(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (fault != std::errc() || end != text.data() + text.size()) return {};
  // One number, one writing: no "007", no "-0".
  if (std::to_string(value) != text) return {};
  return value;
}

}  // namespace

std::string RowFields::Required(std::string_view column) {
  std::string text = Optional(column);
  if (text.find_first_not_of(' ') != std::string::npos) return text;
  if (row_.violations.empty()) Refuse(column, "REQUIRED", "a value");
  return {};
}

std::string RowFields::Optional(std::string_view column) const {
  if (!row_.violations.empty()) return {};
  return std::string(table_.At(row_, column));
}

std::optional<std::int64_t> RowFields::RequiredNumber(std::string_view column, std::int64_t least,
                                                      std::int64_t most) {
  const std::string text = Required(column);
  if (text.empty()) return {};
  const std::optional<std::int64_t> value = ParseNumber(text);
  if (value && *value >= least && *value <= most) return value;
  Refuse(column, "INVALID_NUMBER",
         "a whole number from " + std::to_string(least) + " to " + std::to_string(most));
  return {};
}

void RowFields::Refuse(std::string_view column, std::string reason, std::string expected) {
  violations_.push_back({std::string(column), std::move(reason), std::move(expected)});
}

}  // namespace tirek
