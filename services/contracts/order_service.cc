#include "services/contracts/order_service.h"

#include "services/contracts/order_gateway.h"

namespace tirek::contracts {

Result<Order> OrderService::Create(rpc::Call& call, const NewOrder& order) {
  const OrderId id = ids_.Next<OrderTag>();
  TIREK_RETURN_IF_ERROR(OrderGateway(call.work()).Insert(id, order, call.now()));
  call.NameSubject(id.text());
  return Order{id, order.document};
}

Result<Order> OrderService::Get(rpc::Call& call, const OrderId& id) {
  auto order = OrderGateway(call.work()).Find(id);
  if (order) return *std::move(order);
  return Error{ErrorKind::kNotFound, "ORDER_NOT_FOUND", "There is no such order.", {}, {}};
}

Result<std::vector<ListedOrder>> OrderService::List(rpc::Call& call, const OrderFilter& filter,
                                                    const rpc::Page& page) {
  return OrderGateway(call.work()).List(filter, page);
}

}  // namespace tirek::contracts
