// Contracts between wire and domain, with every check of a field that needs no database.
#pragma once

#include "core/base/result.h"
#include "services/contracts/contract.h"
#include "tirek/contracts/v1/contracts.pb.h"

namespace tirek::contracts {

Result<NewContract> FromProto(const v1::CreateContractRequest& request);
Result<ContractId> FromProto(const v1::GetContractRequest& request);
Result<ContractFilter> FromProto(const v1::ListContractsRequest& request);
Result<ContractAmendment> FromProto(const v1::AmendContractRequest& request);
Result<ContractId> FromProto(const v1::ListContractVersionsRequest& request);
v1::Contract ToProto(const Contract& contract);
v1::ContractVersion ToProto(const ContractVersion& version);

}  // namespace tirek::contracts
