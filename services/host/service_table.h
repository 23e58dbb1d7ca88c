// The services that this program holds.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/rpc/hosted_service.h"

namespace tirek::host {

// Every service, callees before their callers.
const std::vector<rpc::ServiceEntry>& ServiceTable();

// "all", or names separated by commas. SERVICE_UNKNOWN (invalid) names those there are.
Result<std::vector<rpc::ServiceEntry>> ChooseServices(std::string_view names);

// Each peer of the chosen services is among them or has an address, no address is for an unknown
// service, and no service reaches itself through its peers.
// PEER_ADDRESS_MISSING, SERVICE_UNKNOWN, PEER_CYCLE (invalid).
Result<void> CheckPeers(const std::vector<rpc::ServiceEntry>& table,
                        const std::vector<rpc::ServiceEntry>& chosen,
                        const std::map<std::string, std::string>& addresses);

}  // namespace tirek::host
