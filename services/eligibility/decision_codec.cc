#include "services/eligibility/decision_codec.h"

#include "core/rpc/convert.h"

namespace tirek::eligibility {
namespace {

constexpr int kGrounds = 12;
constexpr int kMostQuestions = 100'000;
// A refusal travels in the headers of the answer, which hold a few kilobytes.
constexpr std::size_t kMostViolations = 30;

std::optional<Question> TakeQuestion(FieldCheck& check, int index,
                                     const v1::EligibilityQuestion& asked) {
  const std::string path = "questions[" + std::to_string(index) + "].";
  const std::size_t before = check.violations().size();
  const auto person_id = check.Take(path + "person_id", PersonId::Parse(asked.person_id()));
  const std::string service = check.Code(path + "service", asked.service(), CodeStyle::kLower);
  const auto date = check.Take(path + "date", rpc::ToDate(asked.date()));
  if (check.violations().size() != before) return std::nullopt;
  return Question{*person_id, service, *date};
}

}  // namespace

Result<NewDecision> FromProto(const v1::CreateDecisionRequest& request) {
  FieldCheck check;
  NewDecision decision;
  decision.number = check.Text("number", request.number(), 50);
  const auto person_id = check.Take("person_id", PersonId::Parse(request.person_id()));
  decision.service = check.Code("service", request.service(), CodeStyle::kLower);
  decision.ground = static_cast<int>(check.Within("ground", request.ground(), 1, kGrounds));
  if (!request.category().empty()) {
    decision.category = check.Code("category", request.category(), CodeStyle::kLower);
  }
  decision.period = rpc::TakePeriod(check, request);
  TIREK_RETURN_IF_ERROR(check.Done());
  decision.person_id = *person_id;
  return decision;
}

Result<DecisionId> FromProto(const v1::GetDecisionRequest& request) {
  FieldCheck check;
  const auto id = check.Take("decision_id", DecisionId::Parse(request.decision_id()));
  TIREK_RETURN_IF_ERROR(check.Done());
  return *id;
}

Result<DecisionFilter> FromProto(const v1::ListDecisionsRequest& request) {
  return DecisionFilter{request.number(), request.person_id(), request.service()};
}

Result<std::vector<Question>> FromProto(const v1::CheckEligibilityRequest& request) {
  FieldCheck check;
  if (request.questions_size() > kMostQuestions) {
    check.Add("questions", "TOO_MANY", "at most 100000 questions");
    return InvalidFields(check.TakeViolations());
  }
  std::vector<Question> questions;
  questions.reserve(static_cast<std::size_t>(request.questions_size()));
  for (int i = 0; i < request.questions_size(); ++i) {
    auto question = TakeQuestion(check, i, request.questions(i));
    if (question) questions.push_back(*std::move(question));
    if (check.violations().size() >= kMostViolations) break;
  }
  TIREK_RETURN_IF_ERROR(check.Done());
  return questions;
}

v1::Decision ToProto(const Decision& decision) {
  v1::Decision proto;
  proto.set_decision_id(decision.decision_id.text());
  proto.set_number(decision.details.number);
  proto.set_person_id(decision.details.person_id.text());
  proto.set_service(decision.details.service);
  proto.set_ground(decision.details.ground);
  proto.set_category(decision.details.category);
  rpc::SetPeriod(decision.details.period, &proto);
  *proto.mutable_create_time() = rpc::ToProto(decision.create_time);
  return proto;
}

v1::EligibilityAnswer ToProto(const Answer& answer) {
  v1::EligibilityAnswer proto;
  proto.set_person_id(answer.question.person_id.text());
  proto.set_service(answer.question.service);
  *proto.mutable_date() = rpc::ToProto(answer.question.date);
  proto.set_eligible(answer.entitlement == Entitlement::kEntitled);
  proto.set_reason(std::string(EntitlementReason(answer.entitlement)));
  proto.set_decision_id(answer.decision_id);
  proto.set_category(answer.category);
  return proto;
}

}  // namespace tirek::eligibility
