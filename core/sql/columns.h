// Sets in and out of statements without SOCI's lossy types: everything travels as text.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <vector>

#include "core/base/clock.h"
#include "core/calendar/civil_date.h"
#include "core/sql/unit_of_work.h"

namespace tirek::sql {

// The rows of one set insert. The statement names column N as `:cN`, a text[] to be cast:
//   INSERT INTO t (id, day) SELECT id, day::date FROM unnest(:c0::text[], :c1::text[]) AS x (id,
//   day)
class Columns {
 public:
  explicit Columns(std::size_t count) : values_(count) {}

  // As many values as there are columns.
  void Add(std::initializer_list<std::optional<std::string>> row);
  std::size_t rows() const { return values_.front().size(); }
  // Does nothing when there are no rows.
  void Execute(UnitOfWork& work, const std::string& statement) const;

 private:
  std::vector<std::vector<std::optional<std::string>>> values_;
};

// A date that the database gave as text; it is valid there, so it is here.
CivilDate DateOf(const std::string& text);

// SQL: the timestamptz `column` as microseconds since 1970, exactly.
std::string MicrosOf(const std::string& column);

// SQL: the microseconds `expression` (a bind or column cast to bigint) as timestamptz, exactly.
std::string TimestampOf(const std::string& expression);

}  // namespace tirek::sql
