#include "tests/bench/capitation_month.h"

#include <algorithm>
#include <array>

namespace tirek::bench {
namespace {

using capitation::fast::Bit;
using capitation::fast::DayMask;
using capitation::fast::DaysBefore;
using capitation::fast::MaskOf;

constexpr std::size_t kPerProvider = 1000;
constexpr std::size_t kPlacesOfProvider = 4;
constexpr std::size_t kPerPlace = kPerProvider / kPlacesOfProvider;
constexpr std::size_t kTerritories = 50;
constexpr const char* kService = "home-of-the-elderly";
constexpr std::size_t kSharing = 33;  // one placement of so many has its person from another

CivilDate Date(int month, int day) { return *CivilDate::FromYmd(2026, month, day); }
Period October() { return {Date(10, 1), Date(11, 1)}; }
Period Year() { return {Date(1, 1), *CivilDate::FromYmd(2027, 1, 1)}; }

// A well-mixed number for each index and question.
std::uint64_t Mixed(std::uint64_t index, std::uint64_t question) {
  std::uint64_t x = index * 0x9e3779b97f4a7c15U + question * 0xbf58476d1ce4e5b9U;
  x = (x ^ (x >> 30U)) * 0xbf58476d1ce4e5b9U;
  x = (x ^ (x >> 27U)) * 0x94d049bb133111ebU;
  return x ^ (x >> 31U);
}

int Below(std::uint64_t index, std::uint64_t question, int limit) {
  return static_cast<int>(Mixed(index, question) % static_cast<std::uint64_t>(limit));
}

bool Percent(std::uint64_t index, std::uint64_t question, int percent) {
  return Below(index, question, 100) < percent;
}

// "plc_00000000000000000000000042": as long as an id.
std::string Id(const char* prefix, std::size_t number) {
  const std::string digits = std::to_string(number);
  return prefix + std::string(26 - digits.size(), '0') + digits;
}

Kato Territory(std::size_t number) {
  return *Kato::Parse("35" + std::to_string(10 + number) + "00000");
}

order::Tariff TariffOf(std::size_t territory, std::size_t category, Period period) {
  order::Tariff tariff;
  tariff.code = "T-" + std::to_string(territory) + "-" + std::string(kCategories[category]) + "-" +
                period.start.ToString();
  tariff.territory = Territory(territory);
  tariff.condition = order::DeliveryCondition::kStationary;
  tariff.service = kService;
  tariff.category = kCategories[category];
  tariff.unit = order::ServiceUnit::kBedDay;
  tariff.rate = *Decimal::FromCoefficient(
      700'000 + Below(territory * 2 + category, period.start.month(), 900'000), 2);
  tariff.period = period;
  tariff.source_act = "decree " + std::to_string(territory);
  return tariff;
}

order::Coefficient Factor(const char* code, const char* value, const char* share,
                          const char* category) {
  order::Coefficient coefficient;
  coefficient.code = code;
  coefficient.value = *Decimal::Parse(value);
  coefficient.share = *Decimal::Parse(share);
  coefficient.category = category;
  coefficient.period = Year();
  coefficient.source_act = "order 281";
  return coefficient;
}

order::AbsenceRule Away(order::AbsenceReason reason, const char* share, std::optional<int> most) {
  order::AbsenceRule rule;
  rule.reason = reason;
  rule.paid_share = *Decimal::Parse(share);
  rule.max_days_per_month = most;
  rule.period = Year();
  rule.source_act = "rules 230";
  return rule;
}

// Half of the territories change their tariff in the month.
order::StateSocialOrder MakeOrder() {
  order::StateSocialOrder order;
  order.code = "BENCH";
  order.title = "Homes of the elderly in 2026";
  order.source_act = "order 281";
  order.period = Year();
  order.method_version = order::kMethodVersion;
  for (std::size_t territory = 0; territory < kTerritories; ++territory) {
    const CivilDate change = territory % 2 == 0 ? Date(10, 13) : Date(7, 1);
    for (std::size_t category = 0; category < std::size(kCategories); ++category) {
      order.tariffs.push_back(TariffOf(territory, category, {Year().start, change}));
      order.tariffs.push_back(TariffOf(territory, category, {change, Year().end}));
    }
  }
  order.coefficients = {Factor("K-REGION", "1.155", "1", ""), Factor("K-RURAL", "1.25", "0.62", ""),
                        Factor("K-SEVERE", "1.3", "1", "severe")};
  order.absence_rules = {Away(order::AbsenceReason::kHospital, "0.35", 5),
                         Away(order::AbsenceReason::kVacation, "0", {})};
  order.rounding = {Rounding::kHalfUp, order::RoundingPlace::kLine};
  return order;
}

// The person is away for `most` days at the most, somewhere in the days present.
DayMask TakeAbsence(DayMask& present, std::size_t index, std::uint64_t question, int most) {
  const int start = Below(index, question, 31);
  const int length = 1 + Below(index, question + 1, most);
  const DayMask away = present & DaysBefore(std::min(31, start + length)) & ~DaysBefore(start);
  present &= ~away;
  return away;
}

}  // namespace

