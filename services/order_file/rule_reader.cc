// Reads the rules of days and of money.
#include "services/order_file/read_fields.h"
#include "services/order_file/row_readers.h"

namespace tirek::order {
namespace {

constexpr int kMostParts = 50;  // budgets of a rule, indicators of a pot

FundingPart ReadFundingPart(FieldCheck& check, const contracts::v1::FundingPart& proto) {
  FundingPart part;
  part.payer = check.Code("payer", proto.payer(), CodeStyle::kUpper);
  part.share = TakeDecimal(check, "share", proto.share());
  return part;
}

PotIndicator ReadPotIndicator(FieldCheck& check, const contracts::v1::PotIndicator& proto) {
  PotIndicator indicator;
  indicator.code = check.Code("code", proto.code(), CodeStyle::kLower);
  indicator.weight = TakeDecimal(check, "weight", proto.weight());
  return indicator;
}

}  // namespace

AbsenceRule ReadAbsenceRule(FieldCheck& check, const contracts::v1::AbsenceRule& proto) {
  AbsenceRule rule;
  rule.reason = TakeChoice(check, "reason", proto.reason(), ParseAbsenceReason);
  rule.service = TakeOptionalCode(check, "service", proto.service());
  rule.paid_share = TakeDecimal(check, "paid_share", proto.paid_share());
  rule.max_days_per_month = TakeLimit(proto.max_days_per_month());
  rule.max_consecutive_days = TakeLimit(proto.max_consecutive_days());
  rule.max_days_per_year = TakeLimit(proto.max_days_per_year());
  rule.period = TakeClosedPeriod(check, proto);
  rule.source_act = TakeAct(check, proto.source_act());
  return rule;
}

BasisRule ReadBasisRule(FieldCheck& check, const contracts::v1::BasisRule& proto) {
  BasisRule rule;
  rule.service = check.Code("service", proto.service(), CodeStyle::kLower);
  rule.basis = TakeChoice(check, "basis", proto.basis(), ParsePaymentBasis);
  rule.period = TakeClosedPeriod(check, proto);
  rule.source_act = TakeAct(check, proto.source_act());
  return rule;
}

ProrationRule ReadProrationRule(FieldCheck& check, const contracts::v1::ProrationRule& proto) {
  ProrationRule rule;
  rule.service = check.Code("service", proto.service(), CodeStyle::kLower);
  rule.divisor = TakeChoice(check, "divisor", proto.divisor(), ParseDivisor);
  rule.fixed_days = TakeLimit(proto.fixed_days());
  rule.period = TakeClosedPeriod(check, proto);
  rule.source_act = TakeAct(check, proto.source_act());
  return rule;
}

Cap ReadCap(FieldCheck& check, const contracts::v1::Cap& proto) {
  Cap cap;
  cap.code = check.Code("code", proto.code(), CodeStyle::kUpper);
  cap.service = check.Code("service", proto.service(), CodeStyle::kLower);
  cap.category = TakeOptionalCode(check, "category", proto.category());
  cap.window = TakeChoice(check, "window", proto.window(), ParseCapWindow);
  cap.max_quantity = TakeDecimal(check, "max_quantity", proto.max_quantity());
  cap.period = TakeClosedPeriod(check, proto);
  cap.source_act = TakeAct(check, proto.source_act());
  return cap;
}

GuaranteedAmount ReadGuaranteedAmount(FieldCheck& check,
                                      const contracts::v1::GuaranteedAmount& proto) {
  GuaranteedAmount amount;
  amount.code = check.Code("code", proto.code(), CodeStyle::kUpper);
  amount.service = check.Code("service", proto.service(), CodeStyle::kLower);
  amount.category = TakeOptionalCode(check, "category", proto.category());
  amount.window = TakeChoice(check, "window", proto.window(), ParseGuaranteeWindow);
  amount.amount = TakeDecimal(check, "amount", proto.amount());
  amount.share = TakeDecimalIf(proto.has_share(), check, "share", proto.share())
                     .value_or(Decimal::FromInteger(1));
  amount.period = TakeClosedPeriod(check, proto);
  amount.source_act = TakeAct(check, proto.source_act());
  return amount;
}

FeeRule ReadFeeRule(FieldCheck& check, const contracts::v1::FeeRule& proto) {
  FeeRule rule;
  rule.code = check.Code("code", proto.code(), CodeStyle::kUpper);
  rule.service = TakeOptionalCode(check, "service", proto.service());
  rule.kind = TakeChoice(check, "kind", proto.kind(), ParseFeeKind);
  rule.share = TakeDecimal(check, "share", proto.share());
  rule.income_limit =
      TakeDecimalOf(contracts::v1::FEE_KIND_INCOME_EXCESS, proto.kind(), proto.has_income_limit(),
                    check, "income_limit", proto.income_limit());
  rule.budget_maximum =
      TakeDecimalIf(proto.has_budget_maximum(), check, "budget_maximum", proto.budget_maximum());
  rule.period = TakeClosedPeriod(check, proto);
  rule.source_act = TakeAct(check, proto.source_act());
  return rule;
}

PensionRule ReadPensionRule(FieldCheck& check, const contracts::v1::PensionRule& proto) {
  PensionRule rule;
  rule.service = check.Code("service", proto.service(), CodeStyle::kLower);
  rule.person_share = TakeDecimal(check, "person_share", proto.person_share());
  rule.person_minimum = TakeDecimal(check, "person_minimum", proto.person_minimum());
  rule.centre_share = TakeDecimal(check, "centre_share", proto.centre_share());
  rule.period = TakeClosedPeriod(check, proto);
  rule.source_act = TakeAct(check, proto.source_act());
  return rule;
}

QualityRule ReadQualityRule(FieldCheck& check, const contracts::v1::QualityRule& proto) {
  QualityRule rule;
  rule.service = check.Code("service", proto.service(), CodeStyle::kLower);
  rule.withheld_share = TakeDecimal(check, "withheld_share", proto.withheld_share());
  rule.period = TakeClosedPeriod(check, proto);
  rule.source_act = TakeAct(check, proto.source_act());
  return rule;
}

FundingRule ReadFundingRule(FieldCheck& check, const contracts::v1::FundingRule& proto) {
  FundingRule rule;
  rule.service = TakeOptionalCode(check, "service", proto.service());
  rule.parts = ReadParts(check, "parts", proto.parts(), kMostParts, ReadFundingPart);
  rule.period = TakeClosedPeriod(check, proto);
  rule.source_act = TakeAct(check, proto.source_act());
  return rule;
}

Pot ReadPot(FieldCheck& check, const contracts::v1::Pot& proto) {
  Pot pot;
  pot.code = check.Code("code", proto.code(), CodeStyle::kUpper);
  pot.amount = TakeDecimal(check, "amount", proto.amount());
  pot.indicators = ReadParts(check, "indicators", proto.indicators(), kMostParts, ReadPotIndicator);
  pot.period = TakeClosedPeriod(check, proto);
  pot.source_act = TakeAct(check, proto.source_act());
  return pot;
}

Vat ReadVat(FieldCheck& check, const contracts::v1::Vat& proto) {
  Vat vat;
  vat.treatment = TakeChoice(check, "treatment", proto.treatment(), ParseVatTreatment);
  vat.rate = TakeDecimalOf(contracts::v1::VAT_TREATMENT_INCLUDED, proto.treatment(),
                           proto.has_rate(), check, "rate", proto.rate());
  vat.source_act = TakeAct(check, proto.source_act());
  return vat;
}

}  // namespace tirek::order
