// Heads of ledgers on the wire: to be kept outside, and brought back to be checked.
#pragma once

#include <string>
#include <vector>

#include "core/base/result.h"
#include "services/settlement/command.h"
#include "services/settlement/head_service.h"
#include "tirek/settlement/v1/settlement.pb.h"

namespace tirek::settlement {

Result<HeadFilter> FromProto(const v1::ListLedgerHeadsRequest& request);
Result<std::vector<KeptHead>> FromProto(const v1::CheckLedgerHeadsRequest& request);
Result<JournalFilter> FromProto(const v1::GetLedgerJournalRequest& request);
v1::LedgerHead ToProto(const KeptHead& head);
v1::HeadCheck ToProto(const HeadCheck& check);

}  // namespace tirek::settlement
