#include "billing/retro/netting.h"

#include <map>

#include "core/money/exact.h"
#include "core/money/round.h"

namespace tirek::retro {
namespace {

Money Lesser(Money a, Money b) { return a.minor() < b.minor() ? a : b; }

using Indexes = std::vector<std::size_t>;

std::map<std::string, Indexes> ByContract(std::span<const Due> dues) {
  std::map<std::string, Indexes> contracts;
  for (std::size_t i = 0; i < dues.size(); ++i) contracts[dues[i].contract_id].push_back(i);
  return contracts;
}

bool IsOfTheSame(const Owing& owing, const Due& due) {
  return (owing.funding_source.empty() || owing.funding_source == due.funding_source) &&
         (owing.budget_code.empty() || owing.budget_code == due.budget_code);
}

// What is taken off these dues at most; there is one at least.
Result<Money> MostOf(const Owing& owing, std::span<const Due> dues, const Indexes& of_owing) {
  Money total = Money::FromMinor(0, dues[of_owing.front()].amount.currency());
  for (const std::size_t due : of_owing) {
    TIREK_ASSIGN_OR_RETURN(total, total.Plus(dues[due].amount));
  }
  if (!owing.percent) return owing.left;
  TIREK_ASSIGN_OR_RETURN(const Money part,
                         Round(Exact::FromMoney(total) * Exact(*owing.percent) * Exact(1, 100),
                               total.currency(), Rounding::kDown));
  return Lesser(part, owing.left);
}

}  // namespace

Result<std::vector<Netting>> NetOwings(std::span<const Due> dues, std::span<const Owing> owings) {
  const auto contracts = ByContract(dues);
  std::vector<Money> left;
  for (const Due& due : dues) left.push_back(due.amount);
  std::vector<Netting> nettings;
  for (std::size_t i = 0; i < owings.size(); ++i) {
    const Owing& owing = owings[i];
    const auto contract = contracts.find(owing.contract_id);
    if (contract == contracts.end()) continue;
    Indexes of_owing = contract->second;
    std::erase_if(of_owing, [&](std::size_t due) { return !IsOfTheSame(owing, dues[due]); });
    if (of_owing.empty()) continue;
    TIREK_ASSIGN_OR_RETURN(Money most, MostOf(owing, dues, of_owing));
    for (const std::size_t due : of_owing) {
      const Money taken = Lesser(most, left[due]);
      if (taken.is_zero()) continue;
      TIREK_ASSIGN_OR_RETURN(most, most.Minus(taken));
      TIREK_ASSIGN_OR_RETURN(left[due], left[due].Minus(taken));
      nettings.push_back({due, i, taken});
    }
  }
  return nettings;
}

}  // namespace tirek::retro
