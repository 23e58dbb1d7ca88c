#include "services/settlement/advance_codec.h"

#include <utility>

#include "core/money/exact.h"
#include "core/rpc/convert.h"
#include "core/rpc/enum_text.h"

namespace tirek::settlement {
namespace {

constexpr std::size_t kLongestReason = 300;
constexpr std::size_t kLongestFundingSource = 64;

std::optional<Decimal> TakePercent(FieldCheck& check, const v1::RequestAdvanceRequest& request) {
  if (!request.has_instalment_percent()) return {};
  const auto percent =
      check.Take("instalment_percent", rpc::ToDecimal(request.instalment_percent()));
  if (percent && (Exact(*percent) <= Exact(0) || Exact(*percent) > Exact(100))) {
    check.Add("instalment_percent", "INSTALMENT_PERCENT_OUT_OF_RANGE", "above 0 and at most 100");
  }
  return percent;
}

void SetDecisions(const Advance& advance, v1::Advance& proto) {
  proto.set_requested_by(advance.requested_by);
  *proto.mutable_request_time() = rpc::ToProto(advance.request_time);
  proto.set_approved_by(advance.approved_by);
  if (advance.approve_time) *proto.mutable_approve_time() = rpc::ToProto(*advance.approve_time);
  proto.set_cancelled_by(advance.cancelled_by);
  proto.set_cancel_reason(advance.cancel_reason);
  proto.set_etag(advance.etag());
}

}  // namespace

Result<NewAdvance> FromProto(const v1::RequestAdvanceRequest& request) {
  FieldCheck check;
  NewAdvance wanted;
  wanted.contract_id = request.contract_id();
  if (!IsIdText("ctr", wanted.contract_id)) {
    check.Add("contract_id", "INVALID_ID", "an id that begins with ctr_");
  }
  if (const auto month = check.Take("month", Month::Parse(request.month()))) wanted.month = *month;
  if (const auto amount = check.Take("amount", rpc::ToMoney(request.amount()))) {
    wanted.amount = *amount;
    if (amount->minor() <= 0) check.Add("amount", "AMOUNT_NOT_POSITIVE", "above zero");
  }
  wanted.reason = check.Text("reason", request.reason(), kLongestReason);
  wanted.instalment_percent = TakePercent(check, request);
  if (!request.funding_source().empty()) {
    wanted.funding_source =
        check.Text("funding_source", request.funding_source(), kLongestFundingSource);
  }
  if (!request.budget_code().empty()) {
    wanted.budget_code = check.Code("budget_code", request.budget_code(), CodeStyle::kUpper);
  }
  TIREK_RETURN_IF_ERROR(check.Done());
  return wanted;
}

Result<AdvanceDecision> FromProto(const v1::ApproveAdvanceRequest& request) {
  FieldCheck check;
  const auto id = check.Take("advance_id", AdvanceId::Parse(request.advance_id()));
  TIREK_RETURN_IF_ERROR(check.Done());
  return AdvanceDecision{*id, request.etag(), ""};
}

Result<AdvanceDecision> FromProto(const v1::CancelAdvanceRequest& request) {
  FieldCheck check;
  const auto id = check.Take("advance_id", AdvanceId::Parse(request.advance_id()));
  std::string reason = check.Text("reason", request.reason(), kLongestReason);
  TIREK_RETURN_IF_ERROR(check.Done());
  return AdvanceDecision{*id, request.etag(), std::move(reason)};
}

Result<Recoupment> FromProto(const v1::RecoupAdvanceRequest& request) {
  FieldCheck check;
  const auto id = check.Take("advance_id", AdvanceId::Parse(request.advance_id()));
  std::string reason = check.Text("reason", request.reason(), kLongestReason);
  TIREK_RETURN_IF_ERROR(check.Done());
  return Recoupment{*id, std::move(reason)};
}

Result<AdvanceFilter> FromProto(const v1::ListAdvancesRequest& request) {
  return AdvanceFilter{request.provider_id(), request.contract_id(), rpc::ToWord(request.state()),
                       request.advance_number()};
}

v1::Advance ToProto(const Advance& advance) {
  v1::Advance proto;
  proto.set_advance_id(advance.advance_id.text());
  proto.set_advance_number(advance.number);
  proto.set_provider_id(advance.provider_id);
  proto.set_provider_bin(advance.provider_bin);
  proto.set_contract_id(advance.contract_id);
  proto.set_contract_number(advance.contract_number);
  proto.set_month(advance.month);
  *proto.mutable_amount() = rpc::ToProto(advance.amount);
  proto.set_state(rpc::FromWord<v1::AdvanceState>(advance.standing));
  proto.set_reason(advance.reason);
  if (advance.instalment_percent) {
    *proto.mutable_instalment_percent() = rpc::ToProto(*advance.instalment_percent);
  }
  proto.set_funding_source(advance.funding_source);
  proto.set_budget_code(advance.budget_code);
  SetDecisions(advance, proto);
  proto.set_end_to_end_id(advance.end_to_end_id);
  if (advance.paid_date) *proto.mutable_paid_date() = rpc::ToProto(*advance.paid_date);
  *proto.mutable_earned() = rpc::ToProto(advance.earned);
  *proto.mutable_recouped() = rpc::ToProto(advance.recouped);
  *proto.mutable_given_back() = rpc::ToProto(advance.given_back);
  *proto.mutable_unearned() = rpc::ToProto(advance.unearned);
  proto.set_age_days(advance.age_days());
  return proto;
}

}  // namespace tirek::settlement
