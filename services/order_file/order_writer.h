// The rows of an order as its proto says them. What stands for the default there is left out.
#pragma once

#include <string>
#include <string_view>

#include "billing/order/order.h"
#include "core/base/assert.h"
#include "core/rpc/enum_text.h"
#include "tirek/contracts/v1/order.pb.h"

namespace tirek::order {

// The proto's value of a word of the rules.
template <typename Enum>
Enum ToChoice(std::string_view word) {
  const Enum value = rpc::FromWord<Enum>(std::string(word));
  TIREK_ASSERT(value != 0);
  return value;
}

contracts::v1::Tariff ToProto(const Tariff& tariff);
contracts::v1::Coefficient ToProto(const Coefficient& coefficient);
contracts::v1::AbsenceRule ToProto(const AbsenceRule& rule);
contracts::v1::BasisRule ToProto(const BasisRule& rule);
contracts::v1::ProrationRule ToProto(const ProrationRule& rule);
contracts::v1::Cap ToProto(const Cap& cap);
contracts::v1::GuaranteedAmount ToProto(const GuaranteedAmount& amount);
contracts::v1::FeeRule ToProto(const FeeRule& rule);
contracts::v1::PensionRule ToProto(const PensionRule& rule);
contracts::v1::QualityRule ToProto(const QualityRule& rule);
contracts::v1::FundingRule ToProto(const FundingRule& rule);
contracts::v1::Pot ToProto(const Pot& pot);
contracts::v1::Vat ToProto(const Vat& vat);

}  // namespace tirek::order
