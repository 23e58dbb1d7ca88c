#include "services/settlement/period_codec.h"

#include "core/rpc/convert.h"
#include "core/rpc/enum_text.h"
#include "services/settlement/payment_codec.h"

namespace tirek::settlement {
namespace {

constexpr std::size_t kMostReason = 300;

v1::PeriodState ToProto(ledger::PeriodState state) {
  return rpc::FromWord<v1::PeriodState>(std::string(ledger::PeriodStateName(state)));
}

Result<Month> OnlyMonth(const std::string& text) {
  FieldCheck check;
  const auto month = check.Take("month", Month::Parse(text));
  TIREK_RETURN_IF_ERROR(check.Done());
  return *month;
}

// Of a request that has a month and a reason.
template <typename Reasoned, typename Request>
Result<Reasoned> WithReason(const Request& request) {
  FieldCheck check;
  const auto month = check.Take("month", Month::Parse(request.month()));
  std::string reason = check.Text("reason", request.reason(), kMostReason);
  TIREK_RETURN_IF_ERROR(check.Done());
  return Reasoned{*month, std::move(reason)};
}

}  // namespace

Result<Month> FromProto(const v1::ClosePeriodRequest& request) {
  return OnlyMonth(request.month());
}

Result<AllPeriods> FromProto(const v1::ListPeriodsRequest& /*request*/) { return AllPeriods{}; }

Result<Month> FromProto(const v1::SoftClosePeriodRequest& request) {
  return OnlyMonth(request.month());
}

Result<ReopeningRequest> FromProto(const v1::RequestReopeningRequest& request) {
  return WithReason<ReopeningRequest>(request);
}

Result<ReopeningApproval> FromProto(const v1::ApproveReopeningRequest& request) {
  TIREK_ASSIGN_OR_RETURN(const Month month, OnlyMonth(request.month()));
  return ReopeningApproval{month, request.etag()};
}

Result<ReopeningRefusal> FromProto(const v1::RefuseReopeningRequest& request) {
  return WithReason<ReopeningRefusal>(request);
}

Result<PeriodEventFilter> FromProto(const v1::ListPeriodEventsRequest& request) {
  FieldCheck check;
  PeriodEventFilter filter{TakeMonthFilter(check, request.month())};
  TIREK_RETURN_IF_ERROR(check.Done());
  return filter;
}

v1::Period ToProto(const BooksPeriod& period) {
  v1::Period proto;
  proto.set_month(period.month);
  proto.set_state(ToProto(period.state));
  if (period.soft_close_time) {
    *proto.mutable_soft_close_time() = rpc::ToProto(*period.soft_close_time);
  }
  proto.set_soft_closed_by(period.soft_closed_by);
  if (period.close_time) *proto.mutable_close_time() = rpc::ToProto(*period.close_time);
  proto.set_closed_by(period.closed_by);
  proto.set_breaks(period.breaks);
  proto.set_reopening_requested_by(period.reopening_requested_by);
  proto.set_reopening_reason(period.reopening_reason);
  proto.set_etag(period.etag());
  return proto;
}

v1::PeriodEvent ToProto(const PeriodEvent& event) {
  v1::PeriodEvent proto;
  proto.set_month(event.month);
  proto.set_number(event.number);
  proto.set_kind(rpc::FromWord<v1::PeriodEventKind>(event.kind));
  proto.set_state(ToProto(event.state));
  proto.set_principal(event.principal);
  proto.set_requested_by(event.requested_by);
  proto.set_reason(event.reason);
  proto.set_breaks(event.breaks);
  *proto.mutable_event_time() = rpc::ToProto(event.event_time);
  return proto;
}

}  // namespace tirek::settlement
