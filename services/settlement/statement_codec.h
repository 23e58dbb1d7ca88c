// Bank statements on the wire.
#pragma once

#include <string>

#include "core/base/result.h"
#include "services/settlement/statement.h"
#include "tirek/settlement/v1/settlement.pb.h"
#include "tirek/settlement/v1/statement_upload.pb.h"

namespace tirek::settlement {

struct AllStatements {};  // a list without a filter

// Beside its file, which is not in one message.
struct StatementUpload {
  std::string csv_mapping;  // empty where the file is no CSV
};

Result<NewStatementFile> FromProto(const v1::ImportBankStatementRequest& request);
Result<StatementUpload> FromProto(const v1::UploadBankStatementRequest& request);
Result<AllStatements> FromProto(const v1::ListBankStatementsRequest& request);
Result<LineFilter> FromProto(const v1::ListStatementLinesRequest& request);

v1::BankStatement ToProto(const BankStatement& statement);
v1::StatementLine ToProto(const StatementLine& line);

}  // namespace tirek::settlement
