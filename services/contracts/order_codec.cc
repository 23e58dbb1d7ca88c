#include "services/contracts/order_codec.h"

#include <set>

#include "core/base/field_check.h"
#include "core/rpc/convert.h"
#include "services/order_file/order_codec.h"
#include "services/order_file/order_file.h"

namespace tirek::contracts {
namespace {

void Append(const std::string& path, const Error& error, FieldCheck& check) {
  for (const Violation& violation : error.violations) {
    check.Add(path + violation.field, violation.reason, violation.expected);
  }
}

std::vector<std::string> ServicesOf(const order::StateSocialOrder& terms) {
  std::set<std::string> services;
  for (const order::Tariff& tariff : terms.tariffs) services.insert(tariff.service);
  return {services.begin(), services.end()};
}

OrderHead HeadOf(const order::StateSocialOrder& terms, const order::Payer& payer) {
  return {terms.code,
          terms.title,
          terms.source_act,
          terms.period,
          std::string(terms.currency.code()),
          terms.method_version,
          payer};
}

}  // namespace

Result<NewOrder> FromProto(const v1::Order& order) {
  FieldCheck check;
  if (!order.order_id().empty()) {
    check.Add("order_id", "SET_BY_SERVER", "nothing: a new order is given its id");
  }
  const auto terms = order::FromProto(order);
  if (!terms) Append("", terms.error(), check);
  const auto payer = order::FromProto(order.payer());
  if (!order.has_payer()) {
    check.Add("payer", "REQUIRED", "who pays under the order");
  } else if (!payer) {
    Append("payer.", payer.error(), check);
  }
  TIREK_RETURN_IF_ERROR(check.Done());
  return NewOrder{HeadOf(*terms, *payer), ServicesOf(*terms), order::ToOrderFile(order)};
}

Result<NewOrder> FromProto(const v1::CreateOrderRequest& request) {
  if (!request.has_order()) return InvalidFields({{"order", "REQUIRED", "a state social order"}});
  return FromProto(request.order());
}

Result<OrderId> FromProto(const v1::GetOrderRequest& request) {
  FieldCheck check;
  const auto id = check.Take("order_id", OrderId::Parse(request.order_id()));
  TIREK_RETURN_IF_ERROR(check.Done());
  return *id;
}

Result<OrderFilter> FromProto(const v1::ListOrdersRequest& request) {
  return OrderFilter{request.code()};
}

v1::Order ToProto(const ListedOrder& order) {
  v1::Order proto;
  proto.set_order_id(order.order_id.text());
  proto.set_code(order.head.code);
  proto.set_title(order.head.title);
  proto.set_source_act(order.head.source_act);
  *proto.mutable_start_date() = rpc::ToProto(order.head.period.start);
  *proto.mutable_end_date() = rpc::ToProto(order.head.period.end);
  proto.set_currency_code(order.head.currency_code);
  proto.set_method_version(order.head.method_version);
  *proto.mutable_payer() = order::ToProto(order.head.payer);
  return proto;
}

v1::Order ToProto(const Order& order) {
  auto proto = order::ParseOrderFile(order.document);
  TIREK_ASSERT(proto.has_value());  // FromProto wrote it
  v1::Order whole = std::move(proto).value();
  whole.set_order_id(order.order_id.text());
  return whole;
}

}  // namespace tirek::contracts
