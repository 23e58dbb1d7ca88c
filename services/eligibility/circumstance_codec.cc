#include "services/eligibility/circumstance_codec.h"

#include "core/rpc/convert.h"
#include "core/rpc/enum_text.h"

namespace tirek::eligibility {
namespace {

constexpr int kMostDigits = 20;  // as the column has
constexpr int kMoneyScale = 2;
constexpr int kMostGrade = 99;

// What may be said of a kind. The refusals never repeat the value: an income is personal.
struct Terms {
  int scale;
  std::optional<Decimal> most;
  const char* expected;
};

Terms TermsOf(const std::string& kind) {
  if (kind == "SEVERITY") {
    return {0, Decimal::FromInteger(kMostGrade), "a whole number from 0 to 99"};
  }
  return {kMoneyScale, std::nullopt,
          "tenge of a month, 0 or above, at most 2 decimals and 18 digits before them"};
}

Decimal TakeValue(FieldCheck& check, const std::string& kind, const common::v1::Decimal& proto) {
  const auto value = check.Take("value", rpc::ToDecimal(proto));
  if (!value || kind.empty()) return Decimal();
  const Terms terms = TermsOf(kind);
  if (value->scale() > terms.scale) check.Add("value", "SCALE_TOO_LONG", terms.expected);
  if (value->is_negative() || (terms.most && *value > *terms.most)) {
    check.Add("value", "OUT_OF_RANGE", terms.expected);
    return Decimal();
  }
  if (value->scale() > terms.scale) return Decimal();
  const auto stored = value->ToScale(terms.scale, Rounding::kExact, kMostDigits);
  if (!stored) check.Add("value", "OUT_OF_RANGE", terms.expected);
  return stored ? *stored : Decimal();
}

}  // namespace

Result<NewCircumstance> FromProto(const v1::CreateCircumstanceRequest& request) {
  FieldCheck check;
  NewCircumstance circumstance;
  const auto person_id = check.Take("person_id", PersonId::Parse(request.person_id()));
  circumstance.kind = rpc::TakeWord(check, "kind", request.kind());
  circumstance.value = TakeValue(check, circumstance.kind, request.value());
  circumstance.period = rpc::TakePeriod(check, request);
  TIREK_RETURN_IF_ERROR(check.Done());
  circumstance.person_id = *person_id;
  return circumstance;
}

Result<CircumstanceFilter> FromProto(const v1::ListCircumstancesRequest& request) {
  return CircumstanceFilter{request.person_id(), rpc::ToWord(request.kind())};
}

v1::Circumstance ToProto(const Circumstance& circumstance) {
  v1::Circumstance proto;
  proto.set_circumstance_id(circumstance.circumstance_id.text());
  proto.set_person_id(circumstance.details.person_id.text());
  proto.set_kind(rpc::FromWord<v1::CircumstanceKind>(circumstance.details.kind));
  *proto.mutable_value() = rpc::ToProto(circumstance.details.value);
  rpc::SetPeriod(circumstance.details.period, &proto);
  *proto.mutable_create_time() = rpc::ToProto(circumstance.create_time);
  return proto;
}

}  // namespace tirek::eligibility
