#include "billing/capitation/fast/columns.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "core/base/assert.h"

namespace tirek::capitation::fast {
namespace {

const Decimal kOne = Decimal::FromInteger(1);

// Equal texts are equal categories: no category holds a NUL.
std::string KeyOf(const std::vector<CategoryPeriod>& categories) {
  std::string key;
  for (const CategoryPeriod& category : categories) {
    key += category.period.ToString() + category.category + '\0';
  }
  return key;
}

template <typename Facts>
std::unordered_map<std::string, std::uint32_t> IndexOf(const std::vector<Facts>& facts,
                                                       std::string Facts::*id) {
  std::unordered_map<std::string, std::uint32_t> index;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    index.emplace(facts[i].*id, static_cast<std::uint32_t>(i));
  }
  return index;
}

Attendance AttendanceOf(const std::vector<AttendanceDay>& rows, Period month) {
  Attendance attendance;
  for (const AttendanceDay& row : rows) {
    const DayMask day = MaskOf(row.date, month);
    (row.absence ? attendance.absent[static_cast<std::size_t>(*row.absence)]
                 : attendance.present) |= day;
  }
  return attendance;
}

// In the order of dates; empty where each is 1 and written so.
std::vector<Decimal> QuantitiesOf(std::vector<AttendanceDay> rows) {
  const bool ones = std::all_of(rows.begin(), rows.end(), [](const AttendanceDay& row) {
    return row.quantity == kOne && row.quantity.scale() == 0;
  });
  if (ones) return {};
  std::sort(rows.begin(), rows.end(),
            [](const AttendanceDay& a, const AttendanceDay& b) { return a.date < b.date; });
  std::vector<Decimal> quantities;
  quantities.reserve(rows.size());
  for (const AttendanceDay& row : rows) quantities.push_back(row.quantity);
  return quantities;
}

}  // namespace

void TextColumn::Add(std::string_view text) {
  text_ += text;
  ends_.push_back(text_.size());
}

std::string_view TextColumn::operator[](std::size_t index) const {
  const std::size_t start = index == 0 ? 0 : ends_[index - 1];
  return std::string_view(text_).substr(start, ends_[index] - start);
}

bool operator==(const Particulars& a, const Particulars& b) {
  return a.planned_days == b.planned_days && a.limit_key == b.limit_key &&
         std::equal(a.absences_before.begin(), a.absences_before.end(), b.absences_before.begin(),
                    b.absences_before.end(), [](const AbsenceBefore& x, const AbsenceBefore& y) {
                      return x.reason == y.reason && x.days_in_year == y.days_in_year &&
                             x.days_unbroken == y.days_unbroken;
                    });
}

MonthColumns::MonthColumns(MonthFacts common)
    : common_(std::move(common)), days_(common_.month.period()), particulars_(1) {
  TIREK_ASSERT(common_.placements.empty());
}

std::uint32_t MonthColumns::AddCategories(const std::vector<CategoryPeriod>& categories) {
  const auto [known, added] =
      category_indices_.emplace(KeyOf(categories), static_cast<std::uint32_t>(categories_.size()));
  if (added) categories_.push_back(categories);
  return known->second;
}

std::uint32_t MonthColumns::AddSetting(Setting setting) {
  TIREK_ASSERT(setting.contract < contracts().size() && setting.place < places().size() &&
               setting.categories < categories_.size());
  const auto [known, added] =
      setting_indices_.emplace(setting, static_cast<std::uint32_t>(settings_.size()));
  if (added) settings_.push_back(setting);
  return known->second;
}

void MonthColumns::AddPlacement(const PlacementRow& row) {
  const DayMask days = row.attendance.days();
  int marks = CountDays(row.attendance.present);
  for (const DayMask absent : row.attendance.absent) marks += CountDays(absent);
  TIREK_ASSERT(marks == CountDays(days));
  TIREK_ASSERT((days & ~DaysBefore(days_.days())) == 0);
  TIREK_ASSERT(row.setting < settings_.size() && row.period.start <= row.period.end);
  TIREK_ASSERT(row.quantities.empty() || row.quantities.size() == static_cast<std::size_t>(marks));
  placement_ids_.Add(row.placement_id);
  person_ids_.Add(row.person_id);
  admission_keys_.Add(row.admission_key);
  setting_.push_back(row.setting);
  period_.push_back(row.period);
  attendance_.push_back(row.attendance);
  const bool particular = row.particulars != Particulars();
  particulars_index_.push_back(particular ? static_cast<std::uint32_t>(particulars_.size()) : 0);
  if (particular) particulars_.push_back(row.particulars);
  first_quantity_.push_back(
      row.quantities.empty() ? kAllOne : static_cast<std::uint32_t>(quantities_.size()));
  for (const Decimal& quantity : row.quantities) quantities_.push_back(QuantityIndex(quantity));
}

