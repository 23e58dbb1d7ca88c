// Settlement as the host knows it.
#pragma once

#include "core/rpc/hosted_service.h"

namespace tirek::settlement {

rpc::ServiceEntry SettlementEntry();

}  // namespace tirek::settlement
