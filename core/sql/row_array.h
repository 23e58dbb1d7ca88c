// Rows that travel as one array of a composite type: a statement takes them apart by
// unnest($1::schema.type[]). One array instead of one a column (array_rows.h): the database starts
// one scan for all columns, which is what a small batch costs most.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/calendar/civil_date.h"

namespace tirek::sql {

class RowArray {
 public:
  // The next row; what follows are its fields, in the order of the type and all of them.
  RowArray& Row();

  // Any literal, that of an array too.
  RowArray& Text(std::string_view value);
  RowArray& OptionalText(const std::optional<std::string>& value);
  RowArray& Number(std::int64_t value);
  RowArray& OptionalNumber(std::optional<std::int64_t> value);
  RowArray& Date(CivilDate value);
  RowArray& OptionalDate(std::optional<CivilDate> value);
  RowArray& Bytes(std::string_view value);
  RowArray& Null();

  bool empty() const { return rows_ == 0; }
  std::size_t rows() const { return rows_; }
  std::string Literal() const;

 private:
  void Part();  // what parts a field from the one before

  std::string literal_ = "{";
  std::size_t rows_ = 0;
  bool first_ = true;  // no field of the row yet
};

}  // namespace tirek::sql
