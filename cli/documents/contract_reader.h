// Asks the server for the two sides of a contract, as documents name them.
#pragma once

#include <string>

#include "billing/documents/party.h"
#include "cli/documents/server.h"
#include "core/base/result.h"
#include "tirek/contracts/v1/contracts.pb.h"
#include "tirek/contracts/v1/order.pb.h"

namespace tirek::cli {

Result<contracts::v1::Contract> ReadContract(const Server& server, const std::string& id);
Result<contracts::v1::Order> ReadOrder(const Server& server, const std::string& id);

documents::Party PayerOf(const contracts::v1::Order& order);
Result<documents::Party> ReadProvider(const Server& server, const std::string& id);

}  // namespace tirek::cli
