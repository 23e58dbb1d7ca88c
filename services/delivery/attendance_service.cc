#include "services/delivery/attendance_service.h"

#include <set>

#include "core/calendar/time_zone.h"
#include "services/delivery/attendance_gateway.h"
#include "services/delivery/person_lookup.h"

namespace tirek::delivery {
namespace {

using Rows = std::vector<rpc::ImportRow<NewAttendance>>;

// By whom and where: the placements that a row may belong to.
using Whereabouts = std::map<std::pair<std::string, std::string>, std::vector<PlacementFact>>;

const Violation kNotPlaced = {"person", "PERSON_NOT_PLACED",
                              "the ИИН or reference of a person who has a placement at this place"};
const Violation kDiffers = {"date", "ATTENDANCE_RECORDED",
                            "what is recorded for this day already; correct it instead"};
const Violation kFuture = {"date", "DATE_IN_FUTURE", "today or a day before"};

Error NotFound(const char* reason, const char* message) {
  return {ErrorKind::kNotFound, reason, message, {}, {}};
}

bool IsFuture(const rpc::Call& call, CivilDate date) {
  return date > Kazakhstan().CivilDayOf(call.now());
}

std::vector<std::string> Carried(const Rows& rows, const std::string& column) {
  std::set<std::string> values;
  for (const auto& row : rows) {
    if (row.command) values.insert(row.carried.at(column));
  }
  return {values.begin(), values.end()};
}

Whereabouts WhereaboutsOf(AttendanceGateway& gateway,
                          const std::map<std::string, std::string>& person_ids) {
  std::vector<std::string> ids;
  ids.reserve(person_ids.size());
  for (const auto& [key, id] : person_ids) ids.push_back(id);
  Whereabouts found;
  for (const PlacementFact& placement : gateway.PlacementsOf(ids)) {
    found[{placement.person_id, placement.place_id}].push_back(placement);
  }
  return found;
}

const PlacementFact* PlacementOf(const rpc::ImportRow<NewAttendance>& row,
                                 const std::map<std::string, std::string>& person_ids,
                                 const std::map<std::string, std::string>& place_ids,
                                 const Whereabouts& whereabouts) {
  const auto person = person_ids.find(row.carried.at("person"));
  const auto place = place_ids.find(row.carried.at("place_code"));
  if (person == person_ids.end() || place == place_ids.end()) return nullptr;
  const auto found = whereabouts.find({person->second, place->second});
  return found == whereabouts.end() ? nullptr : PlacementOfDay(found->second, row.command->date);
}

}  // namespace

Attendance AttendanceService::Make(const rpc::Call& call, const NewAttendance& attendance,
                                   const PlacementFact& placement) {
  return {ids_.Next<AttendanceTag>(),
          placement.provider_id,
          placement.placement_id,
          placement.person_id,
          placement.place_id,
          attendance.date,
          attendance.delivered,
          "",
          "",
          call.now(),
          false};
}

Result<Attendance> AttendanceService::Record(rpc::Call& call, const NewAttendance& attendance) {
  AttendanceGateway gateway(call.work());
  const auto placement = gateway.FindPlacement(attendance.placement_id);
  if (!placement) return NotFound("PLACEMENT_NOT_FOUND", "There is no such placement.");
  if (IsFuture(call, attendance.date)) return InvalidFields({kFuture});
  Attendance recorded = Make(call, attendance, *placement);
  TIREK_RETURN_IF_ERROR(gateway.Insert({recorded}));
  call.NameSubject(recorded.attendance_id.text());
  return recorded;
}

Result<Attendance> AttendanceService::Get(rpc::Call& call, const AttendanceId& id) {
  auto found = AttendanceGateway(call.work()).Find(id);
  if (!found) return NotFound("ATTENDANCE_NOT_FOUND", "There is no such attendance.");
  return *std::move(found);
}

Result<std::vector<Attendance>> AttendanceService::List(rpc::Call& call, AttendanceFilter filter,
                                                        const rpc::Page& page) {
  TIREK_ASSIGN_OR_RETURN(filter.provider_id, call.principal().NarrowedTo(filter.provider_id));
  return AttendanceGateway(call.work()).List(filter, page);
}

Result<Attendance> AttendanceService::Correct(rpc::Call& call, const Correction& correction) {
  AttendanceGateway gateway(call.work());
  const auto current = gateway.Find(correction.attendance_id);
  if (!current) return NotFound("ATTENDANCE_NOT_FOUND", "There is no such attendance.");
  Attendance next = *current;
  next.attendance_id = ids_.Next<AttendanceTag>();
  next.delivered = correction.delivered;
  next.replaces_id = current->attendance_id.text();
  next.correction_reason = correction.reason;
  next.record_time = call.now();
  next.replaced = false;
  TIREK_RETURN_IF_ERROR(gateway.Insert({next}));
  call.NameSubject(next.attendance_id.text());
  return next;
}

Result<std::map<std::string, PlacementFact>> AttendanceService::Place(rpc::Call& call, Rows& rows) {
  AttendanceGateway gateway(call.work());
  TIREK_ASSIGN_OR_RETURN(const auto person_ids,
                         ResolvePersons(peers_, call.token(), Carried(rows, "person")));
  const auto place_ids = gateway.PlaceIdsByCode(Carried(rows, "place_code"));
  const Whereabouts whereabouts = WhereaboutsOf(gateway, person_ids);
  std::map<std::string, PlacementFact> used;
  for (auto& row : rows) {
    if (!row.command) continue;
    const PlacementFact* placement = PlacementOf(row, person_ids, place_ids, whereabouts);
    if (placement == nullptr) {
      // One answer for an unknown person, an unknown place and no placement: a provider learns
      // nothing of persons who are not its own.
      Refuse(row, kNotPlaced);
    } else {
      row.command->placement_id = placement->placement_id;
      used.emplace(placement->placement_id.text(), *placement);
    }
  }
  return used;
}

Result<void> AttendanceService::Import(rpc::Call& call, Rows& rows) {
  TIREK_ASSIGN_OR_RETURN(const auto placements, Place(call, rows));
  std::vector<std::string> placement_ids;
  placement_ids.reserve(placements.size());
  for (const auto& [id, placement] : placements) placement_ids.push_back(id);
  AttendanceGateway gateway(call.work());
  std::map<DayKey, Delivered> recorded = gateway.InForce(placement_ids);
  std::vector<Attendance> fresh;
  for (auto& row : rows) {
    if (!row.command) continue;
    const NewAttendance& attendance = *row.command;
    if (IsFuture(call, attendance.date)) {
      Refuse(row, kFuture);
      continue;
    }
    const std::string& placement_id = attendance.placement_id.text();
    const auto [known, is_new] =
        recorded.try_emplace({placement_id, attendance.date}, attendance.delivered);
    if (is_new) {
      fresh.push_back(Make(call, attendance, placements.at(placement_id)));
    } else if (known->second != attendance.delivered) {
      Refuse(row, kDiffers);
    }
  }
  call.NameSubject(std::to_string(fresh.size()) + " lines");
  return gateway.Insert(fresh);
}

}  // namespace tirek::delivery
