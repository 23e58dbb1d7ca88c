// Writes the rows of an order: the other way of tariff_reader and rule_reader.
#include "services/order_file/order_writer.h"

#include <string>
#include <string_view>

#include "core/base/assert.h"
#include "core/rpc/convert.h"
#include "core/rpc/enum_text.h"

namespace tirek::order {
namespace {

template <typename Message>
void SetClosedPeriod(const Period& period, Message* message) {
  *message->mutable_start_date() = rpc::ToProto(period.start);
  *message->mutable_end_date() = rpc::ToProto(period.end);
}

void SetDecimal(const Decimal& value, common::v1::Decimal* proto) { *proto = rpc::ToProto(value); }

contracts::v1::StepTable ToProto(const StepTable& table) {
  contracts::v1::StepTable proto;
  proto.set_measure(ToChoice<contracts::v1::StepMeasure>(StepMeasureName(table.measure)));
  for (const Step& step : table.steps) {
    contracts::v1::Step* row = proto.add_steps();
    row->set_first(step.first);
    if (step.last) row->set_last(*step.last);
    SetDecimal(step.value, row->mutable_value());
  }
  return proto;
}

bool IsOne(const Decimal& share) { return share == Decimal::FromInteger(1); }

}  // namespace

contracts::v1::Tariff ToProto(const Tariff& tariff) {
  contracts::v1::Tariff proto;
  proto.set_code(tariff.code);
  proto.set_territory(tariff.territory.text());
  proto.set_condition(
      ToChoice<registry::v1::DeliveryCondition>(DeliveryConditionName(tariff.condition)));
  proto.set_service(tariff.service);
  proto.set_category(tariff.category);
  proto.set_unit(ToChoice<contracts::v1::ServiceUnit>(ServiceUnitName(tariff.unit)));
  if (tariff.steps) {
    *proto.mutable_steps() = ToProto(*tariff.steps);
  } else {
    SetDecimal(tariff.rate, proto.mutable_rate());
  }
  SetClosedPeriod(tariff.period, &proto);
  if (tariff.legal_min) SetDecimal(*tariff.legal_min, proto.mutable_legal_minimum());
  if (tariff.legal_max) SetDecimal(*tariff.legal_max, proto.mutable_legal_maximum());
  proto.set_source_act(tariff.source_act);
  return proto;
}

contracts::v1::Coefficient ToProto(const Coefficient& coefficient) {
  contracts::v1::Coefficient proto;
  proto.set_code(coefficient.code);
  if (coefficient.steps) {
    *proto.mutable_steps() = ToProto(*coefficient.steps);
  } else {
    SetDecimal(coefficient.value, proto.mutable_value());
  }
  if (!IsOne(coefficient.share)) SetDecimal(coefficient.share, proto.mutable_share());
  if (coefficient.territory) proto.set_territory(coefficient.territory->text());
  if (coefficient.condition) {
    proto.set_condition(
        ToChoice<registry::v1::DeliveryCondition>(DeliveryConditionName(*coefficient.condition)));
  }
  proto.set_service(coefficient.service);
  proto.set_category(coefficient.category);
  SetClosedPeriod(coefficient.period, &proto);
  proto.set_source_act(coefficient.source_act);
  return proto;
}

contracts::v1::AbsenceRule ToProto(const AbsenceRule& rule) {
  TIREK_ASSERT(rule.max_days_per_month != 0 && rule.max_consecutive_days != 0 &&
               rule.max_days_per_year != 0);
  contracts::v1::AbsenceRule proto;
  proto.set_reason(ToChoice<contracts::v1::AbsenceReason>(AbsenceReasonName(rule.reason)));
  proto.set_service(rule.service);
  SetDecimal(rule.paid_share, proto.mutable_paid_share());
  proto.set_max_days_per_month(rule.max_days_per_month.value_or(0));
  proto.set_max_consecutive_days(rule.max_consecutive_days.value_or(0));
  proto.set_max_days_per_year(rule.max_days_per_year.value_or(0));
  SetClosedPeriod(rule.period, &proto);
  proto.set_source_act(rule.source_act);
  return proto;
}

contracts::v1::BasisRule ToProto(const BasisRule& rule) {
  contracts::v1::BasisRule proto;
  proto.set_service(rule.service);
  proto.set_basis(ToChoice<contracts::v1::PaymentBasis>(PaymentBasisName(rule.basis)));
  SetClosedPeriod(rule.period, &proto);
  proto.set_source_act(rule.source_act);
  return proto;
}

contracts::v1::ProrationRule ToProto(const ProrationRule& rule) {
  contracts::v1::ProrationRule proto;
  proto.set_service(rule.service);
  proto.set_divisor(ToChoice<contracts::v1::Divisor>(DivisorName(rule.divisor)));
  proto.set_fixed_days(rule.fixed_days.value_or(0));
  SetClosedPeriod(rule.period, &proto);
  proto.set_source_act(rule.source_act);
  return proto;
}

contracts::v1::Cap ToProto(const Cap& cap) {
  contracts::v1::Cap proto;
  proto.set_code(cap.code);
  proto.set_service(cap.service);
  proto.set_category(cap.category);
  proto.set_window(ToChoice<contracts::v1::CapWindow>(CapWindowName(cap.window)));
  SetDecimal(cap.max_quantity, proto.mutable_max_quantity());
  SetClosedPeriod(cap.period, &proto);
  proto.set_source_act(cap.source_act);
  return proto;
}

contracts::v1::GuaranteedAmount ToProto(const GuaranteedAmount& amount) {
  contracts::v1::GuaranteedAmount proto;
  proto.set_code(amount.code);
  proto.set_service(amount.service);
  proto.set_category(amount.category);
  proto.set_window(ToChoice<contracts::v1::GuaranteeWindow>(GuaranteeWindowName(amount.window)));
  SetDecimal(amount.amount, proto.mutable_amount());
  if (!IsOne(amount.share)) SetDecimal(amount.share, proto.mutable_share());
  SetClosedPeriod(amount.period, &proto);
  proto.set_source_act(amount.source_act);
  return proto;
}

contracts::v1::FeeRule ToProto(const FeeRule& rule) {
  contracts::v1::FeeRule proto;
  proto.set_code(rule.code);
  proto.set_service(rule.service);
  proto.set_kind(ToChoice<contracts::v1::FeeKind>(FeeKindName(rule.kind)));
  SetDecimal(rule.share, proto.mutable_share());
  if (rule.kind == FeeKind::kIncomeExcess) {
    SetDecimal(rule.income_limit, proto.mutable_income_limit());
  }
  if (rule.budget_maximum) SetDecimal(*rule.budget_maximum, proto.mutable_budget_maximum());
  SetClosedPeriod(rule.period, &proto);
  proto.set_source_act(rule.source_act);
  return proto;
}

contracts::v1::PensionRule ToProto(const PensionRule& rule) {
  contracts::v1::PensionRule proto;
  proto.set_service(rule.service);
  SetDecimal(rule.person_share, proto.mutable_person_share());
  SetDecimal(rule.person_minimum, proto.mutable_person_minimum());
  SetDecimal(rule.centre_share, proto.mutable_centre_share());
  SetClosedPeriod(rule.period, &proto);
  proto.set_source_act(rule.source_act);
  return proto;
}

contracts::v1::QualityRule ToProto(const QualityRule& rule) {
  contracts::v1::QualityRule proto;
  proto.set_service(rule.service);
  SetDecimal(rule.withheld_share, proto.mutable_withheld_share());
  SetClosedPeriod(rule.period, &proto);
  proto.set_source_act(rule.source_act);
  return proto;
}

contracts::v1::FundingRule ToProto(const FundingRule& rule) {
  contracts::v1::FundingRule proto;
  proto.set_service(rule.service);
  for (const FundingPart& part : rule.parts) {
    contracts::v1::FundingPart* row = proto.add_parts();
    row->set_payer(part.payer);
    SetDecimal(part.share, row->mutable_share());
  }
  SetClosedPeriod(rule.period, &proto);
  proto.set_source_act(rule.source_act);
  return proto;
}

contracts::v1::Pot ToProto(const Pot& pot) {
  contracts::v1::Pot proto;
  proto.set_code(pot.code);
  SetDecimal(pot.amount, proto.mutable_amount());
  for (const PotIndicator& indicator : pot.indicators) {
    contracts::v1::PotIndicator* row = proto.add_indicators();
    row->set_code(indicator.code);
    SetDecimal(indicator.weight, row->mutable_weight());
  }
  SetClosedPeriod(pot.period, &proto);
  proto.set_source_act(pot.source_act);
  return proto;
}

contracts::v1::Vat ToProto(const Vat& vat) {
  contracts::v1::Vat proto;
  proto.set_treatment(ToChoice<contracts::v1::VatTreatment>(VatTreatmentName(vat.treatment)));
  if (vat.treatment == VatTreatment::kIncluded) SetDecimal(vat.rate, proto.mutable_rate());
  proto.set_source_act(vat.source_act);
  return proto;
}

}  // namespace tirek::order
