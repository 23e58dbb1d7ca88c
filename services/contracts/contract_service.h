// The use cases of contracts: what is checked, in which order, and what is written.
#pragma once

#include <vector>

#include "core/rpc/call.h"
#include "core/rpc/import.h"
#include "core/rpc/page.h"
#include "services/contracts/contract.h"

namespace tirek::contracts {

class ContractService {
 public:
  explicit ContractService(IdSource& ids) : ids_(ids) {}

  // PROVIDER_NOT_FOUND, ORDER_NOT_FOUND; then all that the order forbids; then LICENCE_MISSING;
  // then CONTRACT_EXISTS.
  Result<Contract> Create(rpc::Call& call, const NewContract& details);
  Result<Contract> Get(rpc::Call& call, const ContractId& id);
  // CONTRACT_NOT_FOUND; ETAG_MISMATCH; then all that its dates and the order forbid; then
  // AMENDMENT_CHANGES_NOTHING.
  Result<Contract> Amend(rpc::Call& call, const ContractAmendment& amendment);
  // A contract of another provider is not found.
  Result<std::vector<ContractVersion>> Versions(rpc::Call& call, const ContractId& id,
                                                const rpc::Page& page);
  // Up to page.size + 1 rows; a provider's caller sees its own.
  Result<std::vector<Contract>> List(rpc::Call& call, ContractFilter filter, const rpc::Page& page);
  // Stores the rows that still have a command, after all the same checks.
  Result<void> Import(rpc::Call& call, std::vector<rpc::ImportRow<NewContract>>& rows);

 private:
  Contract Make(const rpc::Call& call, const NewContract& details);

  IdSource& ids_;
};

}  // namespace tirek::contracts
