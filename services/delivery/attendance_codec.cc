#include "services/delivery/attendance_codec.h"

#include "core/rpc/convert.h"
#include "core/rpc/enum_text.h"

namespace tirek::delivery {
namespace {

constexpr int kQuantityScale = 2;
constexpr const char* kQuantityExpected =
    "units delivered: above 0, at most 24, at most 2 decimals";

Decimal TakeQuantity(FieldCheck& check, const common::v1::Decimal& proto) {
  const auto quantity = check.Take("quantity", rpc::ToDecimal(proto));
  if (!quantity) return Decimal();
  const Decimal most = Decimal::FromInteger(24);
  if (*quantity <= Decimal() || *quantity > most || quantity->scale() > kQuantityScale) {
    check.Add("quantity", "QUANTITY_INVALID", kQuantityExpected);
  }
  return *quantity;
}

// Both requests that say what was delivered have these fields.
template <typename Request>
Delivered TakeDelivered(FieldCheck& check, const Request& request) {
  Delivered delivered;
  delivered.mark = rpc::TakeWord(check, "mark", request.mark());
  delivered.quantity = Decimal::FromInteger(1);
  if (request.has_quantity()) delivered.quantity = TakeQuantity(check, request.quantity());
  if (delivered.mark == "ABSENT") {
    delivered.absence_reason = rpc::TakeWord(check, "absence_reason", request.absence_reason());
    if (request.has_quantity()) {
      check.Add("quantity", "QUANTITY_OF_ABSENCE", "no quantity: an absence is one day");
    }
  } else if (request.absence_reason() != 0) {
    check.Add("absence_reason", "REASON_OF_PRESENCE", "no reason: the person was present");
  }
  return delivered;
}

NewAttendance TakeAttendance(FieldCheck& check, const v1::RecordAttendanceRequest& request) {
  NewAttendance attendance;
  const auto date = check.Take("date", rpc::ToDate(request.date()));
  if (date) attendance.date = *date;
  attendance.delivered = TakeDelivered(check, request);
  return attendance;
}

}  // namespace

Result<NewAttendance> FromProto(const v1::RecordAttendanceRequest& request) {
  FieldCheck check;
  const auto placement_id = check.Take("placement_id", PlacementId::Parse(request.placement_id()));
  NewAttendance attendance = TakeAttendance(check, request);
  TIREK_RETURN_IF_ERROR(check.Done());
  attendance.placement_id = *placement_id;
  return attendance;
}

Result<NewAttendance> FromRow(const v1::RecordAttendanceRequest& request) {
  FieldCheck check;
  NewAttendance attendance = TakeAttendance(check, request);
  TIREK_RETURN_IF_ERROR(check.Done());
  return attendance;
}

Result<AttendanceId> FromProto(const v1::GetAttendanceRequest& request) {
  FieldCheck check;
  const auto id = check.Take("attendance_id", AttendanceId::Parse(request.attendance_id()));
  TIREK_RETURN_IF_ERROR(check.Done());
  return *id;
}

Result<AttendanceFilter> FromProto(const v1::ListAttendanceRequest& request) {
  FieldCheck check;
  AttendanceFilter filter{request.provider_id(), request.placement_id(), request.person_id(),
                          std::nullopt, request.all_versions()};
  if (!request.month().empty()) filter.month = check.Take("month", Month::Parse(request.month()));
  TIREK_RETURN_IF_ERROR(check.Done());
  return filter;
}

Result<Correction> FromProto(const v1::CorrectAttendanceRequest& request) {
  FieldCheck check;
  Correction correction;
  const auto id = check.Take("attendance_id", AttendanceId::Parse(request.attendance_id()));
  correction.delivered = TakeDelivered(check, request);
  correction.reason = check.Text("reason", request.reason(), 300);
  TIREK_RETURN_IF_ERROR(check.Done());
  correction.attendance_id = *id;
  return correction;
}

v1::Attendance ToProto(const Attendance& attendance) {
  v1::Attendance proto;
  proto.set_attendance_id(attendance.attendance_id.text());
  proto.set_placement_id(attendance.placement_id.text());
  proto.set_provider_id(attendance.provider_id);
  proto.set_person_id(attendance.person_id);
  proto.set_place_id(attendance.place_id);
  *proto.mutable_date() = rpc::ToProto(attendance.date);
  const Delivered& delivered = attendance.delivered;
  proto.set_mark(rpc::FromWord<v1::AttendanceMark>(delivered.mark));
  proto.set_absence_reason(rpc::FromWord<contracts::v1::AbsenceReason>(delivered.absence_reason));
  if (delivered.mark == "PRESENT") *proto.mutable_quantity() = rpc::ToProto(delivered.quantity);
  proto.set_state(attendance.replaced ? v1::ATTENDANCE_STATE_REPLACED
                                      : v1::ATTENDANCE_STATE_IN_FORCE);
  proto.set_replaces_id(attendance.replaces_id);
  proto.set_correction_reason(attendance.correction_reason);
  *proto.mutable_record_time() = rpc::ToProto(attendance.record_time);
  return proto;
}

}  // namespace tirek::delivery
