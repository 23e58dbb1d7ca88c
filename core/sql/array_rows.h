// Rows that travel as one array a column, each an array literal of the column's own type: a
// statement takes them apart by unnest($1::text[], $2::bigint[], …). Written straight into the
// literals, because a posting is dozens of values.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/calendar/civil_date.h"
#include "core/money/decimal.h"

namespace tirek::sql {

class ArrayRows {
 public:
  explicit ArrayRows(std::size_t columns) : literals_(columns, "{") {}

  // Each value goes to the column after the one before; the first after the last is a new row.
  ArrayRows& Text(std::string_view value);
  ArrayRows& OptionalText(const std::optional<std::string>& value);
  ArrayRows& Number(std::int64_t value);
  ArrayRows& Whole(Int128 value);  // of numeric[]
  ArrayRows& OptionalNumber(std::optional<std::int64_t> value);
  ArrayRows& Date(CivilDate value);
  ArrayRows& OptionalDate(std::optional<CivilDate> value);
  ArrayRows& Bytes(std::string_view value);  // of bytea[]
  ArrayRows& Null();

  std::size_t rows() const { return rows_; }
  bool empty() const { return rows_ == 0; }
  // The literals, in the order of the columns; every row is whole.
  std::vector<std::optional<std::string>> Literals() const;

 private:
  // The literal of the next column, with what parts the value from the one before.
  std::string& Next();

  std::vector<std::string> literals_;
  std::size_t column_ = 0;
  std::size_t rows_ = 0;
};

}  // namespace tirek::sql
