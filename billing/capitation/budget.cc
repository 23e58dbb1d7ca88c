#include "billing/capitation/budget.h"

#include <string>
#include <utility>
#include <vector>

#include "core/money/allocation.h"

namespace tirek::capitation {
namespace {

Result<void> Withhold(PricedLine& priced, const order::QualityRule& rule) {
  Line& line = priced.line;
  const Exact share = Exact(rule.withheld_share) * Exact::FromMoney(line.amount);
  TIREK_ASSIGN_OR_RETURN(const Money withheld, priced.Rounded(share));
  std::string text = rule.withheld_share.ToString() + " × " + line.amount.AmountText();
  Money released = priced.Zero();
  if (const std::optional<Decimal>& factor = priced.row().contract->quality_factor; factor) {
    TIREK_ASSIGN_OR_RETURN(released, priced.Rounded(Exact::FromMoney(withheld) * Exact(*factor)));
    text += "; quality " + factor->ToString() + " releases " + released.AmountText();
  } else {
    text += "; quality is not known yet";
  }
  TIREK_ASSIGN_OR_RETURN(line.withheld_amount, withheld.Minus(released));
  TIREK_ASSIGN_OR_RETURN(line.amount, line.amount.Minus(line.withheld_amount));
  priced.Explain("CAP-QUALITY", rule.source_act, std::move(text), share,
                 "withheld " + line.withheld_amount.ToString());
  return {};
}

Result<void> Divide(PricedLine& priced, const order::FundingRule& rule) {
  Line& line = priced.line;
  std::vector<Exact> shares;
  std::string text = line.amount.AmountText();
  for (const order::FundingPart& part : rule.parts) {
    shares.emplace_back(part.share);
    text += ", " + part.payer + " " + part.share.ToString();
  }
  TIREK_ASSIGN_OR_RETURN(const std::vector<Money> parts, Allocate(line.amount, shares));
  std::string result;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    line.funding.push_back({rule.parts[i].payer, parts[i]});
    result += (i == 0 ? "" : ", ") + rule.parts[i].payer + " " + parts[i].ToString();
  }
  priced.Explain("CAP-FUNDING", rule.source_act, std::move(text), Exact::FromMoney(line.amount),
                 std::move(result));
  return {};
}

}  // namespace

Result<void> DivideBudget(PricedLine& priced) {
  const PayerRules& payers = priced.payers();
  if (payers.quality != nullptr) TIREK_RETURN_IF_ERROR(Withhold(priced, *payers.quality));
  if (payers.funding != nullptr) return Divide(priced, *payers.funding);
  return {};
}

}  // namespace tirek::capitation