void MonthColumns::ClearPlacements() {
  placement_ids_ = {};
  person_ids_ = {};
  admission_keys_ = {};
  particulars_.resize(1);
  particulars_index_.clear();
  setting_.clear();
  period_.clear();
  attendance_.clear();
  first_quantity_.clear();
  quantities_.clear();
}

std::uint32_t MonthColumns::QuantityIndex(const Decimal& quantity) {
  TIREK_ASSERT(quantity > Decimal());
  const auto next = static_cast<std::uint32_t>(quantity_values_.size());
  const bool is_short = quantity.coefficient() <= std::numeric_limits<std::int64_t>::max();
  if (is_short) {
    const auto coefficient = static_cast<std::int64_t>(quantity.coefficient());
    const auto [known, added] =
        quantity_indices_.emplace(std::pair(coefficient, quantity.scale()), next);
    if (!added) return known->second;
  }
  quantity_values_.push_back(quantity);
  return next;
}

std::vector<std::string_view> MonthColumns::limit_keys() const {
  std::vector<std::string_view> keys;
  for (const Particulars& particulars : particulars_) {
    if (!particulars.limit_key.empty()) keys.push_back(particulars.limit_key);
  }
  return keys;
}

std::span<const std::uint32_t> MonthColumns::quantities(std::size_t index) const {
  const std::uint32_t first = first_quantity_[index];
  if (first == kAllOne) return {};
  const auto count = static_cast<std::size_t>(CountDays(attendance_[index].days()));
  return std::span(quantities_).subspan(first, count);
}

PlacementFacts MonthColumns::FactsOf(std::size_t index) const {
  const Attendance& attendance = attendance_[index];
  const std::span<const std::uint32_t> values = quantities(index);
  PlacementFacts facts;
  facts.placement_id = placement_id(index);
  facts.person_id = person_id(index);
  facts.contract_id = ContractOf(index).contract_id;
  facts.place_id = PlaceOf(index).place_id;
  facts.period = period_[index];
  facts.admission_key = admission_key(index);
  facts.categories = categories_[settings_[setting_[index]].categories];
  facts.planned_days = particulars(index).planned_days;
  facts.absences_before = particulars(index).absences_before;
  facts.limit_key = particulars(index).limit_key;
  for (DayMask rest = attendance.days(); rest != 0; rest &= rest - 1) {
    const int day = FirstDay(rest);
    const std::size_t row = facts.attendance.size();
    AttendanceDay fact{
        days_.start + day, {}, values.empty() ? kOne : quantity_values_[values[row]]};
    for (std::size_t reason = 0; reason < kReasons; ++reason) {
      if ((attendance.absent[reason] & Bit(day)) == 0) continue;
      fact.absence = static_cast<order::AbsenceReason>(reason);
    }
    facts.attendance.push_back(fact);
  }
  return facts;
}

Result<MonthColumns> ColumnsOf(const MonthFacts& facts) {
  std::vector<Violation> violations = CheckFacts(facts);
  if (!violations.empty()) return InvalidFields(std::move(violations));
  MonthColumns columns({facts.month,
                        facts.contracts,
                        facts.places,
                        {},
                        facts.persons,
                        facts.indicators,
                        facts.calendar});
  const auto contracts = IndexOf(facts.contracts, &ContractFacts::contract_id);
  const auto places = IndexOf(facts.places, &PlaceFacts::place_id);
  for (const PlacementFacts& placement : facts.placements) {
    const std::vector<Decimal> quantities = QuantitiesOf(placement.attendance);
    const Setting setting{contracts.at(placement.contract_id), places.at(placement.place_id),
                          columns.AddCategories(placement.categories)};
    columns.AddPlacement(
        {placement.placement_id,
         placement.person_id,
         placement.admission_key,
         columns.AddSetting(setting),
         placement.period,
         AttendanceOf(placement.attendance, columns.days()),
         quantities,
         {placement.planned_days, placement.absences_before, placement.limit_key}});
  }
  return columns;
}

}  // namespace tirek::capitation::fast
