// The import of one statement file, of any length: read once to judge it, once more to store it, so
// that a portion of its lines at a time is in memory.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "billing/bank/bytes.h"
#include "billing/bank/csv_mapping.h"
#include "core/rpc/call.h"
#include "services/settlement/contested_orders.h"
#include "services/settlement/incoming_gateway.h"
#include "services/settlement/statement.h"
#include "services/settlement/statement_gateway.h"
#include "services/settlement/statement_scan.h"

namespace tirek::settlement {

// Opens the file from its beginning, each time anew.
using OpenFile = std::function<std::unique_ptr<bank::ByteSource>()>;

class StatementImport {
 public:
  StatementImport(rpc::Call& call, IdSource& ids, OpenFile open, const bank::CsvMapping* mapping)
      : call_(call), ids_(ids), gateway_(call.work()), open_(std::move(open)), mapping_(mapping) {}

  // STATEMENT_REFUSED, STATEMENT_NOT_FINAL, ACCOUNT_UNKNOWN, STATEMENT_REISSUED, PERIOD_CLOSED.
  Result<std::vector<BankStatement>> Run(const std::string& sha256);

 private:
  // Orders by the account that pays them, and their reference.
  using OrdersByName = std::map<std::pair<std::string, std::string>, SentOrder>;

  Result<void> Judge();
  void Begin(const std::string& sha256);
  void NoteContested(const std::vector<NumberedLine>& lines);
  void MatchPortion(const std::vector<NumberedLine>& lines, IncomingGateway& incoming);
  void Match(const NumberedLine& numbered, const SentOrder* order, IncomingGateway& incoming);
  void ReadAgain(const LinePortions::Visit& visit);
  OrdersByName OrdersOf(const std::vector<NumberedLine>& lines, bool contested);
  const SentOrder* Find(const OrdersByName& orders, const NumberedLine& line) const;

  rpc::Call& call_;
  IdSource& ids_;
  StatementGateway gateway_;
  OpenFile open_;
  const bank::CsvMapping* mapping_;
  StatementScan scan_;
  ContestedOrders contested_;
  std::vector<BankStatement> statements_;                           // as they will be stored
  std::vector<std::pair<std::string, std::string>> newest_months_;  // by statement id
};

}  // namespace tirek::settlement
