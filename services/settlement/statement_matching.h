// A statement compared with the orders that were sent: what is kept, posted and reported of it.
// Pure: no SQL; ids come from an argument.
#pragma once

#include <vector>

#include "billing/bank/statement.h"
#include "billing/ledger/entry.h"
#include "core/base/id.h"
#include "core/base/result.h"
#include "services/settlement/reconciliation.h"
#include "services/settlement/statement.h"

namespace tirek::settlement {

// Where a statement came from.
struct StatementOrigin {
  std::string file_sha256;
  int part = 1;
  Instant import_time;
};

struct MatchedStatement {
  BankStatement statement;
  std::vector<StatementLine> lines;
  std::vector<MetOrder> met;
  std::vector<Break> breaks;
  std::vector<SuspenseReason> suspended;
  std::vector<LineReference> references;  // of lines that name several orders
  std::vector<ledger::Entry> entries;     // one a line
};

Result<MatchedStatement> MatchOrders(const bank::Statement& statement,
                                     const std::vector<SentOrder>& orders,
                                     const StatementOrigin& origin, IdSource& ids);

}  // namespace tirek::settlement
