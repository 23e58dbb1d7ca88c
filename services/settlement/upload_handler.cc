#include "services/settlement/upload_handler.h"

#include "services/settlement/statement_codec.h"

namespace tirek::settlement {

grpc::Status UploadHandler::UploadBankStatement(
    grpc::ServerContext* context, grpc::ServerReader<v1::UploadBankStatementRequest>* reader,
    v1::UploadBankStatementResponse* response) {
  return calls_.Upload(
      context, reader, response,
      [](const v1::UploadBankStatementRequest& head) { return FromProto(head); },
      [this](rpc::Call& call, const StatementUpload& wanted, const rpc::UploadedFile& file,
             v1::UploadBankStatementResponse& answer) -> Result<void> {
        TIREK_ASSIGN_OR_RETURN(const auto statements,
                               statements_.Import(call, wanted.csv_mapping, file));
        for (const BankStatement& kept : statements) *answer.add_statements() = ToProto(kept);
        return {};
      });
}

}  // namespace tirek::settlement
