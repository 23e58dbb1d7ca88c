// Rows in the binary format of COPY: big-endian numbers, dates as days since 2000-01-01, decimals
// as digits of base 10,000.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/calendar/civil_date.h"
#include "core/money/decimal.h"

namespace tirek::sql {

// Appends rows to a text. The types of the columns are the caller's to know: PostgreSQL refuses a
// value of another length than its column's type has.
class BinaryRowWriter {
 public:
  explicit BinaryRowWriter(std::string& bytes) : bytes_(bytes) {}

  void BeginRow(std::int16_t columns);
  void Null();
  void Text(std::string_view value);  // of text and bytea
  void OptionalText(const std::optional<std::string>& value);
  void Int32(std::int32_t value);  // of integer
  void Int64(std::int64_t value);  // of bigint
  void Bool(bool value);           // of boolean
  void Date(CivilDate value);
  void Numeric(const Decimal& value);  // of numeric, its scale kept
  void DateArray(std::span<const CivilDate> values);
  void NumericArray(std::span<const Decimal> values);
  void TextArray(std::span<const std::string> values);
  void OptionalTextArray(std::span<const std::optional<std::string>> values);
  void Int64Array(std::span<const std::int64_t> values);

 private:
  template <typename Value, typename Append>
  void Array(std::uint32_t type, std::span<const Value> values, Append append);

  std::string& bytes_;
};

// One row as it came; the bytes outlive the reader. Columns are read by their position.
class BinaryRowReader {
 public:
  // Of what COPY sent; throws soci::soci_error where that is no row.
  static BinaryRowReader Of(std::string_view row);

  // False where the bytes are no row: the reader is then empty.
  bool Read(std::string_view row);

  std::size_t columns() const { return values_.size(); }
  bool IsNull(std::size_t column) const { return !values_[column]; }
  // Of a column that is not null and has the type; anything else is a mistake of the caller.
  std::string_view Text(std::size_t column) const;
  std::int32_t Int32(std::size_t column) const;
  std::int64_t Int64(std::size_t column) const;
  CivilDate Date(std::size_t column) const;
  // The elements of an array of one dimension, each read as a column is.
  BinaryRowReader Array(std::size_t column) const;

 private:
  // As many values as `count` off the front of `bytes`, each with its length before it.
  bool TakeValues(std::uint32_t count, std::string_view& bytes);

  std::vector<std::optional<std::string_view>> values_;
};

}  // namespace tirek::sql
