#include "billing/capitation/fast/claims.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "billing/capitation/fast/kernel.h"

namespace tirek::capitation::fast {
namespace {

// A placement under judgement; its days are claimed in the order of dates.
struct Claimant {
  std::uint32_t placement = 0;
  std::uint32_t person = 0;  // among the claimants
  const Regime* regime = nullptr;
  const Attendance* attendance = nullptr;
  const PlaceFacts* place = nullptr;
  std::uint32_t place_index = 0;
  DayMask attended = 0;
  AwayDays away;
  Judgement* judgement = nullptr;
};

void AddOverlap(std::vector<Overlap>& overlaps, std::uint32_t winner, DayMask day) {
  const auto known = std::find_if(overlaps.begin(), overlaps.end(),
                                  [winner](const Overlap& o) { return o.winner == winner; });
  if (known != overlaps.end()) {
    known->days |= day;
  } else {
    overlaps.push_back({winner, day});
  }
}

class Claims {
 public:
  Claims(const MonthColumns& columns, std::vector<Claimant> claimants, std::size_t persons)
      : columns_(columns),
        claimants_(std::move(claimants)),
        winner_of_person_(persons, kNoPlacement),
        present_(columns.places().size()) {}

  void Run() {
    const int days = columns_.days().days();
    for (int day = 0; day < days; ++day) {
      std::fill(winner_of_person_.begin(), winner_of_person_.end(), kNoPlacement);
      std::fill(present_.begin(), present_.end(), 0);
      for (Claimant& claimant : claimants_) {
        if ((claimant.attended & Bit(day)) != 0) JudgeDay(claimant, day);
      }
    }
  }

 private:
  // A denied day claims nothing: it neither uses up a limit nor stands in another's way.
  void JudgeDay(Claimant& claimant, int day) {
    const std::optional<std::size_t> reason = ReasonOn(*claimant.attendance, day);
    if (reason) claimant.away.See(*claimant.attendance, claimant.attended, *reason, day);
    if ((claimant.judgement->paid & Bit(day)) == 0) return;
    if (reason) {
      const auto denial = claimant.away.DenialOf(*claimant.regime, *reason, day);
      if (denial) return claimant.judgement->Deny(Bit(day), *denial);
    }
    std::uint32_t& winner = winner_of_person_[claimant.person];
    const bool is_person_day = (claimant.regime->day_units & Bit(day)) != 0 && !KeepsNoDay(reason);
    if (is_person_day && winner != kNoPlacement) return DenyOverlap(claimant, winner, Bit(day));
    std::int32_t& present = present_[claimant.place_index];
    if (!reason && claimant.place->capacity && present >= *claimant.place->capacity) {
      return claimant.judgement->Deny(Bit(day), DenialReason::kOverCapacity);
    }
    if (is_person_day) winner = claimant.placement;
    if (reason) {
      claimant.away.Claim(*reason);
    } else {
      ++present;
    }
  }

  // A reserved day or one of a notice period stands in nobody's way, and nobody in its.
  static bool KeepsNoDay(std::optional<std::size_t> reason) {
    return reason == static_cast<std::size_t>(order::AbsenceReason::kReserved) ||
           reason == static_cast<std::size_t>(order::AbsenceReason::kNotice);
  }

  static std::optional<std::size_t> ReasonOn(const Attendance& attendance, int day) {
    for (std::size_t reason = 0; reason < kReasons; ++reason) {
      if ((attendance.absent[reason] & Bit(day)) != 0) return reason;
    }
    return {};
  }

  void DenyOverlap(Claimant& claimant, std::uint32_t winner, DayMask day) {
    const bool same = columns_.ContractOf(winner).provider_id ==
                      columns_.ContractOf(claimant.placement).provider_id;
    claimant.judgement->paid &= ~day;
    AddOverlap(same ? claimant.judgement->same_provider : claimant.judgement->other_provider,
               winner, day);
  }

  const MonthColumns& columns_;
  std::vector<Claimant> claimants_;              // in the order of claim
  std::vector<std::uint32_t> winner_of_person_;  // on the day at hand
  std::vector<std::int32_t> present_;            // by place, on the day at hand
};

// The order of claim on any date, as of RowsInOrderOfClaim.
bool ClaimsBefore(const MonthColumns& columns, const Claimant& a, const Claimant& b) {
  const order::OverlapRule rule = a.regime->order->overlap;
  if (rule != b.regime->order->overlap) return rule < b.regime->order->overlap;
  const auto admission = [&columns](const Claimant& claimant) {
    return std::pair(columns.period(claimant.placement).start,
                     columns.admission_key(claimant.placement));
  };
  const bool latest_first = rule == order::OverlapRule::kLatestAdmissionWins;
  if (admission(a) != admission(b)) return (admission(a) < admission(b)) != latest_first;
  return columns.placement_id(a.placement) < columns.placement_id(b.placement);
}

}  // namespace

std::vector<Judgement> JudgeClaims(const MonthColumns& columns, const CompiledMonth& compiled,
                                   std::span<const std::uint32_t> placements) {
  std::vector<Judgement> judgements(placements.size());
  std::unordered_map<std::string_view, std::uint32_t> persons;
  std::vector<Claimant> claimants;
  claimants.reserve(placements.size());
  for (std::size_t i = 0; i < placements.size(); ++i) {
    const std::uint32_t placement = placements[i];
    const auto person =
        persons.emplace(columns.person_id(placement), static_cast<std::uint32_t>(persons.size()));
    const std::uint32_t setting = columns.setting(placement);
    claimants.push_back({placement, person.first->second, &compiled.regime(setting),
                         &columns.attendance(placement), &columns.PlaceOf(placement),
                         columns.settings()[setting].place, columns.attendance(placement).days(),
                         AwayDays(columns.particulars(placement).absences_before), &judgements[i]});
    JudgeStretches(columns, compiled.regime(setting), placement, judgements[i]);
  }
  std::sort(claimants.begin(), claimants.end(), [&columns](const Claimant& a, const Claimant& b) {
    return ClaimsBefore(columns, a, b);
  });
  Claims(columns, std::move(claimants), persons.size()).Run();
  return judgements;
}

}  // namespace tirek::capitation::fast
