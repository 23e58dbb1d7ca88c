// The columns of files of persons and decisions, and what they refer to.
#pragma once

#include "core/rpc/call.h"
#include "core/rpc/import.h"

namespace tirek::eligibility {

rpc::ImportShape PersonFile(rpc::Call& call);
rpc::ImportShape DecisionFile(rpc::Call& call);

}  // namespace tirek::eligibility
