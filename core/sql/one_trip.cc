#include "core/sql/one_trip.h"

#include <charconv>
#include <vector>

#include <libpq-fe.h>
#include <soci/postgresql/soci-postgresql.h>

#include "core/base/assert.h"

namespace tirek::sql {
TextRows::TextRows(pg_result* result)
    : result_(result, &PQclear), rows_(static_cast<std::size_t>(PQntuples(result))) {}

std::size_t TextRows::changed() const {
  const std::string_view text = PQcmdTuples(result_.get());
  std::size_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

std::string_view TextRows::command() const { return PQcmdStatus(result_.get()); }

bool TextRows::IsNull(std::size_t row, int column) const {
  return PQgetisnull(result_.get(), static_cast<int>(row), column) == 1;
}

std::string_view TextRows::Text(std::size_t row, int column) const {
  const int at = static_cast<int>(row);
  return {PQgetvalue(result_.get(), at, column),
          static_cast<std::size_t>(PQgetlength(result_.get(), at, column))};
}

std::int64_t TextRows::Int64(std::size_t row, int column) const {
  const std::string_view text = Text(row, column);
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  TIREK_ASSERT(error == std::errc() && end == text.data() + text.size());
  return number;
}

std::optional<std::string> TextRows::OptionalText(std::size_t row, int column) const {
  if (IsNull(row, column)) return {};
  return std::string(Text(row, column));
}

std::optional<std::int64_t> TextRows::OptionalInt64(std::size_t row, int column) const {
  if (IsNull(row, column)) return {};
  return Int64(row, column);
}

TextRows OneTrip(UnitOfWork& work, const std::string& statement,
                 std::span<const std::optional<std::string>> parameters) {
  std::vector<const char*> values;
  values.reserve(parameters.size());
  for (const auto& parameter : parameters) {
    values.push_back(parameter ? parameter->c_str() : nullptr);
  }
  PGresult* const result =
      PQexecParams(work.connection(), statement.c_str(), static_cast<int>(values.size()), nullptr,
                   values.data(), nullptr, nullptr, 0);
  TextRows rows(result);
  const ExecStatusType status = PQresultStatus(result);
  if (status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK) return rows;
  const char* state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
  const std::string message = PQerrorMessage(work.connection());
  // Without a state the connection is gone: class 08 says so to whoever asks.
  throw soci::postgresql_soci_error(message, state == nullptr ? "08006" : state);
}

}  // namespace tirek::sql
