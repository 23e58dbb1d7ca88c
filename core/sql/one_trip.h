// A statement in one round trip, with texts in and out. SOCI prepares, executes and forgets each
// statement in three, which is most of the time of a short transaction.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/sql/unit_of_work.h"

struct pg_result;

namespace tirek::sql {

// What a statement returned; views live as long as it.
class TextRows {
 public:
  explicit TextRows(pg_result* result);

  std::size_t size() const { return rows_; }
  std::size_t changed() const;       // by a statement that writes
  std::string_view command() const;  // what the server says that it did: "COMMIT"
  bool IsNull(std::size_t row, int column) const;
  std::string_view Text(std::size_t row, int column) const;
  // Of a column that is a whole number and not null; anything else is a mistake of the caller.
  std::int64_t Int64(std::size_t row, int column) const;
  // As Text and Int64, of a column that may be null.
  std::optional<std::string> OptionalText(std::size_t row, int column) const;
  std::optional<std::int64_t> OptionalInt64(std::size_t row, int column) const;

 private:
  std::shared_ptr<pg_result> result_;
  std::size_t rows_;
};

// `statement` names its parameters $1, $2, … and casts them. Throws what SOCI throws.
TextRows OneTrip(UnitOfWork& work, const std::string& statement,
                 std::span<const std::optional<std::string>> parameters);

}  // namespace tirek::sql
