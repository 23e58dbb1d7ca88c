// The eligibility service as the host knows it.
#pragma once

#include "core/rpc/hosted_service.h"

namespace tirek::eligibility {

rpc::ServiceEntry EligibilityEntry();

}  // namespace tirek::eligibility
