#include "services/contracts/assessment.h"

namespace tirek::contracts {

std::vector<Violation> AgainstContract(const NewAssessment& assessment,
                                       const ContractSpan& contract) {
  if (assessment.provider_id.text() != contract.provider_id) {
    return {{"contract_id", "CONTRACT_OF_OTHER_PROVIDER", "a contract of the provider"}};
  }
  if (contract.period.Overlaps(assessment.month.period())) return {};
  return {{"month", "MONTH_OUTSIDE_CONTRACT",
           "a month of " + contract.period.ToString() + ", in which the contract has days"}};
}

}  // namespace tirek::contracts
