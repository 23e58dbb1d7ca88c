// Contracts as the host knows them.
#pragma once

#include "core/rpc/hosted_service.h"

namespace tirek::contracts {

rpc::ServiceEntry ContractsEntry();

}  // namespace tirek::contracts
