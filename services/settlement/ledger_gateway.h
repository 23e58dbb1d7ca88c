// The one door into the ledger. A service that posts a document includes this header and posts in
// the transaction of the document itself, so that each document has its entry because COMMIT says
// so. Needs grants that the migrations settlement and ledger_rows give by name.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "billing/ledger/entry.h"
#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/calendar/month.h"
#include "core/sql/unit_of_work.h"

namespace tirek::settlement {

class LedgerGateway {
 public:
  explicit LedgerGateway(sql::UnitOfWork& work) : work_(work) {}

  // Stores `entry` with the next number of its ledger; its id ("ent_…"). From here to the end of
  // the transaction the ledger's row is locked and the month of the effective date cannot close.
  // PERIOD_CLOSED or PERIOD_SOFT_CLOSED (precondition) when it is closed already; ACCOUNT_OVERDRAWN
  // and ACCOUNT_LIMIT_EXCEEDED (precondition) when an account's limit forbids it; ENTRY_EXISTS
  // (already exists) when the document has an entry in this ledger: then the transaction can only
  // be rolled back.
  Result<std::string> Post(const ledger::Entry& entry, Instant now);

  // From here to the end of the transaction the month cannot close; PERIOD_CLOSED or
  // PERIOD_SOFT_CLOSED when it is. For a document that is to be posted later, so that it cannot
  // hang in a closed month.
  Result<void> HoldMonth(const Month& month);

  // All of them or none, numbered in their order; ids in their order, too.
  Result<std::vector<std::string>> PostAll(std::span<const ledger::Entry> entries, Instant now);

 private:
  sql::UnitOfWork& work_;
};

}  // namespace tirek::settlement
