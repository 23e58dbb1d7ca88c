// All SQL of bank statements and their lines.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/rpc/page.h"
#include "core/sql/unit_of_work.h"
#include "services/settlement/statement.h"

namespace tirek::settlement {

// A stored statement, as far as an error names it.
struct KnownStatement {
  std::string statement_id;
  std::string account_iban;
  std::string start_date;
  std::string end_date;  // inclusive
};

// What `known` hinders: `reason` with all of it in the metadata.
Error KnownAs(ErrorKind kind, const char* reason, const std::string& message,
              const KnownStatement& known);

class StatementGateway {
 public:
  explicit StatementGateway(sql::UnitOfWork& work) : work_(work) {}

  // The first statement that was imported from a file with this digest.
  std::optional<KnownStatement> FindFile(const std::string& sha256);
  // A statement of the account that has a day of the period.
  std::optional<KnownStatement> FindOverlap(const std::string& account_iban, const Period& period);
  bool IsPayerAccount(const std::string& iban);

  // Until the transaction ends: orders paid from the account that are sent and on no statement yet.
  void HoldOrders(const std::string& account_iban);
  // Those of `references` that are paid from the account, and sent or met by a statement.
  std::vector<SentOrder> Orders(const std::string& account_iban,
                                const std::vector<std::string>& references);
  void SetStates(const std::vector<MetOrder>& orders);

  // STATEMENT_IMPORTED or STATEMENT_REISSUED when another import was faster.
  Result<void> Insert(const BankStatement& statement);

  bool Exists(const StatementId& id);
  // Newest first.
  std::vector<BankStatement> List(const rpc::Page& page);
  // Up to `limit` lines after a line number, each as it is matched now.
  std::vector<StatementLine> List(const LineFilter& filter, long long after, int limit);

 private:
  sql::UnitOfWork& work_;
};

}  // namespace tirek::settlement
