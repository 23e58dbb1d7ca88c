#include "services/placements/plan_gateway.h"

#include "core/base/assert.h"
#include "core/sql/array.h"
#include "core/sql/columns.h"
#include "core/sql/rows.h"

namespace tirek::placements {
namespace {

using soci::use;

const std::string kColumns = " plan_id, provider_id, placement_id, month, planned_days, " +
                             sql::MicrosOf("create_time") + " FROM placements.plan";

Month StoredMonth(const std::string& text) {
  const auto month = Month::Parse(text);
  TIREK_ASSERT(month.has_value());
  return *month;
}

Plan ReadPlan(const soci::row& row) {
  return {PlanId::Trusted(row.get<std::string>(0)),
          row.get<std::string>(1),
          {PlacementId::Trusted(row.get<std::string>(2)), StoredMonth(row.get<std::string>(3)),
           row.get<int>(4)},
          {row.get<long long>(5)}};
}

}  // namespace

void PlanGateway::Insert(const std::vector<Plan>& plans) {
  sql::Columns columns(6);
  for (const Plan& plan : plans) {
    columns.Add({plan.provider_id, plan.plan_id.text(), plan.details.placement_id.text(),
                 plan.details.month.ToString(), std::to_string(plan.details.planned_days),
                 std::to_string(plan.create_time.micros)});
  }
  columns.Execute(work_,
                  "INSERT INTO placements.plan (provider_id, plan_id, placement_id, month,"
                  " planned_days, create_time) SELECT c0, c1, c2, c3, c4::integer, " +
                      sql::TimestampOf("c5") +
                      " FROM unnest(:c0::text[], :c1::text[], :c2::text[], :c3::text[],"
                      " :c4::text[], :c5::text[]) AS x (c0, c1, c2, c3, c4, c5)");
}

std::vector<Plan> PlanGateway::List(const PlanFilter& filter, const rpc::Page& page) {
  const std::string after_month = page.after.empty() ? "" : page.after[0];
  const std::string after_id = page.after.empty() ? "" : page.after[1];
  const int limit = page.size + 1;
  return sql::ReadAll(
      (work_.sql().prepare << "SELECT" + kColumns +
                                  " WHERE (:provider = '' OR provider_id = :provider)"
                                  " AND (:placement = '' OR placement_id = :placement)"
                                  " AND (:month = '' OR month = :month)"
                                  " AND (month, plan_id) > (:after_month, :after_id)"
                                  " ORDER BY month, plan_id LIMIT :limit",
       use(filter.provider_id, "provider"), use(filter.placement_id, "placement"),
       use(filter.month, "month"), use(after_month, "after_month"), use(after_id, "after_id"),
       use(limit, "limit")),
      ReadPlan);
}

std::map<PlanKey, Plan> PlanGateway::Latest(const std::vector<std::string>& placement_ids) {
  const std::string ids = sql::ArrayLiteral(placement_ids);
  const auto rows =
      sql::ReadAll((work_.sql().prepare << "SELECT DISTINCT ON (placement_id, month)" + kColumns +
                                               " WHERE placement_id = ANY(:ids::text[])"
                                               " ORDER BY placement_id, month, create_time DESC,"
                                               " plan_id DESC",
                    use(ids, "ids")),
                   ReadPlan);
  std::map<PlanKey, Plan> latest;
  for (const Plan& row : rows) latest.emplace(KeyOf(row.details), row);
  return latest;
}

}  // namespace tirek::placements
