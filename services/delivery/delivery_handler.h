// The gRPC door of the attendance register: decode, call, encode.
#pragma once

#include "core/rpc/hosted_service.h"
#include "services/delivery/attendance_service.h"
#include "tirek/delivery/v1/delivery.grpc.pb.h"

namespace tirek::delivery {

class DeliveryHandler final : public v1::DeliveryService::Service {
 public:
  explicit DeliveryHandler(const rpc::HostContext& context)
      : calls_(context.calls), service_(context.calls.ids, context.peers) {}

  grpc::Status RecordAttendance(grpc::ServerContext* context,
                                const v1::RecordAttendanceRequest* request,
                                v1::RecordAttendanceResponse* response) override;
  grpc::Status GetAttendance(grpc::ServerContext* context, const v1::GetAttendanceRequest* request,
                             v1::GetAttendanceResponse* response) override;
  grpc::Status ListAttendance(grpc::ServerContext* context,
                              const v1::ListAttendanceRequest* request,
                              v1::ListAttendanceResponse* response) override;
  grpc::Status ImportAttendance(grpc::ServerContext* context,
                                const v1::ImportAttendanceRequest* request,
                                v1::ImportAttendanceResponse* response) override;
  grpc::Status CorrectAttendance(grpc::ServerContext* context,
                                 const v1::CorrectAttendanceRequest* request,
                                 v1::CorrectAttendanceResponse* response) override;

 private:
  rpc::CallGate calls_;
  AttendanceService service_;
};

}  // namespace tirek::delivery
