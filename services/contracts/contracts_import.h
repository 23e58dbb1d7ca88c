// The columns of this service's files, and what they refer to.
#pragma once

#include "core/rpc/call.h"
#include "core/rpc/import.h"

namespace tirek::contracts {

// Ceilings are in tenge.
rpc::ImportShape ContractFile(rpc::Call& call);
rpc::ImportShape CalendarFile(rpc::Call& call);

}  // namespace tirek::contracts
