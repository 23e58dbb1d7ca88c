// The registry as the host knows it.
#pragma once

#include "core/rpc/hosted_service.h"

namespace tirek::registry {

rpc::ServiceEntry RegistryEntry();

}  // namespace tirek::registry
