// A value or the Error that explains its absence.
#pragma once

#include <optional>
#include <utility>
#include <variant>

#include "core/base/assert.h"
#include "core/base/error.h"

namespace tirek {

template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}      // NOLINT: by design
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}  // NOLINT: by design

  bool has_value() const { return state_.index() == 0; }
  explicit operator bool() const { return has_value(); }

  const T& value() const& {
    TIREK_ASSERT(has_value());
    return std::get<0>(state_);
  }
  T&& value() && {
    TIREK_ASSERT(has_value());
    return std::get<0>(std::move(state_));
  }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  const T* operator->() const { return &value(); }

  const Error& error() const {
    TIREK_ASSERT(!has_value());
    return std::get<1>(state_);
  }

 private:
  std::variant<T, Error> state_;
};

// Success without a value: `return {};`.
template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : error_(std::move(error)) {}  // NOLINT: by design

  bool has_value() const { return !error_.has_value(); }
  explicit operator bool() const { return has_value(); }
  const Error& error() const {
    TIREK_ASSERT(error_.has_value());
    return *error_;
  }

 private:
  std::optional<Error> error_;
};

// Leaves the function with the error of `expression`, a Result whose value is not needed.
#define TIREK_RETURN_IF_ERROR(expression)                                \
  do {                                                                   \
    if (auto tirek_result_ = (expression); !tirek_result_.has_value()) { \
      return tirek_result_.error();                                      \
    }                                                                    \
  } while (false)

#define TIREK_CONCAT_INNER(a, b) a##b
#define TIREK_CONCAT(a, b) TIREK_CONCAT_INNER(a, b)

// Declares `lhs` as the value of `expression`, or leaves the function with its error.
#define TIREK_ASSIGN_OR_RETURN(lhs, expression) \
  TIREK_ASSIGN_OR_RETURN_INNER(TIREK_CONCAT(tirek_result_, __LINE__), lhs, expression)
#define TIREK_ASSIGN_OR_RETURN_INNER(result, lhs, expression) \
  auto result = (expression);                                 \
  if (!result.has_value()) return result.error();             \
  lhs = std::move(result).value()

}  // namespace tirek
