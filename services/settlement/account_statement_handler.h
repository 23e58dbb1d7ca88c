// The gRPC door of account statements: decode, call, encode.
#pragma once

#include "core/rpc/call.h"
#include "tirek/settlement/v1/account_statement.grpc.pb.h"

namespace tirek::settlement {

class AccountStatementHandler final : public v1::AccountStatementService::Service {
 public:
  explicit AccountStatementHandler(const rpc::CallEnvironment& environment) : calls_(environment) {}

  grpc::Status GetAccountStatement(grpc::ServerContext* context,
                                   const v1::GetAccountStatementRequest* request,
                                   v1::GetAccountStatementResponse* response) override;
  grpc::Status GetReconciliationAct(grpc::ServerContext* context,
                                    const v1::GetReconciliationActRequest* request,
                                    v1::GetReconciliationActResponse* response) override;
  grpc::Status CompareReconciliationAct(grpc::ServerContext* context,
                                        const v1::CompareReconciliationActRequest* request,
                                        v1::CompareReconciliationActResponse* response) override;
  grpc::Status ListPayables(grpc::ServerContext* context, const v1::ListPayablesRequest* request,
                            v1::ListPayablesResponse* response) override;
  grpc::Status GetPayableAgeing(grpc::ServerContext* context,
                                const v1::GetPayableAgeingRequest* request,
                                v1::GetPayableAgeingResponse* response) override;
  grpc::Status ExplainTieOut(grpc::ServerContext* context, const v1::ExplainTieOutRequest* request,
                             v1::ExplainTieOutResponse* response) override;

 private:
  rpc::CallGate calls_;
};

}  // namespace tirek::settlement
