// Circumstances on the wire and back, with every check that needs no database.
#pragma once

#include "core/base/result.h"
#include "services/eligibility/circumstance.h"
#include "tirek/eligibility/v1/eligibility.pb.h"

namespace tirek::eligibility {

Result<NewCircumstance> FromProto(const v1::CreateCircumstanceRequest& request);
Result<CircumstanceFilter> FromProto(const v1::ListCircumstancesRequest& request);

v1::Circumstance ToProto(const Circumstance& circumstance);

}  // namespace tirek::eligibility
