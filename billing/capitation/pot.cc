#include "billing/capitation/pot.h"

#include <map>
#include <utility>

#include "core/money/allocation.h"
#include "core/money/exact.h"
#include "core/money/round.h"

namespace tirek::capitation {
namespace {

class PotShare {
 public:
  PotShare(const order::StateSocialOrder& order, const order::Pot& pot,
           std::span<const IndicatorFacts> indicators)
      : order_(order), pot_(pot) {
    for (const order::PotIndicator& indicator : pot.indicators) values_[indicator.code];
    for (const IndicatorFacts& fact : indicators) {
      const auto of_pot = values_.find(fact.indicator);
      if (of_pot == values_.end()) continue;  // of another pot
      of_pot->second[fact.provider_id] = Exact(fact.value);
      shares_[fact.provider_id];
    }
  }

  Result<std::vector<PotPart>> Run() {
    TIREK_ASSIGN_OR_RETURN(const Money amount,
                           Round(Exact(pot_.amount), order_.currency, order_.rounding.policy));
    for (const order::PotIndicator& indicator : pot_.indicators) {
      TIREK_RETURN_IF_ERROR(AddIndicator(indicator));
    }
    std::vector<Exact> weights;
    for (const auto& [provider_id, share] : shares_) weights.push_back(share.exact);
    TIREK_ASSIGN_OR_RETURN(const std::vector<Money> sums, Allocate(amount, weights));
    return Parts(amount, sums);
  }

 private:
  struct Share {
    Exact exact;  // of the pot
    std::string text;
  };

  Result<void> AddIndicator(const order::PotIndicator& indicator) {
    const std::map<std::string, Exact>& values = values_.at(indicator.code);
    Exact sum;
    for (const auto& [provider_id, value] : values) sum = sum + value;
    if (sum.sign() <= 0) {
      return Error{ErrorKind::kPrecondition,
                   "POT_INDICATOR_EMPTY",
                   "The providers' values of an indicator add to nothing, so it shares nothing.",
                   {{"pot", pot_.code}, {"indicator", indicator.code}},
                   {}};
    }
    for (const auto& [provider_id, value] : values) {
      TIREK_ASSIGN_OR_RETURN(const Exact part, value.DividedBy(sum));
      Share& share = shares_.at(provider_id);
      share.exact = share.exact + Exact(indicator.weight) * part;
      if (!share.text.empty()) share.text += " + ";
      share.text += indicator.weight.ToString() + " × " + indicator.code + " " + value.ToString() +
                    " / " + sum.ToString();
    }
    return {};
  }

  Result<std::vector<PotPart>> Parts(Money amount, const std::vector<Money>& sums) {
    std::vector<PotPart> parts;
    Money whole = Money::FromMinor(0, order_.currency);
    for (const auto& [provider_id, share] : shares_) {
      const Money sum = sums[parts.size()];
      const Exact exact = share.exact * Exact::FromMoney(amount);
      TIREK_ASSIGN_OR_RETURN(const Money down, Round(exact, order_.currency, Rounding::kDown));
      TIREK_ASSIGN_OR_RETURN(whole, whole.Plus(down));
      parts.push_back({provider_id, sum, {}});
      AddStep(parts.back(), "CAP-POT", amount.AmountText() + " × (" + share.text + ")",
              exact.ToString(), down.ToString());
    }
    TIREK_RETURN_IF_ERROR(ExplainResidue(amount, whole, parts));
    return parts;
  }

  // The line of each part that shows where the minor units went that rounding down left.
  Result<void> ExplainResidue(Money amount, Money whole, std::vector<PotPart>& parts) {
    TIREK_ASSIGN_OR_RETURN(const Money residue, amount.Minus(whole));
    for (PotPart& part : parts) {
      AddStep(part, "CAP-POT-RESIDUE",
              pot_.code + ": parts rounded down add to " + whole.AmountText() + " of " +
                  amount.AmountText() + ", largest remainders first",
              residue.AmountText(), part.amount.ToString());
    }
    return {};
  }

  void AddStep(PotPart& part, const char* rule, std::string inputs, std::string exact,
               std::string result) {
    part.trace.push_back(
        {rule, pot_.source_act, std::move(inputs), std::move(exact), std::move(result)});
  }

  const order::StateSocialOrder& order_;
  const order::Pot& pot_;
  std::map<std::string, std::map<std::string, Exact>> values_;  // by indicator, then provider
  std::map<std::string, Share> shares_;                         // by provider
};

}  // namespace

Result<std::vector<PotPart>> ShareOut(const order::StateSocialOrder& order, const order::Pot& pot,
                                      Month month, std::span<const IndicatorFacts> indicators) {
  if (!pot.period.Contains(month.period().start)) {
    return Error{ErrorKind::kPrecondition,
                 "POT_NOT_IN_FORCE",
                 "The pot is not in force on the first day of the month.",
                 {{"pot", pot.code}, {"month", month.ToString()}},
                 {}};
  }
  return PotShare(order, pot, indicators).Run();
}

}  // namespace tirek::capitation
