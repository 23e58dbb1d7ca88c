#include "services/contracts/contract_service.h"

#include "services/contracts/contract_gateway.h"
#include "services/contracts/contract_terms.h"
#include "services/contracts/order_gateway.h"

namespace tirek::contracts {
namespace {

constexpr auto kNumberOf = [](const NewContract& c) { return c.number; };
constexpr auto kOrderOf = [](const NewContract& c) { return c.order_id.text(); };

Error NotFound(const char* reason, const char* message) {
  return {ErrorKind::kNotFound, reason, message, {}, {}};
}

Error ChangesNothing() {
  return {ErrorKind::kPrecondition,
          "AMENDMENT_CHANGES_NOTHING",
          "The amendment changes nothing.",
          {},
          {}};
}

// Services are rendered under a licence since 1 January 2025 (Social Code, art. 12(3-1)).
Error LicenceMissing(const NewContract& contract) {
  const std::string start = contract.period.start.ToString();
  return {ErrorKind::kPrecondition,
          "LICENCE_MISSING",
          "The provider has no licence in force on " + start + ", when the contract starts.",
          {{"provider_id", contract.provider_id.text()}, {"start_date", start}},
          {}};
}

// What orders and licences forbid each row that still has a command.
std::vector<std::vector<Violation>> Forbidden(
    rpc::Call& call, const std::vector<rpc::ImportRow<NewContract>>& rows) {
  OrderGateway(call.work()).Hold(rpc::KeysOf(rows, kOrderOf));
  const auto orders = OrderGateway(call.work()).Terms(rpc::KeysOf(rows, kOrderOf));
  std::vector<const NewContract*> contracts;
  for (const auto& row : rows) {
    if (row.command) contracts.push_back(&*row.command);
  }
  const std::vector<bool> licensed = ContractGateway(call.work()).Licensed(contracts);
  std::vector<std::vector<Violation>> forbidden(rows.size());
  std::size_t next = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (!rows[i].command) continue;
    const NewContract& contract = *rows[i].command;
    forbidden[i] = AgainstOrder(contract, orders.at(contract.order_id.text()));
    if (licensed[next++]) continue;
    forbidden[i].push_back(
        {"provider_bin", "LICENCE_MISSING",
         "a provider with a licence in force on " + contract.period.start.ToString()});
  }
  return forbidden;
}

}  // namespace

Contract ContractService::Make(const rpc::Call& call, const NewContract& details) {
  return {ids_.Next<ContractTag>(), details, 1, call.now()};
}

Result<Contract> ContractService::Create(rpc::Call& call, const NewContract& details) {
  ContractGateway gateway(call.work());
  if (!gateway.HasProvider(details.provider_id)) {
    return NotFound("PROVIDER_NOT_FOUND", "There is no such provider.");
  }
  const std::string order_id = details.order_id.text();
  OrderGateway(call.work()).Hold({order_id});
  const auto orders = OrderGateway(call.work()).Terms({order_id});
  if (orders.empty()) return NotFound("ORDER_NOT_FOUND", "There is no such order.");
  auto violations = AgainstOrder(details, orders.at(order_id));
  if (!violations.empty()) return InvalidFields(std::move(violations));
  if (!gateway.Licensed({&details}).front()) return LicenceMissing(details);
  Contract contract = Make(call, details);
  TIREK_RETURN_IF_ERROR(gateway.Insert({contract}));
  call.NameSubject(contract.contract_id.text());
  return contract;
}

Result<Contract> ContractService::Get(rpc::Call& call, const ContractId& id) {
  auto contract = ContractGateway(call.work()).Find(id);
  if (contract) return *std::move(contract);
  return NotFound("CONTRACT_NOT_FOUND", "There is no such contract.");
}

Result<Contract> ContractService::Amend(rpc::Call& call, const ContractAmendment& amendment) {
  ContractGateway gateway(call.work());
  auto contract = gateway.Find(amendment.contract_id);
  if (!contract) return NotFound("CONTRACT_NOT_FOUND", "There is no such contract.");
  if (!amendment.etag.empty() && amendment.etag != std::to_string(contract->version)) {
    return Error{
        ErrorKind::kConflict, "ETAG_MISMATCH", "The contract changed since it was read.", {}, {}};
  }
  const NewContract amended = Amended(contract->details, amendment);
  const std::string order_id = amended.order_id.text();
  OrderGateway(call.work()).Hold({order_id});
  auto violations = AgainstContract(amendment, contract->details);
  for (Violation& fault :
       AgainstOrder(amended, OrderGateway(call.work()).Terms({order_id}).at(order_id))) {
    violations.push_back(std::move(fault));
  }
  if (!violations.empty()) return InvalidFields(std::move(violations));
  if (amended == contract->details) return ChangesNothing();
  contract->details = amended;
  ++contract->version;
  TIREK_RETURN_IF_ERROR(gateway.Append(*contract, amendment, call.now()));
  call.NameSubject(contract->contract_id.text());
  return *std::move(contract);
}

Result<std::vector<ContractVersion>> ContractService::Versions(rpc::Call& call,
                                                               const ContractId& id,
                                                               const rpc::Page& page) {
  ContractGateway gateway(call.work());
  if (!gateway.Find(id)) return NotFound("CONTRACT_NOT_FOUND", "There is no such contract.");
  return gateway.Versions(id, page);
}

Result<std::vector<Contract>> ContractService::List(rpc::Call& call, ContractFilter filter,
                                                    const rpc::Page& page) {
  TIREK_ASSIGN_OR_RETURN(filter.provider_id, call.principal().NarrowedTo(filter.provider_id));
  return ContractGateway(call.work()).List(filter, page);
}

Result<void> ContractService::Import(rpc::Call& call,
                                     std::vector<rpc::ImportRow<NewContract>>& rows) {
  ContractGateway gateway(call.work());
  const auto forbidden = Forbidden(call, rows);
  rpc::RefuseTaken(rows, {"number", "CONTRACT_EXISTS", "a number that no other contract has"},
                   kNumberOf, gateway.IdsByNumber(rpc::KeysOf(rows, kNumberOf)));
  std::vector<Contract> contracts;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (const Violation& violation : forbidden[i]) rpc::Refuse(rows[i], violation);
    if (rows[i].command) contracts.push_back(Make(call, *rows[i].command));
  }
  return gateway.Insert(contracts);
}

}  // namespace tirek::contracts
