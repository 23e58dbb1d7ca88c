#include "services/order_file/order_file.h"

#include "core/rpc/json.h"

namespace tirek::order {

Result<contracts::v1::Order> ParseOrderFile(std::string_view json) {
  contracts::v1::Order order;
  TIREK_RETURN_IF_ERROR(rpc::FromJson(json, &order));
  return order;
}

std::string ToOrderFile(const contracts::v1::Order& order) { return rpc::ToJson(order); }

}  // namespace tirek::order
