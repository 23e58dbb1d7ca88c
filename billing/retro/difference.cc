#include "billing/retro/difference.h"

#include <algorithm>
#include <utility>

#include "billing/order/enum_names.h"
#include "billing/retro/change.h"

namespace tirek::retro {
namespace {

using capitation::Line;

constexpr EnumName<Reason> kReasons[] = {
    {Reason::kAttendanceCorrected, "ATTENDANCE_CORRECTED"},
    {Reason::kCategoryChanged, "CATEGORY_CHANGED"},
    {Reason::kTariffChanged, "TARIFF_CHANGED"},
    {Reason::kCoefficientChanged, "COEFFICIENT_CHANGED"},
    {Reason::kPlacementChanged, "PLACEMENT_CHANGED"},
    {Reason::kContractChanged, "CONTRACT_CHANGED"},
    {Reason::kLicenceChanged, "LICENCE_CHANGED"},
    {Reason::kOtherFact, "OTHER_FACT"},
};

// The lines of one placement, billed and recomputed.
struct Pair {
  std::vector<const BilledLine*> billed;
  std::vector<const Line*> recomputed;
};

Result<void> CheckOneContract(std::span<const BilledLine> billed,
                              std::span<const Line> recomputed) {
  const Line* first = nullptr;
  const auto differs = [&first](const Line& line) {
    if (first == nullptr) first = &line;
    return line.provider_id != first->provider_id || line.contract_id != first->contract_id;
  };
  if (std::none_of(billed.begin(), billed.end(),
                   [&](const BilledLine& line) { return differs(line.line); }) &&
      std::none_of(recomputed.begin(), recomputed.end(), differs)) {
    return {};
  }
  return Error{ErrorKind::kInvalid,
               "LINES_OF_SEVERAL_CONTRACTS",
               "A claim has lines of one provider under one contract.",
               {{"placement_id", first->placement_id}, {"date", first->period.start.ToString()}},
               {}};
}

// Divides the lines of a placement into groups that share no day.
class Groups {
 public:
  explicit Groups(const Pair& placement) {
    for (const BilledLine* line : placement.billed) Into(line->line).billed.push_back(line);
    for (const Line* line : placement.recomputed) Into(*line).recomputed.push_back(line);
  }

  // By first day.
  std::vector<Pair> Take() {
    std::vector<Pair> taken;
    std::set<int> seen;
    for (const auto& [date, group] : group_of_) {
      if (seen.insert(group).second) taken.push_back(std::move(groups_[group]));
    }
    return taken;
  }

 private:
  // The group of the line's days; groups that it joins become one.
  Pair& Into(const Line& line) {
    const int group = next_++;
    groups_[group];
    for (const CivilDate date : line.dates) {
      const auto [at, is_new] = group_of_.emplace(date, group);
      if (!is_new && at->second != group) Join(at->second, group);
    }
    return groups_[group];
  }

  void Join(int from, int to) {
    Pair moved = std::move(groups_[from]);
    groups_.erase(from);
    Pair& target = groups_[to];
    target.billed.insert(target.billed.end(), moved.billed.begin(), moved.billed.end());
    target.recomputed.insert(target.recomputed.end(), moved.recomputed.begin(),
                             moved.recomputed.end());
    for (auto& [date, group] : group_of_) {
      if (group == from) group = to;
    }
  }

  int next_ = 0;
  std::map<int, Pair> groups_;
  std::map<CivilDate, int> group_of_;  // a month's days
};

Result<Money> SumOf(Money sum, const std::vector<const Line*>& lines) {
  for (const Line* line : lines) {
    TIREK_ASSIGN_OR_RETURN(sum, sum.Plus(line->amount));
  }
  return sum;
}

std::vector<CivilDate> AllDates(const std::vector<const Line*>& before,
                                const std::vector<const Line*>& after) {
  std::set<CivilDate> dates;
  for (const auto* lines : {&before, &after}) {
    for (const Line* line : *lines) dates.insert(line->dates.begin(), line->dates.end());
  }
  return {dates.begin(), dates.end()};
}

// Nothing when the sums are the same.
Result<std::optional<Difference>> Compare(const Pair& group, const LateFacts& late) {
  std::vector<const Line*> before;
  before.reserve(group.billed.size());
  for (const BilledLine* line : group.billed) before.push_back(&line->line);
  const Line& any = before.empty() ? *group.recomputed.front() : *before.front();
  const Money zero = Money::FromMinor(0, any.amount.currency());
  TIREK_ASSIGN_OR_RETURN(const Money old_amount, SumOf(zero, before));
  TIREK_ASSIGN_OR_RETURN(const Money new_amount, SumOf(zero, group.recomputed));
  TIREK_ASSIGN_OR_RETURN(const Money difference, new_amount.Minus(old_amount));
  if (difference.is_zero()) return std::optional<Difference>();

  Change change = ChangeOf(before, group.recomputed);
  const Reason reason = ReasonOf(change.aspects, late);
  if (change.dates.empty()) change.dates = AllDates(before, group.recomputed);
  std::set<std::string> originals;
  Difference found{any.placement_id,
                   any.person_id,
                   std::move(change.dates),
                   reason,
                   std::move(change.what),
                   {},
                   {},
                   {},
                   old_amount,
                   new_amount,
                   difference};
  for (const BilledLine* line : group.billed) {
    found.changed_ids.push_back(line->line_id);
    originals.insert(line->original_ids.begin(), line->original_ids.end());
  }
  found.original_ids.assign(originals.begin(), originals.end());
  for (const Line* line : group.recomputed) found.lines.push_back(*line);
  return std::optional(std::move(found));
}

}  // namespace

Result<std::vector<Difference>> DifferencesOf(std::span<const BilledLine> billed,
                                              std::span<const Line> recomputed,
                                              const LateFactsByPlacement& late) {
  TIREK_RETURN_IF_ERROR(CheckOneContract(billed, recomputed));
  std::map<std::string_view, Pair> placements;
  for (const BilledLine& line : billed) placements[line.line.placement_id].billed.push_back(&line);
  for (const Line& line : recomputed) placements[line.placement_id].recomputed.push_back(&line);
  std::vector<Difference> differences;
  for (const auto& [placement_id, lines] : placements) {
    const auto facts = late.find(std::string(placement_id));
    for (const Pair& group : Groups(lines).Take()) {
      TIREK_ASSIGN_OR_RETURN(auto found,
                             Compare(group, facts == late.end() ? LateFacts() : facts->second));
      if (found) differences.push_back(*std::move(found));
    }
  }
  return differences;
}

std::string_view ReasonName(Reason reason) { return NameIn(kReasons, reason); }
std::optional<Reason> ParseReason(std::string_view name) { return ValueIn(kReasons, name); }

}  // namespace tirek::retro
