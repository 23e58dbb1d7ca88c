#include "services/placements/plan_service.h"

#include <set>
#include <utility>

#include "services/placements/placement_gateway.h"
#include "services/placements/plan_gateway.h"

namespace tirek::placements {
namespace {

using NewPlanRow = rpc::ImportRow<NewPlan>;
using Ids = std::map<std::string, std::string>;

// The placements of a person at a place.
using Whereabouts = std::map<std::pair<std::string, std::string>, std::vector<Placement>>;

std::vector<std::string> Carried(const std::vector<NewPlanRow>& rows, const std::string& column) {
  std::set<std::string> values;
  for (const NewPlanRow& row : rows) {
    if (row.command) values.insert(row.carried.at(column));
  }
  return {values.begin(), values.end()};
}

Whereabouts WhereaboutsOf(PlacementGateway& gateway, const Ids& person_ids) {
  std::vector<std::string> ids;
  ids.reserve(person_ids.size());
  for (const auto& [key, id] : person_ids) ids.push_back(id);
  Whereabouts found;
  for (Placement& placement : gateway.OfPersons(ids)) {
    found[{placement.person_id.text(), placement.place_id.text()}].push_back(std::move(placement));
  }
  return found;
}

// "" for a key that names nothing.
std::string IdOf(const Ids& ids, const std::string& key) {
  const auto found = ids.find(key);
  return found == ids.end() ? "" : found->second;
}

}  // namespace

Plan PlanService::Make(const rpc::Call& call, const NewPlan& details,
                       const std::string& provider_id, const std::map<PlanKey, Plan>& latest) {
  const auto before = latest.find(KeyOf(details));
  const Instant last = before == latest.end() ? Instant{} : before->second.create_time;
  return {ids_.Next<PlanTag>(), provider_id, details, RecordTime(last, call.now())};
}

Result<Plan> PlanService::Create(rpc::Call& call, const NewPlan& details) {
  const auto placement = PlacementGateway(call.work()).Find(details.placement_id);
  if (!placement) {
    return Error{
        ErrorKind::kNotFound, "PLACEMENT_NOT_FOUND", "There is no such placement.", {}, {}};
  }
  auto planned = FindPlacementOfMonth({*placement}, details.month);
  if (planned.placement == nullptr) return InvalidFields({std::move(planned.refusal)});
  PlanGateway gateway(call.work());
  Plan plan =
      Make(call, details, placement->provider_id, gateway.Latest({details.placement_id.text()}));
  gateway.Insert({plan});
  call.NameSubject(plan.plan_id.text());
  return plan;
}

Result<std::vector<Plan>> PlanService::List(rpc::Call& call, PlanFilter filter,
                                            const rpc::Page& page) {
  TIREK_ASSIGN_OR_RETURN(filter.provider_id, call.principal().NarrowedTo(filter.provider_id));
  return PlanGateway(call.work()).List(filter, page);
}

Result<Ids> PlanService::Place(rpc::Call& call, std::vector<NewPlanRow>& rows) {
  PlacementGateway gateway(call.work());
  TIREK_ASSIGN_OR_RETURN(const Ids person_ids,
                         eligibility_.Resolve(call.token(), Carried(rows, "person")));
  const Ids place_ids = gateway.PlaceIdsByCode(Carried(rows, "place_code"));
  const Whereabouts whereabouts = WhereaboutsOf(gateway, person_ids);
  static const std::vector<Placement> kNowhere;
  Ids providers;
  for (NewPlanRow& row : rows) {
    if (!row.command) continue;
    const auto there = whereabouts.find({IdOf(person_ids, row.carried.at("person")),
                                         IdOf(place_ids, row.carried.at("place_code"))});
    auto planned = FindPlacementOfMonth(there == whereabouts.end() ? kNowhere : there->second,
                                        row.command->month);
    if (planned.placement == nullptr) {
      rpc::Refuse(row, std::move(planned.refusal));
    } else {
      row.command->placement_id = planned.placement->placement_id;
      providers.emplace(planned.placement->placement_id.text(), planned.placement->provider_id);
    }
  }
  return providers;
}

Result<void> PlanService::Import(rpc::Call& call, std::vector<NewPlanRow>& rows) {
  TIREK_ASSIGN_OR_RETURN(const Ids providers, Place(call, rows));
  std::vector<std::string> placement_ids;
  placement_ids.reserve(providers.size());
  for (const auto& [placement_id, provider_id] : providers) placement_ids.push_back(placement_id);
  PlanGateway gateway(call.work());
  std::map<PlanKey, Plan> latest = gateway.Latest(placement_ids);
  std::vector<Plan> fresh;
  for (const NewPlanRow& row : rows) {
    if (!row.command) continue;
    const NewPlan& details = *row.command;
    const auto before = latest.find(KeyOf(details));
    if (before != latest.end() && before->second.details.planned_days == details.planned_days) {
      continue;
    }
    fresh.push_back(Make(call, details, providers.at(details.placement_id.text()), latest));
    latest.insert_or_assign(KeyOf(details), fresh.back());
  }
  call.NameSubject(std::to_string(fresh.size()) + " plans");
  gateway.Insert(fresh);
  return {};
}

}  // namespace tirek::placements
