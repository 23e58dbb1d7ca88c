#include "cli/documents/contract_reader.h"

#include <utility>

#include "tirek/registry/v1/registry.pb.h"

namespace tirek::cli {

using contracts::v1::Contract;
using contracts::v1::Order;

documents::Party PayerOf(const Order& order) {
  const contracts::v1::Payer& payer = order.payer();
  return {payer.name(), payer.bin(), payer.iban(), payer.bic(), payer.kbe()};
}

Result<documents::Party> ReadProvider(const Server& server, const std::string& id) {
  registry::v1::GetProviderRequest request;
  request.set_provider_id(id);
  TIREK_ASSIGN_OR_RETURN(const auto answer,
                         server.Ask<registry::v1::GetProviderResponse>("provider", "get", request));
  const registry::v1::Provider& provider = answer.provider();
  return documents::Party{provider.name(), provider.bin(), provider.iban(), provider.bic(),
                          provider.kbe()};
}

Result<Contract> ReadContract(const Server& server, const std::string& id) {
  contracts::v1::GetContractRequest request;
  request.set_contract_id(id);
  TIREK_ASSIGN_OR_RETURN(
      auto answer, server.Ask<contracts::v1::GetContractResponse>("contract", "get", request));
  return std::move(*answer.mutable_contract());
}

Result<Order> ReadOrder(const Server& server, const std::string& id) {
  contracts::v1::GetOrderRequest request;
  request.set_order_id(id);
  TIREK_ASSIGN_OR_RETURN(auto answer,
                         server.Ask<contracts::v1::GetOrderResponse>("order", "get", request));
  return std::move(*answer.mutable_order());
}

}  // namespace tirek::cli