CapitationMonth::CapitationMonth(std::size_t placements, bool meetings)
    : size_(placements), meetings_(meetings), order_(MakeOrder()) {
  facts_.month = {2026, 10};
  const std::size_t providers = (placements + kPerProvider - 1) / kPerProvider;
  for (std::size_t provider = 0; provider < providers; ++provider) AddPlaces(provider);
}

void CapitationMonth::AddPlaces(std::size_t provider) {
  const CivilDate contract_end = provider % 100 == 3 ? Date(10, 28) : Year().end;
  const CivilDate licence_end = provider % 100 == 5 ? Date(10, 20) : Year().end;
  facts_.contracts.push_back(
      {Id("ctr_", provider), Id("prv_", provider), {Year().start, contract_end}, &order_});
  for (std::size_t i = 0; i < kPlacesOfProvider; ++i) {
    const std::size_t place = provider * kPlacesOfProvider + i;
    const bool is_full = meetings_ && place % 50 == 8;
    facts_.places.push_back({Id("plc_", place),
                             order::DeliveryCondition::kStationary,
                             kService,
                             Territory(provider % kTerritories),
                             static_cast<int>(is_full ? kPerPlace - 35 : kPerPlace),
                             {{Year().start, licence_end}}});
  }
}

PlacementMonth CapitationMonth::Row(std::size_t index) const {
  PlacementMonth row;
  row.placement_id = Id("pla_", index);
  row.person_id = Id("per_", index);
  row.provider = index / kPerProvider;
  row.place = row.provider * kPlacesOfProvider + index % kPlacesOfProvider;
  row.category = Percent(index, 1, 30) ? 1 : 0;
  row.period = {Date(3, 1) + Below(index, 2, 200), kFarFuture};
  if (Percent(index, 3, 8)) row.period.start = Date(10, 2) + Below(index, 4, 18);
  if (Percent(index, 5, 8))
    row.period.end = std::max(row.period.start, Date(10, 10)) + Below(index, 6, 20);
  row.present = MaskOf(row.period, October());
  if (Percent(index, 7, 25)) row.hospital = TakeAbsence(row.present, index, 8, 10);
  if (Percent(index, 10, 8)) row.vacation = TakeAbsence(row.present, index, 11, 5);
  // The day of discharge, or one after it, that the register tells of none the less.
  if (row.period.end < Date(10, 29) && Percent(index, 13, 20)) {
    row.present |= Bit(row.period.end - Date(10, 1) + Below(index, 14, 2));
  }
  if (meetings_) MakeMeet(row, index);
  return row;
}

// A person who moves in the month; of three, one is in both registers for three days.
void CapitationMonth::MakeMeet(PlacementMonth& row, std::size_t index) const {
  const std::size_t half = size_ / 2;
  const std::size_t other = (index + half) % size_;
  const bool leaves = index < half && index % kSharing == 7;
  const bool arrives = index >= half && index - half < half && other % kSharing == 7;
  if (!leaves && !arrives) return;
  const std::size_t first = leaves ? index : other;
  row.person_id = Id("per_", first);
  const CivilDate move = Date(10, 15);
  const int both = first % 3 == 0 ? 3 : 0;
  row.period = leaves ? Period{Date(4, 1), move} : Period{move - both, kFarFuture};
  row.present = MaskOf(row.period, October());
  row.hospital = 0;
  row.vacation = 0;
}

capitation::fast::Attendance AttendanceOf(const PlacementMonth& row) {
  capitation::fast::Attendance attendance;
  attendance.present = row.present;
  attendance.absent[static_cast<std::size_t>(order::AbsenceReason::kHospital)] = row.hospital;
  attendance.absent[static_cast<std::size_t>(order::AbsenceReason::kVacation)] = row.vacation;
  return attendance;
}

}  // namespace tirek::bench
