#include "billing/capitation/fast/coupling.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <functional>
#include <limits>
#include <string_view>
#include <unordered_set>

namespace tirek::capitation::fast {
namespace {

constexpr std::size_t kDays = 31;

// Rules that the kernel does not know may pay days that no register tells of.
DayMask DaysPresent(const MonthColumns& columns, const CompiledMonth& compiled, std::size_t i) {
  const bool is_plain = compiled.regime(columns.setting(i)).is_plain;
  return is_plain ? columns.attendance(i).present : DaysBefore(columns.days().days());
}

DayMask DaysOfPerson(const MonthColumns& columns, const CompiledMonth& compiled, std::size_t i) {
  const Regime& regime = compiled.regime(columns.setting(i));
  return regime.is_plain ? columns.attendance(i).days() & regime.day_units
                         : DaysBefore(columns.days().days());
}

// By the rows on each date, whether they will be paid or not.
std::vector<bool> FullPlaces(const MonthColumns& columns, const CompiledMonth& compiled) {
  const std::vector<PlaceFacts>& places = columns.places();
  std::vector<std::array<std::int32_t, kDays>> present(places.size());
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const std::uint32_t place = columns.settings()[columns.setting(i)].place;
    if (!places[place].capacity) continue;
    for (DayMask rest = DaysPresent(columns, compiled, i); rest != 0; rest &= rest - 1) {
      ++present[place][static_cast<std::size_t>(FirstDay(rest))];
    }
  }
  std::vector<bool> full(places.size());
  for (std::size_t place = 0; place < places.size(); ++place) {
    for (const std::int32_t persons : present[place]) {
      if (places[place].capacity && persons > *places[place].capacity) full[place] = true;
    }
  }
  return full;
}

// The days of each person, and which persons have a date twice. Persons are found by an open
// table of placements: a nation's ids are not copied.
class PersonDays {
 public:
  explicit PersonDays(const MonthColumns& columns)
      : columns_(columns),
        slots_(std::bit_ceil(2 * columns.size() + 1), kFree),
        days_(columns.size()),
        twice_(columns.size()) {}

  void Add(std::size_t placement, DayMask days) {
    const std::size_t person = Find(placement);
    if ((days_[person] & days) != 0) twice_[person] = true;
    days_[person] |= days;
  }

  bool HasDateTwice(std::size_t placement) { return twice_[Find(placement)]; }

 private:
  static constexpr std::uint32_t kFree = std::numeric_limits<std::uint32_t>::max();

  // The first placement added of the same person; `placement` itself where there is none.
  std::size_t Find(std::size_t placement) {
    const std::string_view person = columns_.person_id(placement);
    const std::size_t mask = slots_.size() - 1;
    std::size_t slot = std::hash<std::string_view>()(person) & mask;
    while (slots_[slot] != kFree && columns_.person_id(slots_[slot]) != person) {
      slot = (slot + 1) & mask;
    }
    if (slots_[slot] == kFree) slots_[slot] = static_cast<std::uint32_t>(placement);
    return slots_[slot];
  }

  const MonthColumns& columns_;
  std::vector<std::uint32_t> slots_;
  std::vector<DayMask> days_;
  std::vector<bool> twice_;
};

}  // namespace

std::vector<bool> CoupledPlacements(const MonthColumns& columns, const CompiledMonth& compiled) {
  const std::vector<bool> full = FullPlaces(columns, compiled);
  PersonDays persons(columns);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    persons.Add(i, DaysOfPerson(columns, compiled, i));
  }
  std::vector<bool> coupled(columns.size());
  for (std::size_t i = 0; i < columns.size(); ++i) {
    coupled[i] = full[columns.settings()[columns.setting(i)].place] || persons.HasDateTwice(i);
  }
  return coupled;
}

CoupledSets SplitCoupled(const MonthColumns& columns, const std::vector<bool>& coupled,
                         const Kernel& kernel) {
  CoupledSets sets;
  for (std::uint32_t i = 0; i < columns.size(); ++i) {
    if (coupled[i]) sets.for_kernel.push_back(i);
  }
  // What goes to the reference takes its person and its place along, until nothing follows.
  std::unordered_set<std::string_view> persons;
  std::unordered_set<std::uint32_t> places;
  const auto place_of = [&](std::uint32_t i) {
    return columns.settings()[columns.setting(i)].place;
  };
  const auto goes = [&](std::uint32_t i) {
    const bool follows = persons.contains(columns.person_id(i)) || places.contains(place_of(i));
    if (!follows && kernel.RulesFit(i) && kernel.QuantitiesFit(i) && kernel.SumsFit(i)) {
      return false;
    }
    persons.insert(columns.person_id(i));
    places.insert(place_of(i));
    sets.for_reference.push_back(i);
    return true;
  };
  while (std::erase_if(sets.for_kernel, goes) > 0) {
  }
  std::sort(sets.for_reference.begin(), sets.for_reference.end());
  return sets;
}

}  // namespace tirek::capitation::fast
