// The use cases of orders.
#pragma once

#include <vector>

#include "core/rpc/call.h"
#include "core/rpc/page.h"
#include "services/contracts/order.h"

namespace tirek::contracts {

class OrderService {
 public:
  explicit OrderService(IdSource& ids) : ids_(ids) {}

  Result<Order> Create(rpc::Call& call, const NewOrder& order);
  // ORDER_NOT_FOUND, also of an order that was not known at the time asked for.
  Result<Order> Get(rpc::Call& call, const OrderQuery& query);
  // ORDER_NOT_FOUND; ETAG_MISMATCH; then all that it would change of the past; then
  // AMENDMENT_CHANGES_NOTHING; then CONTRACTS_OUTSIDE_ORDER.
  Result<Order> Amend(rpc::Call& call, const OrderAmendment& amendment);
  Result<std::vector<OrderVersion>> Versions(rpc::Call& call, const OrderId& id,
                                             const rpc::Page& page);
  Result<std::vector<ListedOrder>> List(rpc::Call& call, const OrderFilter& filter,
                                        const rpc::Page& page);

 private:
  IdSource& ids_;
};

}  // namespace tirek::contracts
