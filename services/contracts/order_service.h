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
  Result<Order> Get(rpc::Call& call, const OrderId& id);
  Result<std::vector<ListedOrder>> List(rpc::Call& call, const OrderFilter& filter,
                                        const rpc::Page& page);

 private:
  IdSource& ids_;
};

}  // namespace tirek::contracts
