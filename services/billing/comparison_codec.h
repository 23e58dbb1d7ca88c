// Replays and comparisons: wire to domain and back.
#pragma once

#include "core/base/result.h"
#include "services/billing/comparison.h"
#include "tirek/billing/v1/billing.pb.h"

namespace tirek::billing {

Result<Replaying> FromProto(const v1::ReplayCapitationRequest& request);
Result<Comparing> FromProto(const v1::DiffCapitationRequest& request);
// Refuses a draft with every fault of it at once.
Result<TryingOrder> FromProto(const v1::TryOrderRequest& request);
Result<SharingPots> FromProto(const v1::GetPotSharesRequest& request);

v1::ReplayCapitationResponse ToProto(const Replay& replay);
v1::DiffCapitationResponse DiffToProto(const Comparison& comparison);
v1::TryOrderResponse TryOrderToProto(const Comparison& comparison);

v1::PotShare ToProto(const PotShare& share);

}  // namespace tirek::billing
