#include "services/contracts/assessment_service.h"

#include <map>
#include <set>
#include <string>
#include <utility>

#include "services/contracts/assessment_gateway.h"
#include "services/contracts/contract_gateway.h"

namespace tirek::contracts {
namespace {

using NewAssessmentRow = rpc::ImportRow<NewAssessment>;
using LatestByKey = std::map<AssessmentKey, Assessment>;

Error NotFound(const char* reason, const char* message) {
  return {ErrorKind::kNotFound, reason, message, {}, {}};
}

LatestByKey LatestOf(rpc::Call& call, const std::vector<const NewAssessment*>& assessments) {
  std::set<std::string> providers;
  std::set<std::string> months;
  for (const NewAssessment* assessment : assessments) {
    providers.insert(assessment->provider_id.text());
    months.insert(assessment->month.ToString());
  }
  return AssessmentGateway(call.work())
      .Latest({providers.begin(), providers.end()}, {months.begin(), months.end()});
}

Assessment Recorded(IdSource& ids, const rpc::Call& call, const NewAssessment& details,
                    const LatestByKey& latest) {
  const auto before = latest.find(details.key());
  const Instant last = before == latest.end() ? Instant{} : before->second.create_time;
  return {ids.Next<AssessmentTag>(), details, RecordTime(last, call.now())};
}

// Refuses the rows against which their contract says something.
void JudgeByContract(rpc::Call& call, std::vector<NewAssessmentRow>& rows) {
  std::set<std::string> contract_ids;
  for (const NewAssessmentRow& row : rows) {
    if (row.command) contract_ids.insert(row.command->contract_id.text());
  }
  const auto spans =
      AssessmentGateway(call.work()).Spans({contract_ids.begin(), contract_ids.end()});
  for (NewAssessmentRow& row : rows) {
    if (!row.command || row.command->contract_id.empty()) continue;
    for (Violation& violation :
         AgainstContract(*row.command, spans.at(row.command->contract_id.text()))) {
      if (violation.field == "contract_id") violation.field = "contract";  // the file's column
      rpc::Refuse(row, std::move(violation));
    }
  }
}

}  // namespace

Result<Assessment> AssessmentService::Create(rpc::Call& call, const NewAssessment& details) {
  if (!ContractGateway(call.work()).HasProvider(details.provider_id)) {
    return NotFound("PROVIDER_NOT_FOUND", "There is no such provider.");
  }
  AssessmentGateway gateway(call.work());
  if (!details.contract_id.empty()) {
    const auto spans = gateway.Spans({details.contract_id.text()});
    if (spans.empty()) return NotFound("CONTRACT_NOT_FOUND", "There is no such contract.");
    auto violations = AgainstContract(details, spans.begin()->second);
    if (!violations.empty()) return InvalidFields(std::move(violations));
  }
  Assessment assessment = Recorded(ids_, call, details, LatestOf(call, {&details}));
  gateway.Insert({assessment});
  call.NameSubject(assessment.assessment_id.text());
  return assessment;
}

Result<std::vector<Assessment>> AssessmentService::List(rpc::Call& call, AssessmentFilter filter,
                                                        const rpc::Page& page) {
  TIREK_ASSIGN_OR_RETURN(filter.provider_id, call.principal().NarrowedTo(filter.provider_id));
  return AssessmentGateway(call.work()).List(filter, page);
}

Result<void> AssessmentService::Import(rpc::Call& call, std::vector<NewAssessmentRow>& rows) {
  JudgeByContract(call, rows);
  std::vector<const NewAssessment*> wanted;
  for (const NewAssessmentRow& row : rows) {
    if (row.command) wanted.push_back(&*row.command);
  }
  LatestByKey latest = LatestOf(call, wanted);
  std::vector<Assessment> fresh;
  for (const NewAssessment* details : wanted) {
    const auto before = latest.find(details->key());
    if (before != latest.end() && before->second.details.value == details->value) continue;
    fresh.push_back(Recorded(ids_, call, *details, latest));
    latest.insert_or_assign(details->key(), fresh.back());
  }
  call.NameSubject(std::to_string(fresh.size()) + " assessments");
  AssessmentGateway(call.work()).Insert(fresh);
  return {};
}

}  // namespace tirek::contracts
