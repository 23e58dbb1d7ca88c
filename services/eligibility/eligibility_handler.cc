#include "services/eligibility/eligibility_handler.h"

#include "core/calendar/time_zone.h"
#include "core/rpc/shapes.h"
#include "services/eligibility/circumstance_codec.h"
#include "services/eligibility/decision_codec.h"
#include "services/eligibility/eligibility_import.h"
#include "services/eligibility/person_codec.h"

namespace tirek::eligibility {
namespace {

constexpr auto kDecode = [](const auto& request) { return FromProto(request); };
constexpr auto kPutPerson = [](auto& answer, const Person& person) {
  *answer.mutable_person() = ToProto(person);
};
constexpr auto kPutDecision = [](auto& answer, const Decision& decision) {
  *answer.mutable_decision() = ToProto(decision);
};

}  // namespace

CivilDate EligibilityHandler::Today() const {
  return Kazakhstan().CivilDayOf(calls_.environment().clock.Now());
}

grpc::Status EligibilityHandler::CreatePerson(grpc::ServerContext* context,
                                              const v1::CreatePersonRequest* request,
                                              v1::CreatePersonResponse* response) {
  return rpc::One(
      calls_, context, *request, response,
      [this](const v1::CreatePersonRequest& wanted) { return FromProto(wanted, Today()); },
      [this](rpc::Call& call, const NewPerson& details) { return persons_.Create(call, details); },
      kPutPerson);
}

grpc::Status EligibilityHandler::GetPerson(grpc::ServerContext* context,
                                           const v1::GetPersonRequest* request,
                                           v1::GetPersonResponse* response) {
  return rpc::One(
      calls_, context, *request, response, kDecode,
      [this](rpc::Call& call, const PersonId& id) { return persons_.Get(call, id); }, kPutPerson);
}

grpc::Status EligibilityHandler::ListPersons(grpc::ServerContext* context,
                                             const v1::ListPersonsRequest* request,
                                             v1::ListPersonsResponse* response) {
  return rpc::ListedBy(
      calls_, context, *request, response, kDecode,
      [this](rpc::Call& call, const PersonFilter& filter, const rpc::Page& page) {
        return persons_.List(call, filter, page);
      },
      [](const Person& person) { return person.details.reference; },
      [](auto& answer, const Person& person) { *answer.add_persons() = ToProto(person); });
}

grpc::Status EligibilityHandler::ImportPersons(grpc::ServerContext* context,
                                               const v1::ImportPersonsRequest* request,
                                               v1::ImportPersonsResponse* response) {
  return rpc::Imported<v1::CreatePersonRequest>(
      calls_, context, *request, response, PersonFile,
      [today = Today()](const v1::CreatePersonRequest& row) { return FromProto(row, today); },
      [this](rpc::Call& call, std::vector<rpc::ImportRow<NewPerson>>& rows) {
        return persons_.Import(call, rows);
      });
}

grpc::Status EligibilityHandler::ResolvePersons(grpc::ServerContext* context,
                                                const v1::ResolvePersonsRequest* request,
                                                v1::ResolvePersonsResponse* response) {
  return rpc::One(
      calls_, context, *request, response, kDecode,
      [this](rpc::Call& call, const std::vector<std::string>& keys) {
        return persons_.Resolve(call, keys);
      },
      [](auto& answer, const std::vector<ResolvedPerson>& persons) {
        for (const ResolvedPerson& person : persons) *answer.add_persons() = ToProto(person);
      });
}

grpc::Status EligibilityHandler::CreateDecision(grpc::ServerContext* context,
                                                const v1::CreateDecisionRequest* request,
                                                v1::CreateDecisionResponse* response) {
  return rpc::One(
      calls_, context, *request, response, kDecode,
      [this](rpc::Call& call, const NewDecision& details) {
        return decisions_.Create(call, details);
      },
      kPutDecision);
}

grpc::Status EligibilityHandler::GetDecision(grpc::ServerContext* context,
                                             const v1::GetDecisionRequest* request,
                                             v1::GetDecisionResponse* response) {
  return rpc::One(
      calls_, context, *request, response, kDecode,
      [this](rpc::Call& call, const DecisionId& id) { return decisions_.Get(call, id); },
      kPutDecision);
}

grpc::Status EligibilityHandler::ListDecisions(grpc::ServerContext* context,
                                               const v1::ListDecisionsRequest* request,
                                               v1::ListDecisionsResponse* response) {
  return rpc::ListedBy(
      calls_, context, *request, response, kDecode,
      [this](rpc::Call& call, const DecisionFilter& filter, const rpc::Page& page) {
        return decisions_.List(call, filter, page);
      },
      [](const Decision& decision) { return decision.details.number; },
      [](auto& answer, const Decision& decision) { *answer.add_decisions() = ToProto(decision); });
}

grpc::Status EligibilityHandler::ImportDecisions(grpc::ServerContext* context,
                                                 const v1::ImportDecisionsRequest* request,
                                                 v1::ImportDecisionsResponse* response) {
  return rpc::Imported<v1::CreateDecisionRequest>(
      calls_, context, *request, response, DecisionFile, kDecode,
      [this](rpc::Call& call, std::vector<rpc::ImportRow<NewDecision>>& rows) {
        return decisions_.Import(call, rows);
      });
}

grpc::Status EligibilityHandler::CheckEligibility(grpc::ServerContext* context,
                                                  const v1::CheckEligibilityRequest* request,
                                                  v1::CheckEligibilityResponse* response) {
  return rpc::One(
      calls_, context, *request, response, kDecode,
      [this](rpc::Call& call, const std::vector<Question>& questions) {
        return decisions_.Check(call, questions);
      },
      [](auto& answer, const std::vector<Answer>& answers) {
        for (const Answer& one : answers) *answer.add_answers() = ToProto(one);
      });
}

grpc::Status EligibilityHandler::CreateCircumstance(grpc::ServerContext* context,
                                                    const v1::CreateCircumstanceRequest* request,
                                                    v1::CreateCircumstanceResponse* response) {
  return rpc::One(
      calls_, context, *request, response, kDecode,
      [this](rpc::Call& call, const NewCircumstance& details) {
        return circumstances_.Create(call, details);
      },
      [](auto& answer, const Circumstance& one) { *answer.mutable_circumstance() = ToProto(one); });
}

grpc::Status EligibilityHandler::ListCircumstances(grpc::ServerContext* context,
                                                   const v1::ListCircumstancesRequest* request,
                                                   v1::ListCircumstancesResponse* response) {
  return rpc::ListedBy(
      calls_, context, *request, response, kDecode,
      [this](rpc::Call& call, const CircumstanceFilter& filter, const rpc::Page& page) {
        return circumstances_.List(call, filter, page);
      },
      [](const Circumstance& one) { return one.circumstance_id.text(); },
      [](auto& answer, const Circumstance& one) { *answer.add_circumstances() = ToProto(one); });
}

grpc::Status EligibilityHandler::ImportCircumstances(grpc::ServerContext* context,
                                                     const v1::ImportCircumstancesRequest* request,
                                                     v1::ImportCircumstancesResponse* response) {
  return rpc::Imported<v1::CreateCircumstanceRequest>(
      calls_, context, *request, response, CircumstanceFile, kDecode,
      [this](rpc::Call& call, std::vector<rpc::ImportRow<NewCircumstance>>& rows) {
        return circumstances_.Import(call, rows);
      });
}

}  // namespace tirek::eligibility
