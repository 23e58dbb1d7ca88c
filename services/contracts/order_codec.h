// Orders between wire, document and domain, with every check that needs no database.
#pragma once

#include <vector>

#include "core/base/result.h"
#include "services/contracts/order.h"
#include "tirek/contracts/v1/contracts.pb.h"

namespace tirek::contracts {

// Refuses with every fault of the order and its payer at once; paths begin within the order
// ("tariffs[3].rate"), as they do in its file.
Result<NewOrder> FromProto(const v1::CreateOrderRequest& request);
Result<NewOrder> FromProto(const v1::Order& order);
Result<OrderQuery> FromProto(const v1::GetOrderRequest& request);
// Paths of the order begin with "order." here: the request has an act of its own.
Result<OrderAmendment> FromProto(const v1::AmendOrderRequest& request);
Result<OrderId> FromProto(const v1::ListOrderVersionsRequest& request);
Result<OrderFilter> FromProto(const v1::ListOrdersRequest& request);

v1::Order ToProto(const ListedOrder& order);
v1::Order ToProto(const Order& order);
v1::OrderVersion ToProto(const OrderVersion& version);

// Of the amended document, by that of the version in force; paths as above.
// EFFECTIVE_DATE_OUTSIDE, CHANGED_BEFORE_EFFECTIVE_DATE.
std::vector<Violation> AgainstVersion(const OrderAmendment& amendment, const Order& in_force);
bool SaysTheSame(const OrderAmendment& amendment, const Order& in_force);

}  // namespace tirek::contracts
