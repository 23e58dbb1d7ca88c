// Billing as the host knows it.
#pragma once

#include "core/rpc/hosted_service.h"

namespace tirek::billing {

rpc::ServiceEntry BillingEntry();

}  // namespace tirek::billing
