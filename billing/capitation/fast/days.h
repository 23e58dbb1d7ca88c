// The days of one month as the bits of a word: what the fast kernel counts with.
#pragma once

#include <bit>
#include <cstdint>

#include "core/calendar/month.h"
#include "core/calendar/period.h"

namespace tirek::capitation::fast {

// Bit 0 is the first day of the month.
using DayMask = std::uint32_t;

// Written out: std::popcount is a call into a library where the oldest CPUs are to be served, and
// every line counts its days.
constexpr int CountDays(DayMask days) {
  days -= (days >> 1U) & 0x55555555U;
  days = (days & 0x33333333U) + ((days >> 2U) & 0x33333333U);
  days = (days + (days >> 4U)) & 0x0f0f0f0fU;
  return static_cast<int>((days * 0x01010101U) >> 24U);
}

constexpr DayMask Bit(int day) { return DayMask{1} << day; }

// The days before the one of that index, 0 to 32.
constexpr DayMask DaysBefore(int day) { return day >= 32 ? ~DayMask{0} : Bit(day) - 1; }

constexpr int FirstDay(DayMask days) { return std::countr_zero(days); }
constexpr int LastDay(DayMask days) { return 31 - std::countl_zero(days); }

// The first `count` days of `days`.
constexpr DayMask FirstDays(DayMask days, int count) {
  DayMask rest = days;
  for (int i = 0; i < count && rest != 0; ++i) rest &= rest - 1;
  return days & ~rest;
}

// The days of `month` that `period` contains.
constexpr DayMask MaskOf(Period period, Period month) {
  const Period common = period.Intersect(month);
  if (common.empty()) return 0;
  return DaysBefore(common.end - month.start) & ~DaysBefore(common.start - month.start);
}

// The bit of a date; 0 outside of the month.
constexpr DayMask MaskOf(CivilDate date, Period month) {
  return month.Contains(date) ? Bit(date - month.start) : 0;
}

}  // namespace tirek::capitation::fast
