#include "services/delivery/delivery_handler.h"

#include "core/rpc/shapes.h"
#include "services/delivery/attendance_codec.h"

namespace tirek::delivery {
namespace {

constexpr auto kDecode = [](const auto& request) { return FromProto(request); };
constexpr auto kPut = [](auto& answer, const Attendance& attendance) {
  *answer.mutable_attendance() = ToProto(attendance);
};

// No key in verdicts: every column that would name the row may be personal.
rpc::ImportShape AttendanceFile(rpc::Call&) {
  return {{{"date", "person", "place_code", "mark", "absence_reason", "quantity"}, {}},
          "",
          {},
          "KZT",
          {"person", "place_code"}};
}

}  // namespace

grpc::Status DeliveryHandler::RecordAttendance(grpc::ServerContext* context,
                                               const v1::RecordAttendanceRequest* request,
                                               v1::RecordAttendanceResponse* response) {
  return rpc::One(
      calls_, context, *request, response, kDecode,
      [this](rpc::Call& call, const NewAttendance& attendance) {
        return service_.Record(call, attendance);
      },
      kPut);
}

grpc::Status DeliveryHandler::GetAttendance(grpc::ServerContext* context,
                                            const v1::GetAttendanceRequest* request,
                                            v1::GetAttendanceResponse* response) {
  return rpc::One(
      calls_, context, *request, response, kDecode,
      [this](rpc::Call& call, const AttendanceId& id) { return service_.Get(call, id); }, kPut);
}

grpc::Status DeliveryHandler::ListAttendance(grpc::ServerContext* context,
                                             const v1::ListAttendanceRequest* request,
                                             v1::ListAttendanceResponse* response) {
  return rpc::Listed(
      calls_, context, *request, response, 2, kDecode,
      [this](rpc::Call& call, const AttendanceFilter& filter, const rpc::Page& page) {
        return service_.List(call, filter, page);
      },
      [](const Attendance& a) {
        return std::vector<std::string>{a.date.ToString(), a.attendance_id.text()};
      },
      [](auto& answer, const Attendance& a) { *answer.add_attendance() = ToProto(a); });
}

grpc::Status DeliveryHandler::ImportAttendance(grpc::ServerContext* context,
                                               const v1::ImportAttendanceRequest* request,
                                               v1::ImportAttendanceResponse* response) {
  return rpc::Imported<v1::RecordAttendanceRequest>(
      calls_, context, *request, response, AttendanceFile,
      [](const auto& row) { return FromRow(row); },
      [this](rpc::Call& call, std::vector<rpc::ImportRow<NewAttendance>>& rows) {
        return service_.Import(call, rows);
      });
}

grpc::Status DeliveryHandler::CorrectAttendance(grpc::ServerContext* context,
                                                const v1::CorrectAttendanceRequest* request,
                                                v1::CorrectAttendanceResponse* response) {
  return rpc::One(
      calls_, context, *request, response, kDecode,
      [this](rpc::Call& call, const Correction& correction) {
        return service_.Correct(call, correction);
      },
      kPut);
}

}  // namespace tirek::delivery
