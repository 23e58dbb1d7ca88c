// One line of the attendance register (табель): what a person got, or why not, on one day.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/clock.h"
#include "core/base/id.h"
#include "core/calendar/civil_date.h"
#include "core/calendar/month.h"
#include "core/money/decimal.h"

namespace tirek::delivery {

struct AttendanceTag {
  static constexpr std::string_view kPrefix = "att";
};
using AttendanceId = Id<AttendanceTag>;

// Ids of other services.
struct PlacementTag {
  static constexpr std::string_view kPrefix = "plc";
};
using PlacementId = Id<PlacementTag>;

// What was delivered. Marks and reasons as stored: "PRESENT", "ABSENT"; "HOSPITAL", …
struct Delivered {
  std::string mark;
  std::string absence_reason;  // empty with PRESENT
  Decimal quantity;            // 1 with ABSENT

  friend bool operator==(const Delivered&, const Delivered&) = default;
};

struct NewAttendance {
  PlacementId placement_id;
  CivilDate date;
  Delivered delivered;
};

struct Correction {
  AttendanceId attendance_id;
  Delivered delivered;
  std::string reason;
};

struct Attendance {
  AttendanceId attendance_id;
  std::string provider_id;
  PlacementId placement_id;
  std::string person_id;
  std::string place_id;
  CivilDate date;
  Delivered delivered;
  std::string replaces_id;
  std::string correction_reason;
  Instant record_time;
  bool replaced = false;  // by a later version
};

struct AttendanceFilter {
  std::string provider_id;
  std::string placement_id;
  std::string person_id;
  std::optional<Month> month;
  bool all_versions = false;
};

// A placement as the placements service publishes it.
struct PlacementFact {
  PlacementId placement_id;
  std::string person_id;
  std::string place_id;
  std::string provider_id;
  CivilDate start;
};

// The placement of one person at one place that a day belongs to: the latest that had begun by
// then, else the first. Nothing of an empty list. Whether the day is paid, billing decides: what
// was claimed for a day outside every placement is kept and denied by name, not lost.
const PlacementFact* PlacementOfDay(const std::vector<PlacementFact>& placements, CivilDate date);

}  // namespace tirek::delivery
