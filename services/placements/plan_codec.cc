#include "services/placements/plan_codec.h"

#include "core/rpc/convert.h"

namespace tirek::placements {
namespace {

NewPlan TakePlan(FieldCheck& check, const v1::CreatePlanRequest& request) {
  constexpr int kLongestMonth = 31;
  NewPlan plan;
  const auto month = check.Take("month", Month::Parse(request.month()));
  if (month) plan.month = *month;
  const int most = month ? month->days() : kLongestMonth;
  // No days at all is a plan, too; nothing said is none.
  if (!request.has_planned_days()) {
    check.Add("planned_days", "REQUIRED", "a whole number from 0 to " + std::to_string(most));
  } else {
    plan.planned_days =
        static_cast<int>(check.Within("planned_days", request.planned_days(), 0, most));
  }
  return plan;
}

}  // namespace

Result<NewPlan> FromProto(const v1::CreatePlanRequest& request) {
  FieldCheck check;
  const auto placement_id = check.Take("placement_id", PlacementId::Parse(request.placement_id()));
  NewPlan plan = TakePlan(check, request);
  TIREK_RETURN_IF_ERROR(check.Done());
  plan.placement_id = *placement_id;
  return plan;
}

Result<NewPlan> FromRow(const v1::CreatePlanRequest& request) {
  FieldCheck check;
  NewPlan plan = TakePlan(check, request);
  TIREK_RETURN_IF_ERROR(check.Done());
  return plan;
}

Result<PlanFilter> FromProto(const v1::ListPlansRequest& request) {
  FieldCheck check;
  if (!request.month().empty()) check.Take("month", Month::Parse(request.month()));
  TIREK_RETURN_IF_ERROR(check.Done());
  return PlanFilter{request.provider_id(), request.placement_id(), request.month()};
}

v1::Plan ToProto(const Plan& plan) {
  v1::Plan proto;
  proto.set_plan_id(plan.plan_id.text());
  proto.set_placement_id(plan.details.placement_id.text());
  proto.set_provider_id(plan.provider_id);
  proto.set_month(plan.details.month.ToString());
  proto.set_planned_days(plan.details.planned_days);
  *proto.mutable_create_time() = rpc::ToProto(plan.create_time);
  return proto;
}

}  // namespace tirek::placements
