#include "core/eligibility/entitlement.h"

#include <tuple>

#include "core/base/assert.h"

namespace tirek {
namespace {

bool Supersedes(const DecisionTerm& newer, const DecisionTerm& older) {
  return std::tie(newer.period.start, newer.decision_id) >
         std::tie(older.period.start, older.decision_id);
}

}  // namespace

std::string_view EntitlementReason(Entitlement entitlement) {
  switch (entitlement) {
    case Entitlement::kEntitled:
      return "";
    case Entitlement::kNoDecision:
      return "NO_DECISION";
    case Entitlement::kDecisionNotInForce:
      return "DECISION_NOT_IN_FORCE";
    case Entitlement::kPersonUnknown:
      return "PERSON_UNKNOWN";
  }
  TIREK_ASSERT(false);
}

EntitlementAnswer JudgeEntitlement(std::span<const DecisionTerm> decisions, CivilDate date) {
  if (decisions.empty()) return {Entitlement::kNoDecision, std::nullopt};
  std::optional<std::size_t> best;
  for (std::size_t i = 0; i < decisions.size(); ++i) {
    if (!decisions[i].period.Contains(date)) continue;
    if (!best || Supersedes(decisions[i], decisions[*best])) best = i;
  }
  if (!best) return {Entitlement::kDecisionNotInForce, std::nullopt};
  return {Entitlement::kEntitled, best};
}

}  // namespace tirek
