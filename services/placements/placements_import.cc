#include "services/placements/placements_import.h"

#include "core/calendar/civil_date.h"
#include "services/placements/placement_gateway.h"

namespace tirek::placements {
namespace {

using Keys = std::vector<std::string>;
using Ids = std::map<std::string, std::string>;

rpc::ReferenceColumn PersonColumn(rpc::Call& call, const EligibilityPeer& eligibility) {
  return {"person",
          "person_id",
          {"person", "PERSON_NOT_FOUND", "the reference or ИИН of a registered person"},
          [&call, &eligibility](const Keys& keys) -> Result<Ids> {
            return eligibility.Resolve(call.token(), keys);
          }};
}

rpc::ReferenceColumn PlaceColumn(rpc::Call& call) {
  return {"place_code",
          "place_id",
          {"place_code", "PLACE_NOT_FOUND", "the code of a place that is in the registry"},
          [&call](const Keys& codes) -> Result<Ids> {
            return PlacementGateway(call.work()).PlaceIdsByCode(codes);
          }};
}

// The column "date" is the request's apply_date: every date stands for itself.
rpc::ReferenceColumn DateColumn() {
  return {"date",
          "apply_date",
          {"date", "INVALID_DATE", "a day of the calendar, as YYYY-MM-DD"},
          [](const Keys& keys) -> Result<Ids> {
            Ids dates;
            for (const std::string& key : keys) {
              if (CivilDate::Parse(key)) dates.emplace(key, key);
            }
            return dates;
          }};
}

}  // namespace

rpc::ImportShape ApplicationFile(rpc::Call& call, const EligibilityPeer& eligibility) {
  return {{{"person", "service", "territory", "date"}, {}},
          "",
          {PersonColumn(call, eligibility), DateColumn()}};
}

rpc::ImportShape PlacementFile(rpc::Call& call, const EligibilityPeer& eligibility) {
  return {{{"person", "place_code", "start_date", "end_date"}, {}},
          "",
          {PersonColumn(call, eligibility), PlaceColumn(call)}};
}

rpc::ImportShape PlanFile() {
  return {{{"person", "place_code", "month", "planned_days"}, {}},
          "",
          {},
          "KZT",
          {"person", "place_code"}};
}

}  // namespace tirek::placements
