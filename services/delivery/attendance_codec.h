// Wire to domain and back, with every check of a field that needs no database.
#pragma once

#include "core/base/result.h"
#include "services/delivery/attendance.h"
#include "tirek/delivery/v1/delivery.pb.h"

namespace tirek::delivery {

Result<NewAttendance> FromProto(const v1::RecordAttendanceRequest& request);
// The same for a row of a file, whose placement is found from its person and place.
Result<NewAttendance> FromRow(const v1::RecordAttendanceRequest& request);
Result<AttendanceId> FromProto(const v1::GetAttendanceRequest& request);
Result<AttendanceFilter> FromProto(const v1::ListAttendanceRequest& request);
Result<Correction> FromProto(const v1::CorrectAttendanceRequest& request);
v1::Attendance ToProto(const Attendance& attendance);

}  // namespace tirek::delivery
