#include "billing/capitation/shares.h"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <string>
#include <tuple>
#include <vector>

#include "billing/capitation/budget.h"
#include "billing/capitation/denial_text.h"
#include "billing/capitation/other_payers.h"
#include "billing/capitation/pension.h"

namespace tirek::capitation {
namespace {

void Deny(PricedLine& priced, DenialReason reason, const std::string& source_act,
          const std::string& facts) {
  Line& line = priced.line;
  line.status = LineStatus::kDenied;
  line.reason = reason;
  line.denied_amount = line.price;
  line.price = priced.Zero();
  line.amount = priced.Zero();
  priced.Explain("CAP-DENY", source_act, DenialText(reason, facts), Exact(),
                 line.amount.ToString());
}

// The line's steps ask for what the facts do not say, or the law.
void DenyUnknown(PricedLine& priced) {
  const PersonFacts* person = priced.row().person;
  const PayerRules& payers = priced.payers();
  for (const order::FeeRule* fee : payers.fees) {
    const bool known = person != nullptr && person->income.has_value();
    if (fee->kind == order::FeeKind::kPriceShare || known) continue;
    return Deny(priced, DenialReason::kIncomeUnknown, fee->source_act, "fee " + fee->code);
  }
  if (payers.pension == nullptr) return;
  if (person == nullptr || !person->pension) {
    return Deny(priced, DenialReason::kPensionUnknown, payers.pension->source_act, "");
  }
  const PensionSplit split = SplitPension(*payers.pension, *person->pension);
  if (split.excess.sign() <= 0) return;
  Deny(priced, DenialReason::kPensionUnclear, payers.pension->source_act,
       PensionText(*person->pension, split));
}

Result<void> ShareLine(PricedLine& priced, PaidInMonth& paid) {
  if (priced.line.status == LineStatus::kPayable) DenyUnknown(priced);
  if (priced.line.status == LineStatus::kDenied) return {};
  TIREK_RETURN_IF_ERROR(TakeFromOtherPayers(priced, paid));
  return DivideBudget(priced);
}

// A person's earliest lines first.
std::vector<std::size_t> InOrderOfPayment(std::span<const PricedLine> lines) {
  std::vector<std::size_t> order(lines.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&lines](std::size_t a, std::size_t b) {
    return std::tie(lines[a].line.person_id, lines[a].line.period.start) <
           std::tie(lines[b].line.person_id, lines[b].line.period.start);
  });
  return order;
}

}  // namespace

Result<void> DividePrices(std::span<PricedLine> lines) {
  PaidInMonth paid;
  for (const std::size_t index : InOrderOfPayment(lines)) {
    const Result<void> shared = ShareLine(lines[index], paid);
    if (shared) continue;
    Error error = shared.error();  // which of a nation's placements it was
    error.metadata["placement_id"] = lines[index].line.placement_id;
    return error;
  }
  return {};
}

}  // namespace tirek::capitation
