#include "services/contracts/order_codec.h"

#include <algorithm>
#include <set>

#include "core/base/field_check.h"
#include "core/calendar/time_zone.h"
#include "core/rpc/convert.h"
#include "services/order_file/amendment.h"
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

// FromProto wrote it.
template <typename T>
T Trusted(Result<T> value) {
  TIREK_ASSERT(value.has_value());
  return *std::move(value);
}

v1::Order Stored(const std::string& document) { return Trusted(order::ParseOrderFile(document)); }

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
  if (!order.etag().empty()) {
    check.Add("etag", "SET_BY_SERVER", "nothing: a new order is given its first version");
  }
  const auto document = order::DocumentFromProto(order);
  if (!document) Append("", document.error(), check);
  TIREK_RETURN_IF_ERROR(check.Done());
  return NewOrder{HeadOf(document->terms, document->payer), ServicesOf(document->terms),
                  order::ToOrderFile(order)};
}

Result<NewOrder> FromProto(const v1::CreateOrderRequest& request) {
  if (!request.has_order()) return InvalidFields({{"order", "REQUIRED", "a state social order"}});
  return FromProto(request.order());
}

Result<OrderQuery> FromProto(const v1::GetOrderRequest& request) {
  FieldCheck check;
  const auto id = check.Take("order_id", OrderId::Parse(request.order_id()));
  OrderQuery query;
  if (request.has_known_at()) {
    query.known_at = check.Take("known_at", rpc::ToInstant(request.known_at()));
  }
  TIREK_RETURN_IF_ERROR(check.Done());
  query.order_id = *id;
  return query;
}

Result<OrderId> FromProto(const v1::ListOrderVersionsRequest& request) {
  FieldCheck check;
  const auto id = check.Take("order_id", OrderId::Parse(request.order_id()));
  TIREK_RETURN_IF_ERROR(check.Done());
  return *id;
}

Result<OrderAmendment> FromProto(const v1::AmendOrderRequest& request) {
  FieldCheck check;
  OrderAmendment amendment;
  const auto id = check.Take("order_id", OrderId::Parse(request.order_id()));
  amendment.etag = request.etag();
  const auto date = check.Take("effective_date", rpc::ToDate(request.effective_date()));
  amendment.source_act = check.Text("source_act", request.source_act(), 500);
  if (!request.has_order()) check.Add("order", "REQUIRED", "the whole order as it is to be");
  // As it was read: its id and version are those of the request.
  v1::Order order = request.order();
  if (order.order_id() == request.order_id()) order.clear_order_id();
  order.clear_etag();
  const auto document = FromProto(order);
  if (request.has_order() && !document) Append("order.", document.error(), check);
  TIREK_RETURN_IF_ERROR(check.Done());
  amendment.order_id = *id;
  amendment.effective_date = *date;
  amendment.order = *document;
  return amendment;
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
  proto.set_etag(std::to_string(order.version));
  return proto;
}

v1::Order ToProto(const Order& order) {
  v1::Order whole = Stored(order.document);
  whole.set_order_id(order.order_id.text());
  whole.set_etag(std::to_string(order.version));
  return whole;
}

v1::OrderVersion ToProto(const OrderVersion& version) {
  v1::OrderVersion proto;
  proto.set_version(version.version);
  *proto.mutable_effective_date() = rpc::ToProto(version.effective_date);
  proto.set_source_act(version.source_act);
  const CivilDate recorded = Kazakhstan().CivilDayOf(version.record_time);
  proto.set_retroactive(version.version > 1 && version.effective_date < recorded);
  *proto.mutable_record_time() = rpc::ToProto(version.record_time);
  proto.set_document_sha256(version.document_sha256);
  return proto;
}

std::vector<Violation> AgainstVersion(const OrderAmendment& amendment, const Order& in_force) {
  const v1::Order was = Stored(in_force.document);
  const v1::Order is = Stored(amendment.order.document);
  const Period period = Trusted(order::FromProto(was)).period;
  const CivilDate last = std::max(period.end, amendment.order.head.period.end);
  const CivilDate date = amendment.effective_date;
  if (date < period.start || date > last) {
    return {{"effective_date", "EFFECTIVE_DATE_OUTSIDE",
             "a day from " + period.start.ToString() + " to " + last.ToString()}};
  }
  std::vector<Violation> violations = order::ChangesBefore(was, is, date);
  if (amendment.order.head.period.end < std::min(date, period.end)) {
    violations.push_back({"end_date", "CHANGED_BEFORE_EFFECTIVE_DATE",
                          "a day not before " + date.ToString() + ", when the amendment begins"});
  }
  for (Violation& violation : violations) violation.field = "order." + violation.field;
  return violations;
}

bool SaysTheSame(const OrderAmendment& amendment, const Order& in_force) {
  return order::SaysTheSame(Stored(in_force.document), Stored(amendment.order.document));
}

}  // namespace tirek::contracts
