#include "core/sql/constraint.h"

#include <string>

#include <soci/postgresql/soci-postgresql.h>

namespace tirek::sql {
namespace {

std::string SqlState(const soci::soci_error& error) {
  const auto* postgresql = dynamic_cast<const soci::postgresql_soci_error*>(&error);
  return postgresql == nullptr ? "" : postgresql->sqlstate();
}

}  // namespace

std::optional<Error> MeaningOf(const soci::soci_error& error,
                               std::span<const ConstraintMeaning> meanings) {
  // Class 23 is "integrity constraint violation"; only the message names the constraint.
  if (SqlState(error).rfind("23", 0) != 0) return std::nullopt;
  const std::string text = error.get_error_message();
  for (const ConstraintMeaning& meaning : meanings) {
    if (text.find("\"" + std::string(meaning.constraint) + "\"") == std::string::npos) continue;
    return Error{meaning.kind, std::string(meaning.reason), std::string(meaning.message), {}, {}};
  }
  return std::nullopt;
}

bool IsRetryable(const soci::soci_error& error) {
  const std::string state = SqlState(error);
  return state == "40001" || state == "40P01";
}

bool IsDataException(const soci::soci_error& error) { return SqlState(error).rfind("22", 0) == 0; }

bool IsConnectionLoss(const soci::soci_error& error) {
  const std::string state = SqlState(error);
  return error.get_error_category() == soci::soci_error::connection_error ||
         state.rfind("08", 0) == 0 || state.rfind("57P", 0) == 0;
}

std::string SafeDetail(const soci::soci_error& error) {
  const std::string state = SqlState(error);
  if (state.empty()) return "the database client failed";
  // Class 22 (data exception) quotes the value; the others quote names of ours.
  const std::string text = error.get_error_message();
  const std::size_t line_end = text.find('\n');
  const bool quotes_values = state.rfind("22", 0) == 0;
  return "SQLSTATE " + state + (quotes_values ? "" : " " + text.substr(0, line_end));
}

}  // namespace tirek::sql
