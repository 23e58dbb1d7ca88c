// A day of the Gregorian calendar without a time or a zone, from 0001-01-01 to 9999-12-31.
#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/assert.h"
#include "core/base/result.h"

namespace tirek {

class CivilDate {
 public:
  constexpr CivilDate() = default;  // 1970-01-01

  // Strictly "2026-10-15": ASCII digits, a date that exists, nothing around it.
  static Result<CivilDate> Parse(std::string_view text);
  static constexpr std::optional<CivilDate> FromYmd(int year, int month, int day);
  static Result<CivilDate> FromEpochDay(std::int32_t epoch_day);

  constexpr int year() const { return static_cast<int>(Ymd().year()); }
  constexpr int month() const { return static_cast<int>(static_cast<unsigned>(Ymd().month())); }
  constexpr int day() const { return static_cast<int>(static_cast<unsigned>(Ymd().day())); }
  constexpr std::int32_t epoch_day() const { return epoch_day_; }  // 1970-01-01 is day 0
  constexpr int iso_weekday() const;                               // 1 is Monday, 7 is Sunday
  std::string ToString() const;                                    // "2026-10-15"

  // Absent where the result is no date of the range: for days that come from outside.
  constexpr std::optional<CivilDate> PlusDays(std::int64_t days) const;

  friend constexpr auto operator<=>(const CivilDate&, const CivilDate&) = default;
  friend constexpr CivilDate operator+(CivilDate date, int days) {
    const std::optional<CivilDate> sum = date.PlusDays(days);
    TIREK_ASSERT(sum.has_value());
    return *sum;
  }
  friend constexpr CivilDate operator-(CivilDate date, int days) {
    const std::optional<CivilDate> difference = date.PlusDays(-std::int64_t{days});
    TIREK_ASSERT(difference.has_value());
    return *difference;
  }
  friend constexpr int operator-(CivilDate left, CivilDate right) {
    return left.epoch_day_ - right.epoch_day_;
  }

 private:
  static constexpr std::int32_t kFirstEpochDay = -719'162;  // 0001-01-01
  static constexpr std::int32_t kLastEpochDay = 2'932'896;  // 9999-12-31

  explicit constexpr CivilDate(std::int32_t epoch_day) : epoch_day_(epoch_day) {}
  constexpr std::chrono::year_month_day Ymd() const {
    return std::chrono::sys_days(std::chrono::days(epoch_day_));
  }

  std::int32_t epoch_day_ = 0;
};

constexpr std::optional<CivilDate> CivilDate::FromYmd(int year, int month, int day) {
  // Before the conversions: std::chrono keeps a month and a day in one byte.
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31) return {};
  const std::chrono::year_month_day ymd(std::chrono::year(year),
                                        std::chrono::month(static_cast<unsigned>(month)),
                                        std::chrono::day(static_cast<unsigned>(day)));
  if (!ymd.ok()) return {};
  const auto days = std::chrono::sys_days(ymd).time_since_epoch().count();
  return CivilDate(static_cast<std::int32_t>(days));
}

constexpr int CivilDate::iso_weekday() const {
  return static_cast<int>(
      std::chrono::weekday(std::chrono::sys_days(std::chrono::days(epoch_day_))).iso_encoding());
}

constexpr std::optional<CivilDate> CivilDate::PlusDays(std::int64_t days) const {
  // First the summand alone, so that the sum cannot overflow.
  constexpr std::int64_t kSpan = std::int64_t{kLastEpochDay} - kFirstEpochDay;
  if (days < -kSpan || days > kSpan) return {};
  const std::int64_t sum = epoch_day_ + days;
  if (sum < kFirstEpochDay || sum > kLastEpochDay) return {};
  return CivilDate(static_cast<std::int32_t>(sum));
}

// The end of what has no end yet, in half-open periods.
inline constexpr CivilDate kFarFuture = *CivilDate::FromYmd(9999, 12, 31);

}  // namespace tirek
