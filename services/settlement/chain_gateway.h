// Reads the entries of ledgers in the order of their numbers, with all that their hashes cover.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "billing/ledger/chain.h"
#include "core/sql/unit_of_work.h"

namespace tirek::settlement {

struct ChainPlace {
  std::string ledger_id;
  long long sequence = 0;
};

// As COPY sent the rows: the texts that the entries point into.
struct ChainPortion {
  std::vector<std::string> entries;
  std::vector<std::string> postings;

  // Calls `each` with every entry in order and the hash that is stored with it.
  void ForEach(
      const std::function<void(const ledger::ChainedEntry&, std::string_view)>& each) const;
};

struct StoredHead {
  long long sequence = 0;
  std::string hash;
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

  // By ledger.
  std::map<std::string, StoredHead> Heads();
  // Of a ledger, after a place and up to a number; empty at its end.
  ChainPortion After(const ChainPlace& place, long long last);
  // Whole ledgers that follow on one, or the beginning of the first where it is a long one.
  ChainPortion LedgersAfter(const std::string& ledger_id);

 private:
  std::vector<std::string> Entries(const std::string& where);
  std::vector<std::string> Postings(const std::string& where);

  sql::UnitOfWork& work_;
  std::string entries_at_once_;
};

}  // namespace tirek::settlement
