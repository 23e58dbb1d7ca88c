#include "billing/retro/netting.h"

#include <map>

#include "core/money/exact.h"
#include "core/money/round.h"

namespace tirek::retro {
namespace {

// The dues of one contract: what they come to, and what is left of each.
struct ContractDues {
  Money total;
  std::vector<std::size_t> dues;
};

Money Lesser(Money a, Money b) { return a.minor() < b.minor() ? a : b; }

Result<std::map<std::string, ContractDues>> ByContract(std::span<const Due> dues) {
  std::map<std::string, ContractDues> contracts;
  for (std::size_t i = 0; i < dues.size(); ++i) {
    const Money zero = Money::FromMinor(0, dues[i].amount.currency());
    ContractDues& contract =
        contracts.try_emplace(dues[i].contract_id, ContractDues{zero, {}}).first->second;
    TIREK_ASSIGN_OR_RETURN(contract.total, contract.total.Plus(dues[i].amount));
    contract.dues.push_back(i);
  }
  return contracts;
}

// What is taken off dues of this sum at most.
Result<Money> MostOf(const Owing& owing, Money total) {
  if (!owing.percent) return owing.left;
  TIREK_ASSIGN_OR_RETURN(const Money part,
                         Round(Exact::FromMoney(total) * Exact(*owing.percent) * Exact(1, 100),
                               total.currency(), Rounding::kDown));
  return Lesser(part, owing.left);
}

}  // namespace

Result<std::vector<Netting>> NetOwings(std::span<const Due> dues, std::span<const Owing> owings) {
  TIREK_ASSIGN_OR_RETURN(const auto contracts, ByContract(dues));
  std::vector<Money> left;
  for (const Due& due : dues) left.push_back(due.amount);
  std::vector<Netting> nettings;
  for (const Owing& owing : owings) {
    const auto contract = contracts.find(owing.contract_id);
    if (contract == contracts.end()) continue;
    TIREK_ASSIGN_OR_RETURN(Money most, MostOf(owing, contract->second.total));
    for (const std::size_t due : contract->second.dues) {
      const Money taken = Lesser(most, left[due]);
      if (taken.is_zero()) continue;
      TIREK_ASSIGN_OR_RETURN(most, most.Minus(taken));
      TIREK_ASSIGN_OR_RETURN(left[due], left[due].Minus(taken));
      nettings.push_back({due, owing.adjustment_id, taken});
    }
  }
  return nettings;
}

}  // namespace tirek::retro
