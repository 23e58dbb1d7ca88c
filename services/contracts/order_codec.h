// Orders between wire, document and domain, with every check that needs no database.
#pragma once

#include "core/base/result.h"
#include "services/contracts/order.h"
#include "tirek/contracts/v1/contracts.pb.h"

namespace tirek::contracts {

// Refuses with every fault of the order and its payer at once; paths begin within the order
// ("tariffs[3].rate"), as they do in its file.
Result<NewOrder> FromProto(const v1::CreateOrderRequest& request);
Result<NewOrder> FromProto(const v1::Order& order);
Result<OrderId> FromProto(const v1::GetOrderRequest& request);
Result<OrderFilter> FromProto(const v1::ListOrdersRequest& request);

v1::Order ToProto(const ListedOrder& order);
v1::Order ToProto(const Order& order);

}  // namespace tirek::contracts
