// The database's refusals as errors of ours: a named constraint is a named reason.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include <soci/soci.h>

#include "core/base/error.h"
#include "core/base/result.h"

namespace tirek::sql {

// What a violated constraint means to the caller.
struct ConstraintMeaning {
  std::string_view constraint;  // "provider_bin_uq"
  ErrorKind kind;               // kAlreadyExists, kPrecondition, …
  std::string_view reason;      // "PROVIDER_EXISTS"
  std::string_view message;     // a sentence, no values
};

// The meaning of `error` when it is a violation of one of `meanings`; nothing for any other error,
// which the caller throws on.
std::optional<Error> MeaningOf(const soci::soci_error& error,
                               std::span<const ConstraintMeaning> meanings);

// Runs `statement`; a violated constraint of `meanings` becomes its Error, others are thrown.
// After an Error the transaction can only be rolled back.
template <typename Statement>
Result<void> Constrained(std::span<const ConstraintMeaning> meanings, Statement&& statement) {
  try {
    statement();
    return {};
  } catch (const soci::soci_error& error) {
    if (auto meaning = MeaningOf(error, meanings)) return *std::move(meaning);
    throw;
  }
}

// True when the whole use case may be run again: a deadlock or a serialization failure.
bool IsRetryable(const soci::soci_error& error);

// True when a value was no value of its column's type (class 22): text from outside reached a cast.
bool IsDataException(const soci::soci_error& error);

// True when the connection to the database is lost.
bool IsConnectionLoss(const soci::soci_error& error);

// What of an error may be logged: its SQLSTATE and the name of the constraint or relation. The
// message itself may hold values of persons.
std::string SafeDetail(const soci::soci_error& error);

}  // namespace tirek::sql
