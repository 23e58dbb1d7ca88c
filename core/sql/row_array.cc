#include "core/sql/row_array.h"

#include "core/sql/hex.h"

namespace tirek::sql {

RowArray& RowArray::Row() {
  if (rows_++ > 0) literal_ += ")\",";
  literal_ += "\"(";
  first_ = true;
  return *this;
}

void RowArray::Part() {
  if (!first_) literal_ += ',';
  first_ = false;
}

// Quoted as a field of a row, and that once more as an element of an array.
RowArray& RowArray::Text(std::string_view value) {
  Part();
  literal_ += "\\\"";
  for (const char c : value) {
    if (c == '"') {
      literal_ += "\\\"\\\"";
    } else if (c == '\\') {
      literal_ += "\\\\\\\\";
    } else {
      literal_ += c;
    }
  }
  literal_ += "\\\"";
  return *this;
}

RowArray& RowArray::OptionalText(const std::optional<std::string>& value) {
  return value ? Text(*value) : Null();
}

RowArray& RowArray::Number(std::int64_t value) {
  Part();
  literal_ += std::to_string(value);
  return *this;
}

RowArray& RowArray::OptionalNumber(std::optional<std::int64_t> value) {
  return value ? Number(*value) : Null();
}

RowArray& RowArray::Date(CivilDate value) {
  Part();
  literal_ += value.ToString();
  return *this;
}

RowArray& RowArray::OptionalDate(std::optional<CivilDate> value) {
  return value ? Date(*value) : Null();
}

RowArray& RowArray::Bytes(std::string_view value) { return Text("\\x" + ToHex(value)); }

// A field without text is absent.
RowArray& RowArray::Null() {
  Part();
  return *this;
}

std::string RowArray::Literal() const { return rows_ == 0 ? "{}" : literal_ + ")\"}"; }

}  // namespace tirek::sql
