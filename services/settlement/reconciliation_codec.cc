#include "services/settlement/reconciliation_codec.h"

#include "core/rpc/convert.h"
#include "core/rpc/enum_text.h"

namespace tirek::settlement {

Result<BreakFilter> FromProto(const v1::ListBreaksRequest& request) {
  FieldCheck check;
  if (!request.month().empty()) check.Take("month", Month::Parse(request.month()));
  TIREK_RETURN_IF_ERROR(check.Done());
  return BreakFilter{request.month(), request.provider_id(), rpc::ToWord(request.kind())};
}

Result<TieOutFilter> FromProto(const v1::ListTieOutsRequest& request) {
  FieldCheck check;
  const auto month = check.Take("month", Month::Parse(request.month()));
  TIREK_RETURN_IF_ERROR(check.Done());
  return TieOutFilter{*month, request.provider_id()};
}

v1::Break ToProto(const Break& found) {
  v1::Break proto;
  proto.set_break_id(found.break_id.text());
  proto.set_month(found.month);
  proto.set_kind(rpc::FromWord<v1::BreakKind>(found.kind));
  proto.set_provider_id(found.provider_id);
  proto.set_payment_order_id(found.payment_order_id);
  proto.set_statement_id(found.statement_id);
  proto.set_line_number(found.line_number);
  *proto.mutable_expected() = rpc::ToProto(found.expected);
  *proto.mutable_found() = rpc::ToProto(found.found);
  // Neither is negative, so the difference fits.
  *proto.mutable_difference() = rpc::ToProto(
      Money::FromMinor(found.found.minor() - found.expected.minor(), found.found.currency()));
  proto.set_description(found.description);
  proto.set_provider_bin(found.provider_bin);
  return proto;
}

v1::TieOut ToProto(const TieOut& tie_out) {
  v1::TieOut proto;
  proto.set_provider_id(tie_out.provider_id);
  proto.set_month(tie_out.month);
  *proto.mutable_evidence() = rpc::ToProto(tie_out.evidence);
  *proto.mutable_unfunded() = rpc::ToProto(tie_out.unfunded);
  *proto.mutable_owed_back() = rpc::ToProto(tie_out.owed_back);
  *proto.mutable_accrued() = rpc::ToProto(tie_out.accrued);
  *proto.mutable_posted() = rpc::ToProto(tie_out.posted);
  *proto.mutable_netted() = rpc::ToProto(tie_out.netted);
  *proto.mutable_netted_advances() = rpc::ToProto(tie_out.netted_advances);
  *proto.mutable_advances() = rpc::ToProto(tie_out.advances);
  *proto.mutable_advances_on_statement() = rpc::ToProto(tie_out.advances_on_statement);
  *proto.mutable_in_payment_file() = rpc::ToProto(tie_out.in_payment_file);
  *proto.mutable_on_statement() = rpc::ToProto(tie_out.on_statement);
  *proto.mutable_difference() =
      rpc::ToProto(Money::FromMinor(tie_out.difference_minor(), tie_out.accrued.currency()));
  proto.set_tied(tie_out.tied());
  proto.set_provider_bin(tie_out.provider_bin);
  for (const Break& found : tie_out.breaks) *proto.add_breaks() = ToProto(found);
  return proto;
}

}  // namespace tirek::settlement
