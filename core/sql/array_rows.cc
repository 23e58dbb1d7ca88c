#include "core/sql/array_rows.h"

#include "core/base/assert.h"
#include "core/sql/array.h"
#include "core/sql/hex.h"

namespace tirek::sql {

std::string& ArrayRows::Next() {
  std::string& literal = literals_[column_];
  if (rows_ > 0) literal += ',';
  if (++column_ == literals_.size()) {
    column_ = 0;
    ++rows_;
  }
  return literal;
}

ArrayRows& ArrayRows::Null() {
  Next() += "NULL";
  return *this;
}

ArrayRows& ArrayRows::Text(std::string_view value) {
  std::string& literal = Next();
  literal += '"';
  for (const char c : value) {
    if (c == '"' || c == '\\') literal += '\\';
    literal += c;
  }
  literal += '"';
  return *this;
}

ArrayRows& ArrayRows::OptionalText(const std::optional<std::string>& value) {
  return value ? Text(*value) : Null();
}

ArrayRows& ArrayRows::Number(std::int64_t value) {
  Next() += std::to_string(value);
  return *this;
}

ArrayRows& ArrayRows::Whole(Int128 value) {
  Next() += WholeText(value);
  return *this;
}

ArrayRows& ArrayRows::OptionalNumber(std::optional<std::int64_t> value) {
  return value ? Number(*value) : Null();
}

ArrayRows& ArrayRows::Date(CivilDate value) {
  Next() += value.ToString();
  return *this;
}

ArrayRows& ArrayRows::OptionalDate(std::optional<CivilDate> value) {
  return value ? Date(*value) : Null();
}

ArrayRows& ArrayRows::Bytes(std::string_view value) {
  std::string& literal = Next();
  literal += "\"\\\\x";
  literal += ToHex(value);
  literal += '"';
  return *this;
}

std::vector<std::optional<std::string>> ArrayRows::Literals() const {
  TIREK_ASSERT(column_ == 0);
  std::vector<std::optional<std::string>> literals;
  literals.reserve(literals_.size());
  for (const std::string& literal : literals_) literals.emplace_back(literal + "}");
  return literals;
}

}  // namespace tirek::sql
