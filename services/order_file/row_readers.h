// The rows of an order's proto as the rules' own; all that cannot be read goes to `check`.
#pragma once

#include "billing/order/order.h"
#include "core/base/field_check.h"
#include "tirek/contracts/v1/order.pb.h"

namespace tirek::order {

Tariff ReadTariff(FieldCheck& check, const contracts::v1::Tariff& proto);
Coefficient ReadCoefficient(FieldCheck& check, const contracts::v1::Coefficient& proto);
AbsenceRule ReadAbsenceRule(FieldCheck& check, const contracts::v1::AbsenceRule& proto);
BasisRule ReadBasisRule(FieldCheck& check, const contracts::v1::BasisRule& proto);
ProrationRule ReadProrationRule(FieldCheck& check, const contracts::v1::ProrationRule& proto);
Cap ReadCap(FieldCheck& check, const contracts::v1::Cap& proto);
GuaranteedAmount ReadGuaranteedAmount(FieldCheck& check,
                                      const contracts::v1::GuaranteedAmount& proto);
FeeRule ReadFeeRule(FieldCheck& check, const contracts::v1::FeeRule& proto);
PensionRule ReadPensionRule(FieldCheck& check, const contracts::v1::PensionRule& proto);
QualityRule ReadQualityRule(FieldCheck& check, const contracts::v1::QualityRule& proto);
FundingRule ReadFundingRule(FieldCheck& check, const contracts::v1::FundingRule& proto);
Pot ReadPot(FieldCheck& check, const contracts::v1::Pot& proto);
Vat ReadVat(FieldCheck& check, const contracts::v1::Vat& proto);

}  // namespace tirek::order
