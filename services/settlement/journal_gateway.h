// All SQL that reads whole ledgers for a journal file.
#pragma once

#include <string>
#include <vector>

#include "billing/ledger/journal.h"
#include "core/sql/unit_of_work.h"

namespace tirek::settlement {

class JournalGateway {
 public:
  explicit JournalGateway(sql::UnitOfWork& work) : work_(work) {}

  // By effective date, ledger and number, at most `limit`; of one ledger, or all.
  std::vector<ledger::JournalEntry> Entries(const std::string& ledger_id, std::size_t limit);

 private:
  sql::UnitOfWork& work_;
};

}  // namespace tirek::settlement
