// All SQL that reads the ledger. What writes it is in ledger_gateway.
#pragma once

#include <string>
#include <vector>

#include "core/rpc/page.h"
#include "core/sql/unit_of_work.h"
#include "services/settlement/ledger.h"

namespace tirek::settlement {

// Of one ledger, after a sequence.
struct EntryRange {
  std::string ledger_id;
  std::string month;  // of the effective date; empty for all
  long long after = 0;
  int limit = 0;
};

class LedgerListGateway {
 public:
  explicit LedgerListGateway(sql::UnitOfWork& work) : work_(work) {}

  // In the order of their sequence, with their postings.
  std::vector<LedgerEntry> Entries(const EntryRange& range);

  // By ledger, account and currency: up to page.size + 1 rows.
  std::vector<LedgerAccount> Accounts(const AccountFilter& filter, const rpc::Page& page);

  // Every ledger, in order.
  std::vector<std::string> LedgerIds();

 private:
  std::vector<LedgerEntry> EntriesOf(const EntryRange& range);  // without postings

  sql::UnitOfWork& work_;
};

}  // namespace tirek::settlement
