#include "services/settlement/payment_codec.h"

#include "core/base/id.h"
#include "core/rpc/convert.h"
#include "core/rpc/enum_text.h"

namespace tirek::settlement {
namespace {

constexpr std::size_t kLongestFundingSource = 64;

Result<PaymentRunId> OnlyRunId(const std::string& text) {
  FieldCheck check;
  const auto id = check.Take("payment_run_id", PaymentRunId::Parse(text));
  TIREK_RETURN_IF_ERROR(check.Done());
  return *id;
}

}  // namespace

namespace {

// An id of this kind, or none.
std::string TakeId(FieldCheck& check, const char* field, const char* prefix,
                   const std::string& text) {
  if (!text.empty() && !IsIdText(prefix, text)) {
    check.Add(field, "INVALID_ID", std::string("an id that begins with ") + prefix + "_");
  }
  return text;
}

}  // namespace

std::string TakeMonthFilter(FieldCheck& check, const std::string& month) {
  if (!month.empty()) check.Take("month", Month::Parse(month));
  return month;
}

Result<NewPaymentRun> FromProto(const v1::CreatePaymentRunRequest& request) {
  FieldCheck check;
  const auto month = check.Take("month", Month::Parse(request.month()));
  const auto date = check.Take("execution_date", rpc::ToDate(request.execution_date()));
  if (month && date && *date < month->period().start) {
    check.Add("execution_date", "EXECUTION_BEFORE_MONTH", "a day of the month it pays or later");
  }
  PaymentSelection selection;
  if (request.has_due_by()) {
    selection.due_by = check.Take("due_by", rpc::ToDate(request.due_by()));
  }
  selection.order_id = TakeId(check, "order_id", "ord", request.order_id());
  selection.provider_id = TakeId(check, "provider_id", "prv", request.provider_id());
  if (!request.budget_code().empty()) {
    selection.budget_code = check.Code("budget_code", request.budget_code(), CodeStyle::kUpper);
  }
  if (!request.funding_source().empty()) {
    selection.funding_source =
        check.Text("funding_source", request.funding_source(), kLongestFundingSource);
  }
  TIREK_RETURN_IF_ERROR(check.Done());
  return NewPaymentRun{*month, *date, std::move(selection)};
}

Result<PaymentRunId> FromProto(const v1::GetPaymentRunRequest& request) {
  return OnlyRunId(request.payment_run_id());
}

Result<PaymentRunFilter> FromProto(const v1::ListPaymentRunsRequest& request) {
  FieldCheck check;
  PaymentRunFilter filter{TakeMonthFilter(check, request.month()), request.message_id()};
  TIREK_RETURN_IF_ERROR(check.Done());
  return filter;
}

Result<Approval> FromProto(const v1::ApprovePaymentRunRequest& request) {
  TIREK_ASSIGN_OR_RETURN(PaymentRunId id, OnlyRunId(request.payment_run_id()));
  return Approval{std::move(id), request.etag()};
}

Result<Cancellation> FromProto(const v1::CancelPaymentRunRequest& request) {
  FieldCheck check;
  const auto id = check.Take("payment_run_id", PaymentRunId::Parse(request.payment_run_id()));
  std::string reason = check.Text("reason", request.reason(), 300);
  TIREK_RETURN_IF_ERROR(check.Done());
  return Cancellation{*id, request.etag(), std::move(reason)};
}

Result<FileWish> FromProto(const v1::ExportPaymentFileRequest& request) {
  TIREK_ASSIGN_OR_RETURN(PaymentRunId id, OnlyRunId(request.payment_run_id()));
  return FileWish{std::move(id), rpc::ToWord(request.format()), rpc::ToWord(request.knp_place()),
                  rpc::ToWord(request.eknp_place())};
}

Result<PaymentOrderFilter> FromProto(const v1::ListPaymentOrdersRequest& request) {
  return PaymentOrderFilter{request.payment_run_id(), request.provider_id(),
                            rpc::ToWord(request.state())};
}

v1::PaymentRun ToProto(const PaymentRun& run) {
  v1::PaymentRun proto;
  proto.set_payment_run_id(run.payment_run_id.text());
  proto.set_month(run.month);
  proto.set_state(rpc::FromWord<v1::PaymentRunState>(run.state));
  proto.set_orders(run.orders);
  *proto.mutable_total() = rpc::ToProto(run.total);
  proto.set_message_id(run.message_id);
  proto.set_created_by(run.created_by);
  proto.set_approved_by(run.approved_by);
  proto.set_cancelled_by(run.cancelled_by);
  proto.set_cancel_reason(run.cancel_reason);
  *proto.mutable_execution_date() = rpc::ToProto(run.execution_date);
  *proto.mutable_create_time() = rpc::ToProto(run.create_time);
  proto.set_approvals_needed(run.approvals_needed);
  for (const PaymentApproval& approval : run.approvals) {
    v1::PaymentApproval& added = *proto.add_approvals();
    added.set_approved_by(approval.approved_by);
    *added.mutable_approve_time() = rpc::ToProto(approval.approve_time);
  }
  proto.set_held_orders(run.held_orders);
  *proto.mutable_held_total() = rpc::ToProto(run.held_total);
  if (run.selection.due_by) *proto.mutable_due_by() = rpc::ToProto(*run.selection.due_by);
  proto.set_order_id(run.selection.order_id);
  proto.set_provider_id(run.selection.provider_id);
  proto.set_budget_code(run.selection.budget_code);
  proto.set_funding_source(run.selection.funding_source);
  proto.set_etag(run.etag());
  return proto;
}

v1::ExportPaymentFileResponse ToProto(const ExportedFile& exported) {
  v1::ExportPaymentFileResponse proto;
  const std::string& message_id = exported.run.message_id;
  proto.set_message_id(message_id);
  const bool is_xml = exported.format.starts_with("PAIN");
  if (!exported.bytes.empty()) proto.set_file_name(message_id + (is_xml ? ".xml" : ".txt"));
  proto.set_file(exported.bytes);
  const PaymentRun& run = exported.run;
  proto.set_orders(run.orders - run.held_orders);
  // What is held is a part of the total.
  *proto.mutable_total() = rpc::ToProto(
      Money::FromMinor(run.total.minor() - run.held_total.minor(), run.total.currency()));
  proto.set_held_orders(run.held_orders);
  *proto.mutable_held_total() = rpc::ToProto(run.held_total);
  return proto;
}

v1::PaymentOrder ToProto(const PaymentOrder& order) {
  v1::PaymentOrder proto;
  proto.set_payment_order_id(order.payment_order_id.text());
  proto.set_end_to_end_id(order.end_to_end_id);
  proto.set_payment_run_id(order.payment_run_id.text());
  proto.set_provider_id(order.provider_id);
  proto.set_claim_id(order.claim_id);
  proto.set_adjustment_id(order.adjustment_id);
  proto.set_advance_id(order.advance_id);
  // Both were checked to fit when they were stored together.
  *proto.mutable_document() = rpc::ToProto(
      Money::FromMinor(order.amount.minor() + order.netted.minor(), order.amount.currency()));
  *proto.mutable_netted() = rpc::ToProto(order.netted);
  for (const OrderNetting& netting : order.nettings) {
    v1::Netting& added = *proto.add_nettings();
    added.set_adjustment_id(netting.adjustment_id);
    added.set_advance_id(netting.advance_id);
    (netting.advance_id.empty() ? *added.mutable_adjustment_number()
                                : *added.mutable_advance_number()) = netting.number;
    added.set_account(netting.account());
    *added.mutable_amount() = rpc::ToProto(netting.amount);
  }
  *proto.mutable_amount() = rpc::ToProto(order.amount);
  proto.set_iban(order.payee.iban);
  proto.set_provider_bin(order.payee.bin);
  proto.set_state(rpc::FromWord<v1::PaymentOrderState>(order.state));
  proto.set_bank_status(order.bank_status);
  proto.set_bank_reason(order.bank_reason);
  proto.set_held_reason(order.held_reason);
  *proto.mutable_netted_advances() =
      rpc::ToProto(Money::FromMinor(order.advances_minor, order.amount.currency()));
  proto.set_funding_source(order.funding_source);
  proto.set_budget_code(order.budget_code);
  *proto.mutable_returned() =
      rpc::ToProto(Money::FromMinor(order.returned_minor, order.amount.currency()));
  return proto;
}

}  // namespace tirek::settlement
