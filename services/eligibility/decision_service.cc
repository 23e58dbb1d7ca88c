#include "services/eligibility/decision_service.h"

#include <set>

#include "services/eligibility/decision_gateway.h"

namespace tirek::eligibility {
namespace {

using NewDecisionRow = rpc::ImportRow<NewDecision>;

constexpr auto kNumberOf = [](const NewDecision& decision) { return decision.number; };

std::vector<std::string> TextsOf(const std::set<std::string>& set) {
  return {set.begin(), set.end()};
}

}  // namespace

Decision DecisionService::Make(const rpc::Call& call, const NewDecision& details) {
  return {ids_.Next<DecisionTag>(), details, call.now()};
}

Result<Decision> DecisionService::Create(rpc::Call& call, const NewDecision& details) {
  Decision decision = Make(call, details);
  TIREK_RETURN_IF_ERROR(DecisionGateway(call.work()).Insert({decision}));
  call.NameSubject(decision.decision_id.text());
  return decision;
}

Result<Decision> DecisionService::Get(rpc::Call& call, const DecisionId& id) {
  auto decision = DecisionGateway(call.work()).Find(id);
  if (decision) return *std::move(decision);
  return Error{ErrorKind::kNotFound, "DECISION_NOT_FOUND", "There is no such decision.", {}, {}};
}

Result<std::vector<Decision>> DecisionService::List(rpc::Call& call, const DecisionFilter& filter,
                                                    const rpc::Page& page) {
  return DecisionGateway(call.work()).List(filter, page);
}

Result<void> DecisionService::Import(rpc::Call& call, std::vector<NewDecisionRow>& rows) {
  DecisionGateway gateway(call.work());
  rpc::RefuseTaken(rows, {"number", "DECISION_EXISTS", "a number that no other decision has"},
                   kNumberOf, gateway.IdsByNumber(rpc::KeysOf(rows, kNumberOf)));
  std::vector<Decision> decisions;
  for (NewDecisionRow& row : rows) {
    if (row.command) {
      decisions.push_back(Make(call, *row.command));
    } else if (LooksLikeIin(row.key)) {
      row.key.clear();  // columns that were mixed up must not show whose row it is
    }
  }
  return gateway.Insert(decisions);
}

Result<std::vector<Answer>> DecisionService::Check(rpc::Call& call,
                                                   const std::vector<Question>& questions) {
  std::set<std::string> persons;
  std::set<std::string> services;
  for (const Question& question : questions) {
    persons.insert(question.person_id.text());
    services.insert(question.service);
  }
  const DecisionsOfPersons decisions =
      DecisionGateway(call.work()).Of(TextsOf(persons), TextsOf(services));
  std::vector<Answer> answers;
  answers.reserve(questions.size());
  for (const Question& question : questions) answers.push_back(AnswerOf(question, decisions));
  return answers;
}

}  // namespace tirek::eligibility
