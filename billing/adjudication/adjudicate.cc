#include "billing/adjudication/adjudicate.h"

#include <algorithm>
#include <cstddef>
#include <set>
#include <tuple>
#include <utility>

#include "billing/adjudication/claimed_days.h"
#include "billing/order/enum_names.h"

namespace tirek::adjudication {
namespace {

using capitation::Line;
using capitation::LineStatus;

constexpr EnumName<Verdict> kVerdicts[] = {
    {Verdict::kPaid, "PAID"},
    {Verdict::kReduced, "REDUCED"},
    {Verdict::kDenied, "DENIED"},
    {Verdict::kUnfunded, "UNFUNDED"},
};
constexpr const char* kCeilingExceeded = "CEILING_EXCEEDED";

Money ClaimedBy(const Line& line) {
  return line.status == LineStatus::kDenied ? line.denied_amount : line.amount;
}

Error Refusal(const char* reason, const char* message, const Line& line) {
  return Error{ErrorKind::kInvalid,
               reason,
               message,
               {{"placement_id", line.placement_id}, {"date", line.period.start.ToString()}},
               {}};
}

// Each day of each placement stands in one line, but for the parts of a day that a cap divided, and
// all lines are of one provider and contract.
Result<void> CheckLines(std::span<const Line> lines) {
  std::set<std::tuple<std::string_view, CivilDate, std::optional<capitation::DenialReason>>> days;
  for (const Line& line : lines) {
    if (line.provider_id != lines.front().provider_id ||
        line.contract_id != lines.front().contract_id) {
      return Refusal("LINES_OF_SEVERAL_CONTRACTS",
                     "A claim has lines of one provider under one contract.", line);
    }
    if (ClaimedBy(line).is_negative()) {
      return Refusal("AMOUNT_NEGATIVE", "A claim line is not below zero.", line);
    }
    for (const CivilDate date : line.dates) {
      if (days.emplace(line.placement_id, date, line.reason).second) continue;
      return Refusal("DUPLICATE_LINE", "Two lines claim one day of a placement.", line);
    }
  }
  return {};
}

// What the ceiling still allows; nothing when an amendment put it below what was accepted.
Result<Money> CeilingLeft(const Funds& funds) {
  if (funds.ceiling.is_negative() || funds.accepted_before.is_negative()) {
    return Error{ErrorKind::kInvalid,
                 "AMOUNT_NEGATIVE",
                 "The ceiling and what was accepted before are not below zero.",
                 {{"ceiling", funds.ceiling.ToString()},
                  {"accepted_before", funds.accepted_before.ToString()}},
                 {}};
  }
  TIREK_ASSIGN_OR_RETURN(const Money left, funds.ceiling.Minus(funds.accepted_before));
  return left.is_negative() ? Money::FromMinor(0, left.currency()) : left;
}

Result<void> AddTo(Money& total, Money part) {
  TIREK_ASSIGN_OR_RETURN(total, total.Plus(part));
  return {};
}

// Accepts the days of a claim one after another until the ceiling is reached.
class Acceptance {
 public:
  Acceptance(std::span<const Line> lines, Money left)
      : lines_(lines), left_(left), result_(Undecided(lines.size(), left)), begun_(lines.size()) {}

  Result<Adjudication> Run(const std::vector<ClaimedDay>& days) {
    for (const ClaimedDay& day : days) TIREK_RETURN_IF_ERROR(Accept(day));
    for (std::size_t i = 0; i < lines_.size(); ++i) Conclude(lines_[i], result_.decisions[i]);
    TIREK_RETURN_IF_ERROR(Total());
    return std::move(result_);
  }

 private:
  static Adjudication Undecided(std::size_t lines, Money left) {
    const Money zero = Money::FromMinor(0, left.currency());
    const Decision undecided{Verdict::kPaid, "", left, zero, zero, zero, zero};
    return {std::vector<Decision>(lines, undecided), zero, zero, zero, zero, {}};
  }

  Result<void> Accept(const ClaimedDay& day) {
    Decision& decision = result_.decisions[day.line];
    if (!begun_[day.line]) decision.ceiling_left = left_;
    begun_[day.line] = true;
    TIREK_ASSIGN_OR_RETURN(const Money above, day.amount.Minus(left_));
    const Money accepted = above.minor() > 0 ? left_ : day.amount;
    TIREK_ASSIGN_OR_RETURN(left_, left_.Minus(accepted));
    TIREK_RETURN_IF_ERROR(AddTo(decision.approved, accepted));
    if (above.minor() <= 0) return {};
    TIREK_RETURN_IF_ERROR(AddTo(decision.unfunded, above));
    result_.cut_days.push_back({day.line, lines_[day.line].placement_id, day.date, day.quantity,
                                day.amount, above, kCeilingExceeded});
    return {};
  }

  void Conclude(const Line& line, Decision& decision) const {
    decision.claimed = ClaimedBy(line);
    if (line.status == LineStatus::kDenied) {
      TIREK_ASSERT(line.reason.has_value());
      decision.verdict = Verdict::kDenied;
      decision.reason = DenialReasonName(*line.reason);
      decision.denied = decision.claimed;
    } else if (!decision.unfunded.is_zero()) {
      decision.verdict = decision.approved.is_zero() ? Verdict::kUnfunded : Verdict::kReduced;
      decision.reason = kCeilingExceeded;
    }
  }

  // Sums the decisions up and checks that nothing was made or lost.
  Result<void> Total() {
    for (const Decision& decision : result_.decisions) {
      TIREK_RETURN_IF_ERROR(AddTo(result_.claimed, decision.claimed));
      TIREK_RETURN_IF_ERROR(AddTo(result_.approved, decision.approved));
      TIREK_RETURN_IF_ERROR(AddTo(result_.unfunded, decision.unfunded));
      TIREK_RETURN_IF_ERROR(AddTo(result_.denied, decision.denied));
    }
    TIREK_ASSIGN_OR_RETURN(Money decided, result_.approved.Plus(result_.unfunded));
    TIREK_RETURN_IF_ERROR(AddTo(decided, result_.denied));
    TIREK_ASSERT(decided == result_.claimed);
    return {};
  }

  std::span<const Line> lines_;
  Money left_;
  Adjudication result_;
  std::vector<bool> begun_;  // by line: one of its days was met
};

}  // namespace

Result<Adjudication> Adjudicate(std::span<const Line> lines, const Funds& funds) {
  TIREK_RETURN_IF_ERROR(CheckLines(lines));
  TIREK_ASSIGN_OR_RETURN(const Money left, CeilingLeft(funds));
  TIREK_ASSIGN_OR_RETURN(const std::vector<ClaimedDay> days, ClaimedDays(lines, funds.cut_order));
  return Acceptance(lines, left).Run(days);
}

std::string_view VerdictName(Verdict verdict) { return NameIn(kVerdicts, verdict); }
std::optional<Verdict> ParseVerdict(std::string_view name) { return ValueIn(kVerdicts, name); }

}  // namespace tirek::adjudication
