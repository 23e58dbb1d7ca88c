// A month's placements in columns: ids as text one after another, days as masks, and what many
// placements have in common told once.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "billing/capitation/facts.h"
#include "billing/capitation/fast/days.h"

namespace tirek::capitation::fast {

inline constexpr std::size_t kReasons = 6;  // of absence

// Texts of a column in one block of memory.
class TextColumn {
 public:
  void Add(std::string_view text);
  std::string_view operator[](std::size_t index) const;
  std::size_t size() const { return ends_.size(); }

 private:
  std::string text_;
  std::vector<std::size_t> ends_;
};

// What decides the terms of a placement: indices into the columns' lists.
struct Setting {
  std::uint32_t contract = 0;
  std::uint32_t place = 0;
  std::uint32_t categories = 0;

  friend auto operator<=>(const Setting&, const Setting&) = default;
};

// Which days of the month the person was there or away, and why; no day twice.
struct Attendance {
  DayMask present = 0;
  std::array<DayMask, kReasons> absent{};  // by reason

  DayMask days() const {
    DayMask all = present;
    for (const DayMask days : absent) all |= days;
    return all;
  }
};

// What few placements have beside their days.
struct Particulars {
  std::optional<int> planned_days;
  std::vector<AbsenceBefore> absences_before;
  std::string limit_key;

  friend bool operator==(const Particulars& a, const Particulars& b);
};

// One placement as it is added to the columns.
struct PlacementRow {
  std::string_view placement_id;
  std::string_view person_id;
  std::string_view admission_key;
  std::uint32_t setting = 0;
  Period period;
  Attendance attendance;
  std::span<const Decimal> quantities;  // one a day of the attendance, ascending; empty: all 1
  Particulars particulars = {};
};

// Facts that CheckFacts finds sound. Whoever adds a placement vouches for what columns cannot show:
// that its id is new.
class MonthColumns {
 public:
  // The facts without placements.
  explicit MonthColumns(MonthFacts common);

  std::uint32_t AddCategories(const std::vector<CategoryPeriod>& categories);
  std::uint32_t AddSetting(Setting setting);
  void AddPlacement(const PlacementRow& row);
  // Forgets the placements and keeps what they have in common.
  void ClearPlacements();

  const MonthFacts& common() const { return common_; }
  Period days() const { return days_; }
  const std::vector<ContractFacts>& contracts() const { return common_.contracts; }
  const std::vector<PlaceFacts>& places() const { return common_.places; }
  const std::vector<std::vector<CategoryPeriod>>& categories() const { return categories_; }
  const std::vector<Setting>& settings() const { return settings_; }
  // Every quantity that occurs beside 1.
  const std::vector<Decimal>& quantity_values() const { return quantity_values_; }

  std::size_t size() const { return setting_.size(); }
  std::string_view placement_id(std::size_t index) const { return placement_ids_[index]; }
  std::string_view person_id(std::size_t index) const { return person_ids_[index]; }
  std::string_view admission_key(std::size_t index) const { return admission_keys_[index]; }
  std::uint32_t setting(std::size_t index) const { return setting_[index]; }
  Period period(std::size_t index) const { return period_[index]; }
  const Attendance& attendance(std::size_t index) const { return attendance_[index]; }
  const Particulars& particulars(std::size_t index) const {
    return particulars_[particulars_index_[index]];
  }
  // Those of all placements.
  std::vector<std::string_view> limit_keys() const;
  // Indices into quantity_values(), one a day of the attendance; empty where each is 1.
  std::span<const std::uint32_t> quantities(std::size_t index) const;

  const ContractFacts& ContractOf(std::size_t index) const {
    return common_.contracts[settings_[setting_[index]].contract];
  }
  const PlaceFacts& PlaceOf(std::size_t index) const {
    return common_.places[settings_[setting_[index]].place];
  }

  // The placement as the reference engine reads it.
  PlacementFacts FactsOf(std::size_t index) const;

 private:
  static constexpr std::uint32_t kAllOne = std::numeric_limits<std::uint32_t>::max();

  std::uint32_t QuantityIndex(const Decimal& quantity);

  MonthFacts common_;
  Period days_;
  std::vector<std::vector<CategoryPeriod>> categories_;
  std::map<std::string, std::uint32_t> category_indices_;
  std::vector<Setting> settings_;
  std::map<Setting, std::uint32_t> setting_indices_;
  std::map<std::pair<std::int64_t, int>, std::uint32_t> quantity_indices_;  // short ones
  std::vector<Decimal> quantity_values_;

  TextColumn placement_ids_;
  TextColumn person_ids_;
  TextColumn admission_keys_;
  std::vector<std::uint32_t> setting_;
  std::vector<Period> period_;
  std::vector<Attendance> attendance_;
  std::vector<Particulars> particulars_;  // the first is of placements without any
  std::vector<std::uint32_t> particulars_index_;
  std::vector<std::uint32_t> first_quantity_;  // into quantities_, or kAllOne
  std::vector<std::uint32_t> quantities_;
};

// The same facts in columns; the violations of CheckFacts where there are some.
Result<MonthColumns> ColumnsOf(const MonthFacts& facts);

}  // namespace tirek::capitation::fast
