// The use cases of bank statements.
#pragma once

#include <string>
#include <vector>

#include "core/rpc/call.h"
#include "core/rpc/page.h"
#include "core/rpc/upload.h"
#include "services/settlement/statement.h"
#include "services/settlement/statement_import.h"

namespace tirek::settlement {

class StatementService {
 public:
  explicit StatementService(IdSource& ids) : ids_(ids) {}

  // Reads, matches, posts and keeps a whole file, or nothing of it. STATEMENT_REFUSED with every
  // fault of the file, CSV_MAPPING_INVALID, STATEMENT_NOT_FINAL, STATEMENT_IMPORTED,
  // ACCOUNT_UNKNOWN, STATEMENT_REISSUED, PERIOD_CLOSED.
  Result<std::vector<BankStatement>> Import(rpc::Call& call, const NewStatementFile& wanted);
  // The same of a file that came in pieces.
  Result<std::vector<BankStatement>> Import(rpc::Call& call, const std::string& csv_mapping,
                                            const rpc::UploadedFile& file);

  Result<std::vector<BankStatement>> List(rpc::Call& call, const rpc::Page& page);
  // STATEMENT_NOT_FOUND.
  Result<std::vector<StatementLine>> List(rpc::Call& call, const LineFilter& filter,
                                          const rpc::Page& page);

 private:
  Result<std::vector<BankStatement>> Import(rpc::Call& call, const std::string& csv_mapping,
                                            const std::string& sha256, OpenFile open);

  IdSource& ids_;
};

}  // namespace tirek::settlement
