// A made-up October of a nation: persons in homes with 200 tariffs, three coefficients and two
// rules for days away, some of whom claim one day twice or a place that is full. The same for every
// run.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "billing/capitation/facts.h"
#include "billing/capitation/fast/columns.h"

namespace tirek::bench {

inline constexpr std::string_view kCategories[] = {"mild", "severe"};
inline constexpr std::string_view kAbsences[] = {"HOSPITAL", "VACATION"};

// One row of the table of placement-months.
struct PlacementMonth {
  std::string placement_id;
  std::string person_id;
  std::size_t provider = 0;  // contracts are numbered alike
  std::size_t place = 0;
  std::size_t category = 0;
  Period period;
  capitation::fast::DayMask present = 0;
  capitation::fast::DayMask hospital = 0;
  capitation::fast::DayMask vacation = 0;
};

class CapitationMonth {
 public:
  // Without `meetings` no placement bears on another.
  CapitationMonth(std::size_t placements, bool meetings);

  std::size_t size() const { return size_; }
  std::size_t providers() const { return facts_.contracts.size(); }
  const order::StateSocialOrder& order() const { return order_; }
  // Contracts and places; no placements.
  const capitation::MonthFacts& facts() const { return facts_; }
  // By provider, then by id.
  PlacementMonth Row(std::size_t index) const;

 private:
  void AddPlaces(std::size_t provider);
  void MakeMeet(PlacementMonth& row, std::size_t index) const;

  std::size_t size_;
  bool meetings_;
  order::StateSocialOrder order_;
  capitation::MonthFacts facts_;
};

// What a row is to the columns, whose settings it is looked up in.
capitation::fast::Attendance AttendanceOf(const PlacementMonth& row);

}  // namespace tirek::bench
