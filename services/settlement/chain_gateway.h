// Reads the entries of ledgers in the order of their numbers, with all that their hashes cover.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "billing/ledger/chain.h"
#include "core/sql/unit_of_work.h"

namespace tirek::settlement {

struct ChainPlace {
  std::int32_t ledger_number = 0;
  std::int64_t sequence = 0;
};

struct StoredHead {
  std::string ledger_id;
  std::int64_t sequence = 0;
  std::string hash;
};

// By the number of the ledger.
using StoredHeads = std::map<std::int32_t, StoredHead>;

// As COPY sent the rows: the texts that the entries point into.
struct ChainPortion {
  std::vector<std::string> rows;

  // Calls `each` with every entry in order, the number of its ledger, and the hash stored with it.
  // The ledger's id is of `heads`; empty where it has none of that number.
  void ForEach(const StoredHeads& heads,
               const std::function<void(std::int32_t, const ledger::ChainedEntry&,
                                        std::string_view)>& each) const;
};

// Reads along indexes alone for as long as it lives: row-level security makes the planner expect so
// few rows that it would sort the rest of the table for each portion. The transaction is the
// caller's, and must be good for a statement at the end.
class ChainGateway {
 public:
  ChainGateway(sql::UnitOfWork& work, int entries_at_once);
  ~ChainGateway();
  ChainGateway(const ChainGateway&) = delete;
  ChainGateway& operator=(const ChainGateway&) = delete;

  StoredHeads Heads();
  // Of a ledger, after a place and up to a number; empty at its end.
  ChainPortion After(const ChainPlace& place, std::int64_t last);
  // From the beginning of the ledgers that follow on one.
  ChainPortion LedgersAfter(std::int32_t ledger_number);

 private:
  ChainPortion Read(const std::string& where);

  sql::UnitOfWork& work_;
  std::string entries_at_once_;
};

}  // namespace tirek::settlement
