// The columns of this service's files, and what they refer to.
#pragma once

#include "core/rpc/call.h"
#include "core/rpc/import.h"

namespace tirek::contracts {

// Ceilings are in tenge.
rpc::ImportShape ContractFile(rpc::Call& call);
// `contract` is a number, and empty in rows of pots' indicators.
rpc::ImportShape AssessmentFile(rpc::Call& call);
rpc::ImportShape CalendarFile(rpc::Call& call);

}  // namespace tirek::contracts
