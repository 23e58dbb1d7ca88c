#include "services/eligibility/decision.h"

namespace tirek::eligibility {

Answer AnswerOf(const Question& question, const DecisionsOfPersons& decisions) {
  const auto person = decisions.find(question.person_id.text());
  if (person == decisions.end()) return {question, Entitlement::kPersonUnknown, "", ""};
  const auto service = person->second.find(question.service);
  if (service == person->second.end()) return {question, Entitlement::kNoDecision, "", ""};
  const auto& [terms, categories] = service->second;
  const EntitlementAnswer judged = JudgeEntitlement(terms, question.date);
  if (!judged.decision) return {question, judged.entitlement, "", ""};
  return {question, judged.entitlement, terms[*judged.decision].decision_id,
          categories[*judged.decision]};
}

}  // namespace tirek::eligibility
