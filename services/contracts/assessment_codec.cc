#include "services/contracts/assessment_codec.h"

#include "core/rpc/convert.h"

namespace tirek::contracts {
namespace {

constexpr int kMostDigits = 24;  // as the column has
constexpr int kMostScale = 6;

std::string TakeIndicator(FieldCheck& check, const std::string& text) {
  FieldCheck of_pot;
  if (text != kQuality) of_pot.Code("indicator", text, CodeStyle::kLower);
  if (of_pot.ok()) return text;
  check.Add("indicator", text.empty() ? "REQUIRED" : "CODE_INVALID",
            "QUALITY, or an indicator's code: 2 to 40 of a-z, 0-9 and '-'");
  return "";
}

ContractId TakeContract(FieldCheck& check, const std::string& indicator, const std::string& text) {
  if (indicator.empty() || (indicator != kQuality && text.empty())) return {};
  if (indicator != kQuality) {
    check.Add("contract_id", "FIELD_OF_OTHER_CHOICE", "nothing: it belongs to QUALITY");
    return {};
  }
  if (text.empty()) {
    check.Add("contract_id", "REQUIRED", "the contract whose quality it is");
    return {};
  }
  return check.Take("contract_id", ContractId::Parse(text)).value_or(ContractId());
}

// One form a value: what was recorded is compared and shown alike.
Decimal WithoutZeros(Decimal value) {
  while (value.scale() > 0) {
    const auto shorter = value.ToScale(value.scale() - 1, Rounding::kExact);
    if (!shorter) break;
    value = *shorter;
  }
  return value;
}

Decimal TakeValue(FieldCheck& check, const std::string& indicator,
                  const common::v1::Decimal& proto) {
  const auto value = check.Take("value", rpc::ToDecimal(proto));
  if (!value) return Decimal();
  const bool is_quality = indicator == kQuality;
  const char* expected = is_quality ? "a number from 0 to 1 with at most 6 decimals"
                                    : "0 or above, at most 6 decimals and 18 digits before them";
  if (value->scale() > kMostScale) {
    check.Add("value", "SCALE_TOO_LONG", expected);
  } else if (value->is_negative() || (is_quality && *value > Decimal::FromInteger(1)) ||
             !value->ToScale(kMostScale, Rounding::kExact, kMostDigits)) {
    check.Add("value", "OUT_OF_RANGE", expected);
  }
  return WithoutZeros(*value);
}

}  // namespace

Result<NewAssessment> FromProto(const v1::CreateAssessmentRequest& request) {
  FieldCheck check;
  NewAssessment assessment;
  const auto provider_id = check.Take("provider_id", ProviderId::Parse(request.provider_id()));
  assessment.indicator = TakeIndicator(check, request.indicator());
  assessment.contract_id = TakeContract(check, assessment.indicator, request.contract_id());
  const auto month = check.Take("month", Month::Parse(request.month()));
  assessment.value = TakeValue(check, assessment.indicator, request.value());
  TIREK_RETURN_IF_ERROR(check.Done());
  assessment.provider_id = *provider_id;
  assessment.month = *month;
  return assessment;
}

Result<AssessmentFilter> FromProto(const v1::ListAssessmentsRequest& request) {
  FieldCheck check;
  if (!request.month().empty()) check.Take("month", Month::Parse(request.month()));
  TIREK_RETURN_IF_ERROR(check.Done());
  return AssessmentFilter{request.provider_id(), request.month()};
}

v1::Assessment ToProto(const Assessment& assessment) {
  v1::Assessment proto;
  proto.set_assessment_id(assessment.assessment_id.text());
  proto.set_provider_id(assessment.details.provider_id.text());
  proto.set_contract_id(assessment.details.contract_id.text());
  proto.set_month(assessment.details.month.ToString());
  proto.set_indicator(assessment.details.indicator);
  *proto.mutable_value() = rpc::ToProto(assessment.details.value);
  *proto.mutable_create_time() = rpc::ToProto(assessment.create_time);
  return proto;
}

}  // namespace tirek::contracts
