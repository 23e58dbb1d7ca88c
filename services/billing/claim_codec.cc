#include "services/billing/claim_codec.h"

#include "core/rpc/convert.h"
#include "core/rpc/enum_text.h"
#include "services/billing/request_ids.h"

namespace tirek::billing {

Result<NewClaim> FromProto(const v1::CreateClaimRequest& request) {
  FieldCheck check;
  const auto provider_id = check.Take("provider_id", ProviderId::Parse(request.provider_id()));
  const auto contract_id = check.Take("contract_id", ContractId::Parse(request.contract_id()));
  const auto month = check.Take("month", Month::Parse(request.month()));
  TIREK_RETURN_IF_ERROR(check.Done());
  return NewClaim{*provider_id, *contract_id, *month};
}

Result<ClaimId> FromProto(const v1::GetClaimRequest& request) {
  return OnlyId<ClaimId>("claim_id", request.claim_id());
}

Result<ClaimFilter> FromProto(const v1::ListClaimsRequest& request) {
  FieldCheck check;
  ClaimFilter filter{request.provider_id(), request.contract_id(), std::nullopt,
                     rpc::ToWord(request.state()), request.number()};
  if (!request.month().empty()) filter.month = check.Take("month", Month::Parse(request.month()));
  TIREK_RETURN_IF_ERROR(check.Done());
  return filter;
}

Result<ClaimLineFilter> FromProto(const v1::ListClaimLinesRequest& request) {
  TIREK_ASSIGN_OR_RETURN(ClaimId claim_id, OnlyId<ClaimId>("claim_id", request.claim_id()));
  return ClaimLineFilter{std::move(claim_id), rpc::ToWord(request.verdict())};
}

Result<ClaimId> FromProto(const v1::ListCutDaysRequest& request) {
  return OnlyId<ClaimId>("claim_id", request.claim_id());
}

Result<Adjudicating> FromProto(const v1::AdjudicateClaimRequest& request) {
  TIREK_ASSIGN_OR_RETURN(ClaimId claim_id, OnlyId<ClaimId>("claim_id", request.claim_id()));
  return Adjudicating{std::move(claim_id), request.etag()};
}

v1::Claim ToProto(const Claim& claim) {
  v1::Claim proto;
  proto.set_claim_id(claim.claim_id.text());
  proto.set_provider_id(claim.details.provider_id.text());
  proto.set_contract_id(claim.details.contract_id.text());
  proto.set_month(claim.details.month.ToString());
  proto.set_state(rpc::FromWord<v1::ClaimState>(claim.state));
  proto.set_run_id(claim.run_id.text());
  *proto.mutable_claimed() = rpc::ToProto(claim.claimed);
  *proto.mutable_approved() = rpc::ToProto(claim.approved);
  *proto.mutable_unfunded() = rpc::ToProto(claim.unfunded);
  *proto.mutable_denied() = rpc::ToProto(claim.denied);
  if (claim.due_date) *proto.mutable_due_date() = rpc::ToProto(*claim.due_date);
  *proto.mutable_create_time() = rpc::ToProto(claim.create_time);
  proto.set_etag(claim.etag());
  proto.set_number(claim.number);
  proto.set_provider_bin(claim.provider_bin);
  return proto;
}

v1::ClaimLine ToProto(const ClaimLine& line) {
  v1::ClaimLine proto;
  proto.set_claim_line_id(line.claim_line_id.text());
  proto.set_claim_id(line.claim_id.text());
  proto.set_line_id(line.line_id.text());
  proto.set_placement_id(line.placement_id);
  proto.set_person_id(line.person_id);
  *proto.mutable_start_date() = rpc::ToProto(line.start);
  proto.set_tariff_code(line.tariff_code);
  *proto.mutable_quantity() = rpc::ToProto(line.quantity);
  *proto.mutable_claimed() = rpc::ToProto(line.claimed);
  proto.set_verdict(rpc::FromWord<v1::LineVerdict>(line.verdict));
  proto.set_reason(line.reason);
  *proto.mutable_approved() = rpc::ToProto(line.approved);
  *proto.mutable_unfunded() = rpc::ToProto(line.unfunded);
  *proto.mutable_denied() = rpc::ToProto(line.denied);
  return proto;
}

v1::CutDay ToProto(const CutDay& day) {
  v1::CutDay proto;
  *proto.mutable_date() = rpc::ToProto(day.date);
  proto.set_placement_id(day.placement_id);
  proto.set_person_id(day.person_id);
  *proto.mutable_quantity() = rpc::ToProto(day.quantity);
  *proto.mutable_claimed() = rpc::ToProto(day.claimed);
  *proto.mutable_unfunded() = rpc::ToProto(day.unfunded);
  proto.set_reason(day.reason);
  proto.set_line_id(day.line_id.text());
  return proto;
}

}  // namespace tirek::billing
