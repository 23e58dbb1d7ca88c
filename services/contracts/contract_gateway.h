// All SQL of contracts, and of what the registry publishes about their providers.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/rpc/page.h"
#include "core/sql/unit_of_work.h"
#include "services/contracts/contract.h"

namespace tirek::contracts {

class ContractGateway {
 public:
  explicit ContractGateway(sql::UnitOfWork& work) : work_(work) {}

  // CONTRACT_EXISTS when a number is taken.
  Result<void> Insert(const std::vector<Contract>& contracts);
  std::optional<Contract> Find(const ContractId& id);
  // Up to page.size + 1, by number.
  std::vector<Contract> List(const ContractFilter& filter, const rpc::Page& page);
  std::map<std::string, std::string> IdsByNumber(const std::vector<std::string>& numbers);
  // The numbers of contracts that are not within their order.
  std::vector<std::string> NumbersOutsideOrder();

  bool HasProvider(const ProviderId& id);
  std::map<std::string, std::string> ProviderIdsByBin(const std::vector<std::string>& bins);
  // For each contract, whether its provider has a licence in force when it starts.
  std::vector<bool> Licensed(const std::vector<const NewContract*>& contracts);

 private:
  sql::UnitOfWork& work_;
};

}  // namespace tirek::contracts
