// The attendance register as the host knows it.
#pragma once

#include "core/rpc/hosted_service.h"

namespace tirek::delivery {

rpc::ServiceEntry DeliveryEntry();

}  // namespace tirek::delivery
