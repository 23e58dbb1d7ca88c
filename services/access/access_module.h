// Access as the host sees it.
#pragma once

#include "core/rpc/hosted_service.h"

namespace tirek::access {

rpc::ServiceEntry AccessEntry();

}  // namespace tirek::access
