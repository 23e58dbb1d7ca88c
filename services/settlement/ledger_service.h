// What may be read of the ledger, and by whom.
#pragma once

#include <vector>

#include "core/rpc/call.h"
#include "core/rpc/page.h"
#include "services/settlement/ledger.h"

namespace tirek::settlement {

// The ledger that a filter names. LEDGER_CHOICE where it names none, PROVIDER_SCOPE where it is
// another's.
Result<std::string> LedgerOf(const access::Principal& principal, const EntryFilter& filter);

// Up to page.size + 1 entries of one ledger: a provider's own, or the one that is asked for.
Result<std::vector<LedgerEntry>> ListLedgerEntries(rpc::Call& call, const EntryFilter& filter,
                                                   const rpc::Page& page);

// Up to page.size + 1 accounts; a provider's caller sees its own.
Result<std::vector<LedgerAccount>> ListLedgerAccounts(rpc::Call& call, AccountFilter filter,
                                                      const rpc::Page& page);

// The last row seen of a list ordered by a number, 0 on its first page. PAGE_TOKEN_INVALID when
// the token holds no number.
Result<long long> AfterNumber(const rpc::Page& page);

}  // namespace tirek::settlement
