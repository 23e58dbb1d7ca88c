// The ledger on the wire.
#pragma once

#include "core/base/result.h"
#include "services/settlement/ledger.h"
#include "tirek/settlement/v1/settlement.pb.h"

namespace tirek::settlement {

Result<EntryFilter> FromProto(const v1::ListLedgerEntriesRequest& request);
Result<AccountFilter> FromProto(const v1::ListLedgerAccountsRequest& request);
v1::LedgerEntry ToProto(const LedgerEntry& entry);
v1::LedgerAccount ToProto(const LedgerAccount& account);

}  // namespace tirek::settlement
