// Reads tariffs and coefficients, with their steps.
#include "services/order_file/read_fields.h"
#include "services/order_file/row_readers.h"

namespace tirek::order {
namespace {

constexpr int kMostSteps = 100;

Step ReadStep(FieldCheck& check, const contracts::v1::Step& proto) {
  Step step;
  step.first = proto.first();
  if (proto.has_last()) step.last = proto.last();
  step.value = TakeDecimal(check, "value", proto.value());
  return step;
}

std::optional<StepTable> ReadSteps(FieldCheck& check, bool present,
                                   const contracts::v1::StepTable& proto) {
  if (!present) return {};
  StepTable table;
  table.measure = TakeChoice(check, "steps.measure", proto.measure(), ParseStepMeasure);
  table.steps = ReadParts(check, "steps.steps", proto.steps(), kMostSteps, ReadStep);
  return table;
}

// One value, or the steps in its place.
Decimal TakeValue(FieldCheck& check, const std::string& field, bool present, bool has_steps,
                  const common::v1::Decimal& value) {
  if (!has_steps) return TakeDecimal(check, field, value, "a decimal number, or steps");
  if (present) check.Add(field, "VALUE_BESIDE_STEPS", "nothing: the steps say it");
  return {};
}

}  // namespace

Tariff ReadTariff(FieldCheck& check, const contracts::v1::Tariff& proto) {
  Tariff tariff;
  tariff.code = check.Code("code", proto.code(), CodeStyle::kUpper);
  tariff.territory = check.Take("territory", Kato::Parse(proto.territory())).value_or(Kato());
  tariff.condition = TakeChoice(check, "condition", proto.condition(), ParseDeliveryCondition);
  tariff.service = check.Code("service", proto.service(), CodeStyle::kLower);
  tariff.category = TakeOptionalCode(check, "category", proto.category());
  tariff.unit = TakeChoice(check, "unit", proto.unit(), ParseServiceUnit);
  tariff.rate = TakeValue(check, "rate", proto.has_rate(), proto.has_steps(), proto.rate());
  tariff.steps = ReadSteps(check, proto.has_steps(), proto.steps());
  tariff.period = TakeClosedPeriod(check, proto);
  tariff.legal_min =
      TakeDecimalIf(proto.has_legal_minimum(), check, "legal_minimum", proto.legal_minimum());
  tariff.legal_max =
      TakeDecimalIf(proto.has_legal_maximum(), check, "legal_maximum", proto.legal_maximum());
  tariff.source_act = TakeAct(check, proto.source_act());
  return tariff;
}

Coefficient ReadCoefficient(FieldCheck& check, const contracts::v1::Coefficient& proto) {
  Coefficient coefficient;
  coefficient.code = check.Code("code", proto.code(), CodeStyle::kUpper);
  coefficient.value =
      TakeValue(check, "value", proto.has_value(), proto.has_steps(), proto.value());
  coefficient.steps = ReadSteps(check, proto.has_steps(), proto.steps());
  coefficient.share = TakeDecimalIf(proto.has_share(), check, "share", proto.share())
                          .value_or(Decimal::FromInteger(1));
  if (!proto.territory().empty()) {
    coefficient.territory = check.Take("territory", Kato::Parse(proto.territory()));
  }
  if (proto.condition() != registry::v1::DELIVERY_CONDITION_UNSPECIFIED) {
    coefficient.condition =
        TakeChoice(check, "condition", proto.condition(), ParseDeliveryCondition);
  }
  coefficient.service = TakeOptionalCode(check, "service", proto.service());
  coefficient.category = TakeOptionalCode(check, "category", proto.category());
  coefficient.period = TakeClosedPeriod(check, proto);
  coefficient.source_act = TakeAct(check, proto.source_act());
  return coefficient;
}

}  // namespace tirek::order
