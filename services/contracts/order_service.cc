#include "services/contracts/order_service.h"

#include "services/contracts/contract_gateway.h"
#include "services/contracts/order_codec.h"
#include "services/contracts/order_gateway.h"

namespace tirek::contracts {
namespace {

Error OrderNotFound() {
  return {ErrorKind::kNotFound, "ORDER_NOT_FOUND", "There is no such order.", {}, {}};
}

Error ContractsOutside(const std::vector<std::string>& numbers) {
  constexpr std::size_t kMostNamed = 20;
  std::string named;
  for (std::size_t i = 0; i < numbers.size() && i < kMostNamed; ++i) {
    named += (i == 0 ? "" : ", ") + numbers[i];
  }
  return {ErrorKind::kPrecondition,
          "CONTRACTS_OUTSIDE_ORDER",
          "Contracts under the order would lie outside of it: " + named + ".",
          {{"count", std::to_string(numbers.size())}, {"contracts", named}},
          {}};
}

// Whether the amendment may follow the version in force.
Result<void> JudgeAmendment(const OrderAmendment& amendment, const Order& in_force) {
  if (!amendment.etag.empty() && amendment.etag != std::to_string(in_force.version)) {
    return Error{
        ErrorKind::kConflict, "ETAG_MISMATCH", "The order changed since it was read.", {}, {}};
  }
  std::vector<Violation> violations = AgainstVersion(amendment, in_force);
  if (!violations.empty()) return InvalidFields(std::move(violations));
  if (!SaysTheSame(amendment, in_force)) return {};
  return Error{ErrorKind::kPrecondition,
               "AMENDMENT_CHANGES_NOTHING",
               "The amendment changes nothing.",
               {},
               {}};
}

}  // namespace

Result<Order> OrderService::Create(rpc::Call& call, const NewOrder& order) {
  const OrderId id = ids_.Next<OrderTag>();
  TIREK_RETURN_IF_ERROR(OrderGateway(call.work()).Insert(id, order, call.now()));
  call.NameSubject(id.text());
  return Order{id, order.document, 1};
}

Result<Order> OrderService::Get(rpc::Call& call, const OrderQuery& query) {
  auto order = OrderGateway(call.work()).Find(query);
  if (order) return *std::move(order);
  return OrderNotFound();
}

Result<Order> OrderService::Amend(rpc::Call& call, const OrderAmendment& amendment) {
  OrderGateway gateway(call.work());
  gateway.Hold({amendment.order_id.text()});
  const auto in_force = gateway.Find({amendment.order_id, {}});
  if (!in_force) return OrderNotFound();
  TIREK_RETURN_IF_ERROR(JudgeAmendment(amendment, *in_force));
  const std::vector<std::string> outside =
      ContractGateway(call.work()).NumbersOutside(amendment.order_id, amendment.order);
  if (!outside.empty()) return ContractsOutside(outside);
  const int version = in_force->version + 1;
  TIREK_RETURN_IF_ERROR(gateway.Append(amendment, version, call.now()));
  call.NameSubject(amendment.order_id.text());
  return Order{amendment.order_id, amendment.order.document, version};
}

Result<std::vector<OrderVersion>> OrderService::Versions(rpc::Call& call, const OrderId& id,
                                                         const rpc::Page& page) {
  OrderGateway gateway(call.work());
  if (!gateway.Find({id, {}})) return OrderNotFound();
  return gateway.Versions(id, page);
}

Result<std::vector<ListedOrder>> OrderService::List(rpc::Call& call, const OrderFilter& filter,
                                                    const rpc::Page& page) {
  return OrderGateway(call.work()).List(filter, page);
}

}  // namespace tirek::contracts
