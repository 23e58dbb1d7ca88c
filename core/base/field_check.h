// Judges the fields of a request or a row, and keeps every fault until all are known.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/result.h"

namespace tirek {

// The letters of short names that files and people use.
enum class CodeStyle {
  kUpper,  // A-Z, 0-9 and '-': site and place codes, references
  kLower,  // a-z, 0-9 and '-': services, categories
};

class FieldCheck {
 public:
  void Add(std::string field, std::string reason, std::string expected) {
    violations_.push_back({std::move(field), std::move(reason), std::move(expected)});
  }

  // The value, or nothing and a violation that says what the parser said.
  template <typename T>
  std::optional<T> Take(const std::string& field, Result<T> parsed) {
    if (parsed) return std::move(parsed).value();
    Add(field, parsed.error().reason, parsed.error().message);
    return std::nullopt;
  }

  // UTF-8 of 1 to `most` characters without control characters or blanks at its ends.
  std::string Text(const std::string& field, std::string_view value, std::size_t most);

  // 2 to 40 characters of `style`, beginning and ending with a letter or digit.
  std::string Code(const std::string& field, std::string_view value, CodeStyle style);

  // A whole number from `least` to `most`.
  long long Within(const std::string& field, long long value, long long least, long long most);

  bool ok() const { return violations_.empty(); }
  const std::vector<Violation>& violations() const { return violations_; }
  std::vector<Violation> TakeViolations() { return std::move(violations_); }

  // INVALID_FIELDS with all of them, or success.
  Result<void> Done() const;

 private:
  std::vector<Violation> violations_;
};

// The length in characters of valid UTF-8; nothing when it is not, or holds U+0000.
std::optional<std::size_t> Utf8Length(std::string_view text);

}  // namespace tirek
