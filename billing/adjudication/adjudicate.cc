#include "billing/adjudication/adjudicate.h"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <set>
#include <tuple>
#include <utility>

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
constexpr EnumName<CutOrder> kCutOrders[] = {{CutOrder::kByDate, "BY_DATE"}};

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

// Each day of each placement stands in one line, and all lines are of one provider and contract.
Result<void> CheckLines(std::span<const Line> lines) {
  std::set<std::pair<std::string_view, CivilDate>> days;
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
      if (days.emplace(line.placement_id, date).second) continue;
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

std::vector<std::size_t> InFundingOrder(std::span<const Line> lines) {
  std::vector<std::size_t> order(lines.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [lines](std::size_t a, std::size_t b) {
    return std::tie(lines[a].period.start, lines[a].placement_id) <
           std::tie(lines[b].period.start, lines[b].placement_id);
  });
  return order;
}

Result<Decision> Decide(const Line& line, Money left) {
  const Money zero = Money::FromMinor(0, left.currency());
  const Money claimed = ClaimedBy(line);
  TIREK_ASSIGN_OR_RETURN(const Money above, claimed.Minus(left));
  if (line.status == LineStatus::kDenied) {
    TIREK_ASSERT(line.reason.has_value());
    return Decision{
        Verdict::kDenied, std::string(DenialReasonName(*line.reason)), left, claimed, zero, zero,
        claimed};
  }
  if (above.minor() <= 0) return Decision{Verdict::kPaid, "", left, claimed, claimed, zero, zero};
  const Verdict verdict = left.is_zero() ? Verdict::kUnfunded : Verdict::kReduced;
  return Decision{verdict, "CEILING_EXCEEDED", left, claimed, left, above, zero};
}

Result<void> AddTo(Money& total, Money part) {
  TIREK_ASSIGN_OR_RETURN(total, total.Plus(part));
  return {};
}

// Sums the decisions up and checks that nothing was made or lost.
Result<void> Total(Adjudication& adjudication) {
  for (const Decision& decision : adjudication.decisions) {
    TIREK_RETURN_IF_ERROR(AddTo(adjudication.claimed, decision.claimed));
    TIREK_RETURN_IF_ERROR(AddTo(adjudication.approved, decision.approved));
    TIREK_RETURN_IF_ERROR(AddTo(adjudication.unfunded, decision.unfunded));
    TIREK_RETURN_IF_ERROR(AddTo(adjudication.denied, decision.denied));
  }
  TIREK_ASSIGN_OR_RETURN(Money decided, adjudication.approved.Plus(adjudication.unfunded));
  TIREK_RETURN_IF_ERROR(AddTo(decided, adjudication.denied));
  TIREK_ASSERT(decided == adjudication.claimed);
  return {};
}

}  // namespace

Result<Adjudication> Adjudicate(std::span<const Line> lines, const Funds& funds) {
  TIREK_RETURN_IF_ERROR(CheckLines(lines));
  TIREK_ASSIGN_OR_RETURN(Money left, CeilingLeft(funds));
  const Money zero = Money::FromMinor(0, left.currency());
  const Decision undecided{Verdict::kPaid, "", zero, zero, zero, zero, zero};
  Adjudication adjudication{std::vector<Decision>(lines.size(), undecided), zero, zero, zero, zero};
  for (const std::size_t index : InFundingOrder(lines)) {
    TIREK_ASSIGN_OR_RETURN(Decision decision, Decide(lines[index], left));
    TIREK_ASSIGN_OR_RETURN(left, left.Minus(decision.approved));
    adjudication.decisions[index] = std::move(decision);
  }
  TIREK_RETURN_IF_ERROR(Total(adjudication));
  return adjudication;
}

std::string_view VerdictName(Verdict verdict) { return NameIn(kVerdicts, verdict); }
std::optional<Verdict> ParseVerdict(std::string_view name) { return ValueIn(kVerdicts, name); }

std::string_view CutOrderName(CutOrder order) { return NameIn(kCutOrders, order); }
std::optional<CutOrder> ParseCutOrder(std::string_view name) { return ValueIn(kCutOrders, name); }

}  // namespace tirek::adjudication
