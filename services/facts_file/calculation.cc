#include "services/facts_file/calculation.h"

#include <utility>

#include "billing/capitation/month.h"

namespace tirek::calculation {
namespace {

std::vector<capitation::Line> LinesOf(const std::vector<capitation::Line>& lines,
                                      const std::string& contract_id) {
  std::vector<capitation::Line> own;
  for (const capitation::Line& line : lines) {
    if (line.contract_id == contract_id) own.push_back(line);
  }
  return own;
}

Result<std::vector<PotOutcome>> SharePots(const capitation::MonthFacts& facts,
                                          const order::StateSocialOrder& order) {
  std::vector<PotOutcome> outcomes;
  for (const order::Pot& pot : order.pots) {
    if (!pot.period.Contains(facts.month.period().start)) continue;
    TIREK_ASSIGN_OR_RETURN(std::vector<capitation::PotPart> parts,
                           capitation::ShareOut(order, pot, facts.month, facts.indicators));
    outcomes.push_back({pot.code, std::move(parts)});
  }
  return outcomes;
}

}  // namespace

Result<Outcome> Calculate(const Input& input, const order::StateSocialOrder& order) {
  Outcome outcome;
  TIREK_ASSIGN_OR_RETURN(outcome.lines, capitation::ComputeMonth(input.facts));
  for (const auto& [contract_id, funds] : input.funds) {
    std::vector<capitation::Line> lines = LinesOf(outcome.lines, contract_id);
    TIREK_ASSIGN_OR_RETURN(adjudication::Adjudication adjudicated,
                           adjudication::Adjudicate(lines, funds));
    outcome.contracts.push_back({contract_id, std::move(lines), std::move(adjudicated)});
  }
  TIREK_ASSIGN_OR_RETURN(outcome.pots, SharePots(input.facts, order));
  return outcome;
}

}  // namespace tirek::calculation
