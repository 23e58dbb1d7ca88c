// Claims: wire to domain and back, with every check of a field that needs no database.
#pragma once

#include "core/base/result.h"
#include "services/billing/claim.h"
#include "tirek/billing/v1/billing.pb.h"

namespace tirek::billing {

Result<NewClaim> FromProto(const v1::CreateClaimRequest& request);
Result<ClaimId> FromProto(const v1::GetClaimRequest& request);
Result<ClaimFilter> FromProto(const v1::ListClaimsRequest& request);
Result<ClaimLineFilter> FromProto(const v1::ListClaimLinesRequest& request);
Result<ClaimId> FromProto(const v1::ListCutDaysRequest& request);
Result<Adjudicating> FromProto(const v1::AdjudicateClaimRequest& request);

v1::Claim ToProto(const Claim& claim);
v1::ClaimLine ToProto(const ClaimLine& line);
v1::CutDay ToProto(const CutDay& day);

}  // namespace tirek::billing
