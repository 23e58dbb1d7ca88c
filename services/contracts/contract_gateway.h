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
  // In its last version.
  std::optional<Contract> Find(const ContractId& id);
  // `amended` from the amendment's date on. ETAG_MISMATCH when its version was made meanwhile.
  Result<void> Append(const Contract& amended, const ContractAmendment& amendment, Instant now);
  // Up to page.size + 1, by version.
  std::vector<ContractVersion> Versions(const ContractId& id, const rpc::Page& page);
  // Up to page.size + 1, by number.
  std::vector<Contract> List(const ContractFilter& filter, const rpc::Page& page);
  std::map<std::string, std::string> IdsByNumber(const std::vector<std::string>& numbers);
  // The numbers of contracts that are not within their order.
  std::vector<std::string> NumbersOutsideOrder();
  // Of those under the order, which would not be within it if it were this one.
  std::vector<std::string> NumbersOutside(const OrderId& order_id, const NewOrder& order);

  bool HasProvider(const ProviderId& id);
  std::map<std::string, std::string> ProviderIdsByBin(const std::vector<std::string>& bins);
  // For each contract, whether its provider has a licence in force when it starts.
  std::vector<bool> Licensed(const std::vector<const NewContract*>& contracts);

 private:
  sql::UnitOfWork& work_;
};

}  // namespace tirek::contracts
