// The pure calculation of one month: lines, what ceilings cut of them, and pots shared out.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "billing/adjudication/adjudicate.h"
#include "billing/capitation/facts.h"
#include "billing/capitation/line.h"
#include "billing/capitation/pot.h"
#include "core/base/result.h"

namespace tirek::calculation {

struct Input {
  capitation::MonthFacts facts;  // every contract is under one order, which outlives it
  std::map<std::string, adjudication::Funds> funds;  // of the contracts that have a ceiling
};

struct ContractOutcome {
  std::string contract_id;
  std::vector<capitation::Line> lines;  // of the contract: cut days name them by index
  adjudication::Adjudication adjudication;
};

struct PotOutcome {
  std::string pot_code;
  std::vector<capitation::PotPart> parts;
};

struct Outcome {
  std::vector<capitation::Line> lines;
  std::vector<ContractOutcome> contracts;  // in the order of their ids
  std::vector<PotOutcome> pots;            // those in force in the month, in the order's order
};

// Fails as ComputeMonth, Adjudicate and ShareOut.
Result<Outcome> Calculate(const Input& input, const order::StateSocialOrder& order);

}  // namespace tirek::calculation
