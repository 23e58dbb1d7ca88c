#include "services/placements/application_service.h"

#include "services/placements/admission.h"
#include "services/placements/application_gateway.h"

namespace tirek::placements {
namespace {

using NewApplicationRow = rpc::ImportRow<NewApplication>;

EligibilityQuestion QuestionOf(const NewApplication& wanted) {
  return {wanted.person_id.text(), wanted.service, wanted.apply_date};
}

Waiting WaitingOf(const NewApplication& wanted) {
  return {wanted.person_id.text(), wanted.service};
}

// What is wrong with a row: all of it, also when the person both waits and is not entitled.
void Judge(NewApplicationRow& row, const std::string& reason, std::set<Waiting>& waiting) {
  const NewApplication& wanted = *row.command;
  const auto refusal = RefuseUnentitled(wanted.service, wanted.apply_date, reason);
  if (refusal) {
    row.violations.push_back({refusal->column, refusal->error.reason, refusal->error.message});
  }
  if (waiting.contains(WaitingOf(wanted))) {
    row.violations.push_back(
        {"service", "APPLICATION_EXISTS", "a service that the person does not wait for already"});
  }
  if (row.violations.empty()) {
    waiting.insert(WaitingOf(wanted));
  } else {
    row.command.reset();
  }
}

}  // namespace

Application ApplicationService::Make(const rpc::Call& call, const NewApplication& details) {
  return {ids_.Next<ApplicationTag>(), details, "WAITING", 0, call.now()};
}

Result<Application> ApplicationService::Create(rpc::Call& call, const NewApplication& details) {
  TIREK_ASSIGN_OR_RETURN(const auto reasons,
                         eligibility_.Check(call.token(), {QuestionOf(details)}));
  const auto refusal = RefuseUnentitled(details.service, details.apply_date, reasons.front());
  if (refusal) return refusal->error;
  const Application application = Make(call, details);
  ApplicationGateway gateway(call.work());
  TIREK_RETURN_IF_ERROR(gateway.Insert({application}));
  call.NameSubject(application.application_id.text());
  return *gateway.Find(application.application_id);
}

Result<Application> ApplicationService::Get(rpc::Call& call, const ApplicationId& id) {
  auto application = ApplicationGateway(call.work()).Find(id);
  if (application) return *std::move(application);
  return Error{
      ErrorKind::kNotFound, "APPLICATION_NOT_FOUND", "There is no such application.", {}, {}};
}

Result<std::vector<Application>> ApplicationService::List(rpc::Call& call,
                                                          const ApplicationFilter& filter,
                                                          const rpc::Page& page) {
  TIREK_ASSIGN_OR_RETURN(const DatedKey after, KeyBefore(page));
  return ApplicationGateway(call.work()).List(filter, after, page.size + 1);
}

Result<void> ApplicationService::Import(rpc::Call& call, std::vector<NewApplicationRow>& rows) {
  std::vector<EligibilityQuestion> questions;
  std::vector<std::string> person_ids;
  for (const NewApplicationRow& row : rows) {
    if (!row.command) continue;
    questions.push_back(QuestionOf(*row.command));
    person_ids.push_back(row.command->person_id.text());
  }
  TIREK_ASSIGN_OR_RETURN(const auto reasons, eligibility_.Check(call.token(), questions));
  ApplicationGateway gateway(call.work());
  std::set<Waiting> waiting = gateway.WaitingOf(person_ids);
  std::vector<Application> applications;
  auto reason = reasons.begin();
  for (NewApplicationRow& row : rows) {
    if (!row.command) continue;
    Judge(row, *reason++, waiting);
    if (row.command) applications.push_back(Make(call, *row.command));
  }
  return gateway.Insert(applications);
}

}  // namespace tirek::placements
