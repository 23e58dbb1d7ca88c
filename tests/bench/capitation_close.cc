#include "tests/bench/capitation_close.h"

#include <algorithm>
#include <functional>
#include <stdexcept>
#include <utility>

#include "billing/capitation/fast/unfold.h"
#include "core/sql/binary_copy.h"
#include "core/sql/unit_of_work.h"

namespace tirek::bench {
namespace {

namespace fast = capitation::fast;
using sql::BinaryRowReader;
using sql::BinaryRowWriter;
using sql::Scope;
using sql::UnitOfWork;

constexpr std::uint32_t kGroup = 50'000;
constexpr std::size_t kHashes = std::size_t{1} << 28U;  // bits, twice: 64 MiB
constexpr std::int16_t kLineColumns = 11;

fast::DayMask DaysOf(const BinaryRowReader& row, std::size_t column) {
  return static_cast<fast::DayMask>(row.Int32(column));
}

void Append(const fast::FastLine& line, const fast::MonthColumns& columns,
            const fast::CompiledMonth& compiled, std::string& bytes) {
  const order::Tariff* tariff = compiled.tariff(line.terms);
  BinaryRowWriter writer(bytes);
  writer.BeginRow(kLineColumns);
  writer.Text(columns.ContractOf(line.placement).provider_id);
  writer.Text(columns.placement_id(line.placement));
  writer.Date(columns.days().start + fast::FirstDay(line.days));
  writer.Int32(static_cast<std::int32_t>(line.days));
  writer.Text(tariff == nullptr ? std::string_view() : tariff->code);
  writer.Text(line.absence() ? AbsenceReasonName(*line.absence()) : "");
  writer.Text(line.denial() ? DenialReasonName(*line.denial()) : "");
  writer.Text(line.winner == fast::kNoPlacement ? "" : columns.placement_id(line.winner));
  writer.Int64(line.denial() ? 0 : line.amount_minor);
  writer.Int64(line.denial() ? line.amount_minor : 0);
  writer.Text(fast::TraceOf(line, columns, compiled));
}

}  // namespace

std::uint32_t MonthPart::Ids::IndexOf(std::string_view id) {
  if (id != last_) {
    last_ = id;
    index_ = static_cast<std::uint32_t>(indices_.at(last_));
  }
  return index_;
}

MonthPart::MonthPart(const CapitationMonth& month) : columns_(month.facts()) {
  for (const auto& contract : month.facts().contracts) contracts_.Add(contract.contract_id);
  for (const auto& place : month.facts().places) places_.Add(place.place_id);
  for (const std::string_view category : kCategories) {
    categories_.Add(std::string(category));
    columns_.AddCategories({{month.order().period, std::string(category)}});
  }
}

void MonthPart::Add(const BinaryRowReader& row) {
  PlacementMonth marks;
  marks.present = DaysOf(row, 7);
  marks.hospital = DaysOf(row, 8);
  marks.vacation = DaysOf(row, 9);
  const std::uint32_t setting =
      columns_.AddSetting({contracts_.IndexOf(row.Text(2)), places_.IndexOf(row.Text(3)),
                           categories_.IndexOf(row.Text(4))});
  columns_.AddPlacement({row.Text(0),
                         row.Text(1),
                         "",
                         setting,
                         {row.Date(5), row.Date(6)},
                         AttendanceOf(marks),
                         {},
                         {}});
}

void MonthPart::Take(const MonthPart& other, std::size_t placement) {
  const fast::MonthColumns& from = other.columns_;
  const std::uint32_t setting = columns_.AddSetting(from.settings()[from.setting(placement)]);
  columns_.AddPlacement({from.placement_id(placement),
                         from.person_id(placement),
                         "",
                         setting,
                         from.period(placement),
                         from.attendance(placement),
                         {},
                         {}});
}

void MonthPart::Clear() { columns_.ClearPlacements(); }

void MonthPart::ForLines(const std::vector<bool>& skipped,
                         const std::function<void(std::string)>& write) {
  compiled_.Extend(columns_);
  const fast::FastRun run(columns_, compiled_);
  const auto size = static_cast<std::uint32_t>(columns_.size());
  for (std::uint32_t first = 0; first < size; first += kGroup) {
    fast::FastRun::Part part;
    run.Compute(first, std::min<std::uint32_t>(size, first + kGroup), part);
    if (!part.for_reference.empty()) throw std::runtime_error("the kernel left placements out");
    std::string bytes;
    for (const fast::FastLine& line : part.lines) {
      if (!skipped[line.placement]) Append(line, columns_, compiled_, bytes);
    }
    write(std::move(bytes));
  }
}

SeveralPlaced::SeveralPlaced() : once_(kHashes), again_(kHashes) {}

void SeveralPlaced::Add(std::string_view person_id) {
  const std::size_t bit = std::hash<std::string_view>()(person_id) % kHashes;
  if (once_[bit]) again_[bit] = true;
  once_[bit] = true;
}

bool SeveralPlaced::Contains(std::string_view person_id) const {
  return again_[std::hash<std::string_view>()(person_id) % kHashes];
}

CapitationClose::CapitationClose(const CapitationMonth& month, sql::Database& database,
                                 std::vector<std::string>* written)
    : month_(month), database_(database), written_(written), group_(month), aside_(month) {}

void CapitationClose::Run() {
  FindSeveralPlaced();
  {
    UnitOfWork work(database_, Scope::Everything(), sql::Isolation::kSnapshot);
    sql::BinaryCopyOut copy(work, kReadMonth);
    BinaryRowReader row;
    while (const auto bytes = copy.Next()) {
      if (!row.Read(*bytes)) throw std::runtime_error("COPY sent no row");
      Add(row);
    }
  }
  CloseGroup();
  aside_.ForLines(std::vector<bool>(aside_.columns().size()),
                  [this](std::string bytes) { Write(std::move(bytes)); });
}

void CapitationClose::FindSeveralPlaced() {
  UnitOfWork work(database_, Scope::Everything(), sql::Isolation::kSnapshot);
  sql::BinaryCopyOut copy(work, kReadPersons);
  BinaryRowReader row;
  while (const auto bytes = copy.Next()) {
    if (!row.Read(*bytes)) throw std::runtime_error("COPY sent no row");
    several_.Add(row.Text(0));
  }
}

// A provider has one contract here, and its placements come one after another.
void CapitationClose::Add(const BinaryRowReader& row) {
  const bool begins = row.Text(2) != contract_id_;
  if (begins && group_.columns().size() >= kGroup) CloseGroup();
  if (begins) contract_id_ = row.Text(2);
  const bool aside = several_.Contains(row.Text(1));
  MonthPart& part = aside ? aside_ : group_;
  part.Add(row);
  PlaceDays& place = places_[part.place(part.columns().size() - 1)];
  place.has_aside |= aside;
  for (fast::DayMask rest = DaysOf(row, 7); rest != 0; rest &= rest - 1) {
    ++place.present[static_cast<std::size_t>(fast::FirstDay(rest))];
  }
}

bool CapitationClose::IsFull(std::uint32_t place) const {
  const auto& present = places_.at(place).present;
  const auto& capacity = month_.facts().places[place].capacity;
  return capacity && *std::max_element(present.begin(), present.end()) > *capacity;
}

void CapitationClose::CloseGroup() {
  std::vector<bool> skipped(group_.columns().size());
  for (std::size_t i = 0; i < skipped.size(); ++i) {
    const std::uint32_t place = group_.place(i);
    skipped[i] = places_.at(place).has_aside && IsFull(place);
    if (skipped[i]) aside_.Take(group_, i);
  }
  group_.ForLines(skipped, [this](std::string bytes) { Write(std::move(bytes)); });
  group_.Clear();
  places_.clear();
}

void CapitationClose::Write(std::string bytes) {
  UnitOfWork work(database_, Scope::Everything());
  sql::BinaryCopyIn copy(work, "line");
  copy.Rows(bytes);
  copy.Finish();
  work.Commit();
  if (written_ != nullptr) written_->push_back(std::move(bytes));
}

}  // namespace tirek::bench
