// All SQL of the attendance register. The transaction is the caller's.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/rpc/page.h"
#include "core/sql/unit_of_work.h"
#include "services/delivery/attendance.h"

namespace tirek::delivery {

// What is in force on a day of a placement.
using DayKey = std::pair<std::string, CivilDate>;  // placement_id, date

class AttendanceGateway {
 public:
  explicit AttendanceGateway(sql::UnitOfWork& work) : work_(work) {}

  // ATTENDANCE_RECORDED when a day is recorded already; ATTENDANCE_REPLACED when what it corrects
  // has been corrected by another.
  Result<void> Insert(const std::vector<Attendance>& attendance);

  std::optional<Attendance> Find(const AttendanceId& id);
  // Up to page.size + 1 rows by date, then id.
  std::vector<Attendance> List(const AttendanceFilter& filter, const rpc::Page& page);
  // What is in force for these placements, by day.
  std::map<DayKey, Delivered> InForce(const std::vector<std::string>& placement_ids);

  std::optional<PlacementFact> FindPlacement(const PlacementId& id);
  // All placements of these persons that the caller may see.
  std::vector<PlacementFact> PlacementsOf(const std::vector<std::string>& person_ids);
  std::map<std::string, std::string> PlaceIdsByCode(const std::vector<std::string>& codes);

 private:
  sql::UnitOfWork& work_;
};

}  // namespace tirek::delivery
