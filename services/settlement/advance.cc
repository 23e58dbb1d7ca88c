#include "services/settlement/advance.h"

#include <utility>
#include <vector>

namespace tirek::settlement {

Result<void> RequireWithin(const AdvancedContract& contract, const NewAdvance& wanted) {
  std::vector<Violation> violations;
  const Period month = wanted.month.period();
  if (month.end <= contract.period.start || contract.period.end <= month.start) {
    violations.push_back(
        {"month", "MONTH_OUTSIDE_CONTRACT", "a month in which the contract has days"});
  }
  const Currency currency = contract.ceiling.currency();
  if (wanted.amount.currency() != currency) {
    violations.push_back(
        {"amount", "PAYMENT_CURRENCY", "an amount in " + std::string(currency.code())});
  }
  if (!violations.empty()) return InvalidFields(std::move(violations));
  TIREK_ASSIGN_OR_RETURN(const Money together, contract.open.Plus(wanted.amount));
  if (together.minor() <= contract.ceiling.minor()) return {};
  return Error{ErrorKind::kPrecondition,
               "ADVANCE_ABOVE_CEILING",
               "The open advances of contract " + contract.number + " would come to " +
                   together.ToString() + ", its ceiling is " + contract.ceiling.ToString() + ".",
               {{"contract", contract.number},
                {"advances", together.ToString()},
                {"ceiling", contract.ceiling.ToString()}},
               {}};
}

}  // namespace tirek::settlement
