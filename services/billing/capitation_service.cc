#include "services/billing/capitation_service.h"

#include "services/billing/line_gateway.h"
#include "services/billing/run_gateway.h"

namespace tirek::billing {

Result<CapitationRun> FindRun(sql::UnitOfWork& work, const RunId& id) {
  auto found = RunGateway(work).Find(id);
  if (found) return *std::move(found);
  return Error{ErrorKind::kNotFound, "RUN_NOT_FOUND", "There is no such capitation run.", {}, {}};
}

Result<CapitationRun> CapitationService::Create(rpc::Call& call, Month month) {
  CapitationRun run;
  run.run_id = ids_.Next<RunTag>();
  run.month = month;
  run.known_at = call.now();
  run.create_time = call.now();
  TIREK_RETURN_IF_ERROR(RunGateway(call.work()).Insert(run));
  call.NameSubject(run.run_id.text());
  return FindRun(call.work(), run.run_id);
}

Result<CapitationRun> CapitationService::Get(rpc::Call& call, const RunId& id) {
  return FindRun(call.work(), id);
}

std::vector<CapitationRun> CapitationService::List(rpc::Call& call, const RunFilter& filter,
                                                   const rpc::Page& page) {
  return RunGateway(call.work()).List(filter, page);
}

Result<std::vector<CapitationLine>> CapitationService::ListLines(rpc::Call& call, LineFilter filter,
                                                                 const rpc::Page& page) {
  TIREK_ASSIGN_OR_RETURN(filter.provider_id, call.principal().NarrowedTo(filter.provider_id));
  if (!page.after.empty()) {
    filter.run_id = page.after.front();  // of the first page, though a newer run may have ended
  } else if (filter.run_id.empty()) {
    const auto newest = RunGateway(call.work()).NewestCompleted(*filter.month);
    if (!newest) return std::vector<CapitationLine>();
    filter.run_id = newest->run_id.text();
  } else {
    TIREK_ASSIGN_OR_RETURN(const auto run, FindRun(call.work(), RunId::Trusted(filter.run_id)));
    if (filter.month && *filter.month != run.month) return std::vector<CapitationLine>();
  }
  return LineGateway(call.work()).List(filter, page);
}

Result<CapitationLine> CapitationService::FindLine(rpc::Call& call, const LineId& id) {
  auto found = LineGateway(call.work()).Find(id);
  if (found) return *std::move(found);
  return Error{ErrorKind::kNotFound, "LINE_NOT_FOUND", "There is no such line.", {}, {}};
}

}  // namespace tirek::billing
