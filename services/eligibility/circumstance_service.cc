#include "services/eligibility/circumstance_service.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "services/eligibility/circumstance_gateway.h"

namespace tirek::eligibility {
namespace {

// In the order of recording, by person and kind.
using History = std::map<std::pair<std::string, std::string>, std::vector<Circumstance>>;

std::pair<std::string, std::string> KeyOf(const NewCircumstance& details) {
  return {details.person_id.text(), details.kind};
}

History HistoryOf(rpc::Call& call, const std::set<std::string>& person_ids) {
  History history;
  for (Circumstance& one :
       CircumstanceGateway(call.work()).Of({person_ids.begin(), person_ids.end()})) {
    history[KeyOf(one.details)].push_back(std::move(one));
  }
  return history;
}

}  // namespace

Circumstance CircumstanceService::Make(const rpc::Call& call, const NewCircumstance& details,
                                       const std::vector<Circumstance>& recorded) {
  const Instant last = recorded.empty() ? Instant{} : recorded.back().create_time;
  return {ids_.Next<CircumstanceTag>(), details, RecordTime(last, call.now())};
}

Result<Circumstance> CircumstanceService::Create(rpc::Call& call, const NewCircumstance& details) {
  History history = HistoryOf(call, {details.person_id.text()});
  Circumstance circumstance = Make(call, details, history[KeyOf(details)]);
  TIREK_RETURN_IF_ERROR(CircumstanceGateway(call.work()).Insert({circumstance}));
  call.NameSubject(circumstance.circumstance_id.text());
  return circumstance;
}

// The audit log names everybody of whom something was shown.
Result<std::vector<Circumstance>> CircumstanceService::List(rpc::Call& call,
                                                            const CircumstanceFilter& filter,
                                                            const rpc::Page& page) {
  auto circumstances = CircumstanceGateway(call.work()).List(filter, page);
  const std::size_t shown = std::min(circumstances.size(), static_cast<std::size_t>(page.size));
  std::set<std::string> persons;
  for (std::size_t i = 0; i < shown; ++i) {
    persons.insert(circumstances[i].details.person_id.text());
  }
  std::string subject;
  for (const std::string& person : persons) subject += (subject.empty() ? "" : " ") + person;
  call.NameSubject(subject);
  return circumstances;
}

Result<void> CircumstanceService::Import(rpc::Call& call,
                                         std::vector<rpc::ImportRow<NewCircumstance>>& rows) {
  std::set<std::string> persons;
  for (const auto& row : rows) {
    if (row.command) persons.insert(row.command->person_id.text());
  }
  History history = HistoryOf(call, persons);
  std::vector<Circumstance> fresh;
  for (const auto& row : rows) {
    if (!row.command) continue;
    std::vector<Circumstance>& recorded = history[KeyOf(*row.command)];
    if (Repeats(*row.command, recorded)) continue;
    fresh.push_back(Make(call, *row.command, recorded));
    recorded.push_back(fresh.back());
  }
  call.NameSubject(std::to_string(fresh.size()) + " circumstances");
  return CircumstanceGateway(call.work()).Insert(fresh);
}

}  // namespace tirek::eligibility
