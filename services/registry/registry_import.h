// The columns of the registry's files, and what they refer to.
#pragma once

#include "core/rpc/call.h"
#include "core/rpc/import.h"

namespace tirek::registry {

rpc::ImportShape ProviderFile(rpc::Call& call);
rpc::ImportShape SiteFile(rpc::Call& call);
rpc::ImportShape LicenceFile(rpc::Call& call);
rpc::ImportShape PlaceFile(rpc::Call& call);

}  // namespace tirek::registry
