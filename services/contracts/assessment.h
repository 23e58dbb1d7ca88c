// What a provider's work of a month was measured at: the quality factor of a contract, or an
// indicator by which the providers share a pot.
#pragma once

#include <string>
#include <tuple>
#include <vector>

#include "core/base/clock.h"
#include "core/base/error.h"
#include "core/base/id.h"
#include "core/calendar/month.h"
#include "core/calendar/period.h"
#include "core/money/decimal.h"
#include "services/contracts/contract.h"

namespace tirek::contracts {

struct AssessmentTag {
  static constexpr std::string_view kPrefix = "asm";
};
using AssessmentId = Id<AssessmentTag>;

// The one indicator that is of a contract. Codes of pots have small letters: none is taken for it.
inline constexpr std::string_view kQuality = "QUALITY";

// What an assessment is of: provider, contract or "", month, indicator.
using AssessmentKey = std::tuple<std::string, std::string, Month, std::string>;

struct NewAssessment {
  ProviderId provider_id;
  ContractId contract_id;  // empty but for QUALITY
  Month month;
  std::string indicator;
  Decimal value;  // without zeros at its end

  AssessmentKey key() const { return {provider_id.text(), contract_id.text(), month, indicator}; }
};

struct Assessment {
  AssessmentId assessment_id;
  NewAssessment details;
  Instant create_time;
};

struct AssessmentFilter {
  std::string provider_id;  // empty for all
  std::string month;
};

// Of a contract: whose it is, and when.
struct ContractSpan {
  std::string provider_id;
  Period period;
};

// What the contract says against an assessment of it.
std::vector<Violation> AgainstContract(const NewAssessment& assessment,
                                       const ContractSpan& contract);

}  // namespace tirek::contracts
