// Asks the eligibility service whom keys name: the only one that knows persons by more than an id.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/rpc/peers.h"

namespace tirek::delivery {

// ИИНs or references to person ids, those that name somebody; one call for each 100,000.
Result<std::map<std::string, std::string>> ResolvePersons(const rpc::PeerChannels& peers,
                                                          const std::string& token,
                                                          const std::vector<std::string>& keys);

}  // namespace tirek::delivery
