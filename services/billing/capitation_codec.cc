#include "services/billing/capitation_codec.h"

#include "core/rpc/convert.h"
#include "core/rpc/enum_text.h"
#include "services/billing/request_ids.h"

namespace tirek::billing {

Result<Month> FromProto(const v1::CreateCapitationRunRequest& request) {
  FieldCheck check;
  const auto month = check.Take("month", Month::Parse(request.month()));
  TIREK_RETURN_IF_ERROR(check.Done());
  return *month;
}

Result<RunId> FromProto(const v1::GetCapitationRunRequest& request) {
  return OnlyId<RunId>("run_id", request.run_id());
}

Result<RunFilter> FromProto(const v1::ListCapitationRunsRequest& request) {
  FieldCheck check;
  RunFilter filter{std::nullopt, request.number()};
  if (!request.month().empty()) filter.month = check.Take("month", Month::Parse(request.month()));
  TIREK_RETURN_IF_ERROR(check.Done());
  return filter;
}

Result<RunId> FromProto(const v1::WatchCapitationRunRequest& request) {
  return OnlyId<RunId>("run_id", request.run_id());
}

Result<LineFilter> FromProto(const v1::ListCapitationLinesRequest& request) {
  FieldCheck check;
  LineFilter filter{"",
                    std::nullopt,
                    request.provider_id(),
                    request.placement_id(),
                    rpc::ToWord(request.ground()),
                    request.reason()};
  if (!request.run_id().empty()) {
    const auto run_id = check.Take("run_id", RunId::Parse(request.run_id()));
    if (run_id) filter.run_id = run_id->text();
  }
  if (!request.month().empty()) {
    filter.month = check.Take("month", Month::Parse(request.month()));
  } else if (request.run_id().empty()) {
    check.Add("month", "REQUIRED", "a month as YYYY-MM, or a run_id");
  }
  TIREK_RETURN_IF_ERROR(check.Done());
  return filter;
}

Result<Explaining> FromProto(const v1::ExplainCapitationLineRequest& request) {
  FieldCheck check;
  Explaining wanted;
  const auto line_id = check.Take("line_id", LineId::Parse(request.line_id()));
  if (!request.language().empty()) {
    const auto language = capitation::ParseLanguage(request.language());
    if (!language) check.Add("language", "LANGUAGE_UNKNOWN", "en, ru or kk");
    wanted.language = language.value_or(wanted.language);
  }
  TIREK_RETURN_IF_ERROR(check.Done());
  wanted.line_id = *line_id;
  return wanted;
}

v1::CapitationRun ToProto(const CapitationRun& run) {
  v1::CapitationRun proto;
  proto.set_run_id(run.run_id.text());
  proto.set_month(run.month.ToString());
  proto.set_state(rpc::FromWord<v1::CapitationRunState>(run.state));
  proto.set_providers_total(run.providers_total);
  proto.set_providers_done(run.providers_done);
  proto.set_lines(run.lines);
  *proto.mutable_payable() = rpc::ToProto(run.payable);
  *proto.mutable_denied() = rpc::ToProto(run.denied);
  proto.set_result_hash(run.result_hash);
  proto.set_failure(run.failure);
  *proto.mutable_create_time() = rpc::ToProto(run.create_time);
  if (run.end_time) *proto.mutable_end_time() = rpc::ToProto(*run.end_time);
  *proto.mutable_known_at() = rpc::ToProto(run.known_at);
  proto.set_number(run.number);
  return proto;
}

namespace {

void SetPayers(const capitation::Line& line, v1::CapitationLine* proto) {
  *proto->mutable_price() = rpc::ToProto(line.price);
  *proto->mutable_person_amount() = rpc::ToProto(line.person_amount);
  *proto->mutable_pension_amount() = rpc::ToProto(line.pension_amount);
  *proto->mutable_withheld_amount() = rpc::ToProto(line.withheld_amount);
  for (const capitation::FundedPart& part : line.funding) {
    v1::FundedPart* funded = proto->add_funding();
    funded->set_payer(part.payer);
    *funded->mutable_amount() = rpc::ToProto(part.amount);
  }
}

}  // namespace

v1::CapitationLine ToProto(const CapitationLine& stored) {
  const capitation::Line& line = stored.line;
  v1::CapitationLine proto;
  proto.set_line_id(stored.line_id.text());
  proto.set_run_id(stored.run_id.text());
  proto.set_provider_id(line.provider_id);
  proto.set_contract_id(line.contract_id);
  proto.set_placement_id(line.placement_id);
  proto.set_person_id(line.person_id);
  *proto.mutable_start_date() = rpc::ToProto(line.period.start);
  *proto.mutable_end_date() = rpc::ToProto(line.period.end);
  proto.set_tariff_code(line.tariff_code);
  if (line.unit) {
    const std::string unit(order::ServiceUnitName(*line.unit));
    proto.set_unit(rpc::FromWord<contracts::v1::ServiceUnit>(unit));
  }
  proto.set_ground(rpc::FromWord<v1::LineGround>(GroundOf(line)));
  if (line.reason) proto.set_reason(std::string(capitation::DenialReasonName(*line.reason)));
  *proto.mutable_quantity() = rpc::ToProto(line.quantity);
  *proto.mutable_amount() = rpc::ToProto(line.amount);
  *proto.mutable_denied_amount() = rpc::ToProto(line.denied_amount);
  proto.set_days(static_cast<int>(line.dates.size()));
  SetPayers(line, &proto);
  return proto;
}

v1::TraceStep ToProto(const capitation::TraceStep& english, capitation::Language language) {
  const capitation::TraceStep step = capitation::Translate(english, language);
  v1::TraceStep proto;
  proto.set_title(capitation::TitleOf(step.rule, language));
  proto.set_rule(step.rule);
  proto.set_source(step.source_act);
  proto.set_inputs(step.inputs);
  proto.set_exact(step.exact);
  proto.set_result(step.result);
  return proto;
}

}  // namespace tirek::billing
