// The gRPC door of bank statements that come in pieces.
#pragma once

#include "core/rpc/call.h"
#include "services/settlement/statement_service.h"
#include "tirek/settlement/v1/statement_upload.grpc.pb.h"

namespace tirek::settlement {

class UploadHandler final : public v1::StatementUploadService::Service {
 public:
  explicit UploadHandler(const rpc::CallEnvironment& environment)
      : calls_(environment), statements_(environment.ids) {}

  grpc::Status UploadBankStatement(grpc::ServerContext* context,
                                   grpc::ServerReader<v1::UploadBankStatementRequest>* reader,
                                   v1::UploadBankStatementResponse* response) override;

 private:
  rpc::CallGate calls_;
  StatementService statements_;
};

}  // namespace tirek::settlement
