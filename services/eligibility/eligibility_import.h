// The columns of files of persons, decisions and circumstances, and what they refer to.
#pragma once

#include "core/rpc/call.h"
#include "core/rpc/import.h"

namespace tirek::eligibility {

rpc::ImportShape PersonFile(rpc::Call& call);
rpc::ImportShape DecisionFile(rpc::Call& call);
// No column is shown as a row's key: a person may stand there by ИИН.
rpc::ImportShape CircumstanceFile(rpc::Call& call);

}  // namespace tirek::eligibility
