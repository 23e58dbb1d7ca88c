#include "services/order_file/order_codec.h"

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "billing/order/validate.h"
#include "core/base/field_check.h"
#include "core/rpc/convert.h"
#include "services/order_file/order_reader.h"
#include "services/order_file/order_writer.h"

namespace tirek::order {
namespace {

// Where the proto and the rules' form say a field differently; two dates are one period.
struct FieldName {
  std::string_view proto;
  std::string_view rules;
};
constexpr FieldName kNames[] = {{"start_date", "period"},
                                {"end_date", "period"},
                                {"legal_minimum", "legal_min"},
                                {"legal_maximum", "legal_max"}};

std::string Renamed(const std::string& path, std::string_view FieldName::*from,
                    std::string_view FieldName::*to) {
  const std::size_t dot = path.rfind('.');
  const std::size_t begin = dot == std::string::npos ? 0 : dot + 1;
  for (const FieldName& name : kNames) {
    if (std::string_view(path).substr(begin) == name.*from) {
      return path.substr(0, begin) + std::string(name.*to);
    }
  }
  return path;
}

// What Validate finds, in the proto's names.
std::vector<Violation> Validated(const OrderReading& reading) {
  std::set<std::string> unread;
  for (const Violation& fault : reading.faults) {
    unread.insert(Renamed(fault.field, &FieldName::proto, &FieldName::rules));
  }
  std::vector<Violation> violations = Validate(reading.order, unread);
  for (Violation& violation : violations) {
    violation.field = Renamed(violation.field, &FieldName::rules, &FieldName::proto);
  }
  return violations;
}

template <typename Row, typename ProtoRow>
void AddRows(const std::vector<Row>& rows, google::protobuf::RepeatedPtrField<ProtoRow>* protos) {
  for (const Row& row : rows) *protos->Add() = ToProto(row);
}

void SetHead(const StateSocialOrder& order, contracts::v1::Order* proto) {
  proto->set_code(order.code);
  proto->set_title(order.title);
  proto->set_source_act(order.source_act);
  *proto->mutable_start_date() = rpc::ToProto(order.period.start);
  *proto->mutable_end_date() = rpc::ToProto(order.period.end);
  proto->set_currency_code(std::string(order.currency.code()));
  proto->set_method_version(order.method_version);
}

void SetChoices(const StateSocialOrder& order, contracts::v1::Order* proto) {
  proto->mutable_day_count()->set_admission_day_counts(order.day_count.admission_day_counts);
  proto->mutable_day_count()->set_discharge_day_counts(order.day_count.discharge_day_counts);
  proto->mutable_rounding()->set_policy(
      ToChoice<contracts::v1::RoundingPolicy>(RoundingName(order.rounding.policy)));
  proto->mutable_rounding()->set_place(
      ToChoice<contracts::v1::RoundingPlace>(RoundingPlaceName(order.rounding.place)));
  proto->set_overlap_rule(order.overlap == OverlapRule::kLatestAdmissionWins
                              ? contracts::v1::OVERLAP_RULE_LATEST_ADMISSION
                              : contracts::v1::OVERLAP_RULE_EARLIEST_ADMISSION);
  if (order.age_date != AgeDate::kServiceDay) {
    proto->set_age_date(ToChoice<contracts::v1::AgeDate>(AgeDateName(order.age_date)));
  }
  if (order.cut_order != CutOrder::kLatestDayFirst) {
    proto->set_cut_order(ToChoice<contracts::v1::CutOrder>(CutOrderName(order.cut_order)));
  }
}

}  // namespace

Result<StateSocialOrder> FromProto(const contracts::v1::Order& proto) {
  OrderReading reading = ReadOrder(proto);
  std::vector<Violation> more = Validated(reading);
  std::vector<Violation>& faults = reading.faults;
  faults.insert(faults.end(), more.begin(), more.end());
  if (!faults.empty()) return InvalidFields(std::move(faults));
  return std::move(reading.order);
}

Result<Payer> FromProto(const contracts::v1::Payer& proto) {
  FieldCheck check;
  Payer payer;
  payer.name = check.Text("name", proto.name(), 200);
  payer.bin = check.Take("bin", Bin::Parse(proto.bin())).value_or(Bin());
  payer.iban = check.Take("iban", Iban::Parse(proto.iban())).value_or(Iban());
  if (!payer.iban.empty() && payer.iban.country() != "KZ") {
    check.Add("iban", "IBAN_COUNTRY", "an account in Kazakhstan: KZ and 18 more characters");
  }
  payer.bic = check.Take("bic", Bic::Parse(proto.bic())).value_or(Bic());
  payer.kbe = check.Take("kbe", Kbe::Parse(proto.kbe())).value_or(Kbe());
  TIREK_RETURN_IF_ERROR(check.Done());
  return payer;
}

Result<OrderDocument> DocumentFromProto(const contracts::v1::Order& proto) {
  FieldCheck check;
  const auto append = [&check](const std::string& path, const Error& error) {
    for (const Violation& fault : error.violations) {
      check.Add(path + fault.field, fault.reason, fault.expected);
    }
  };
  auto terms = FromProto(proto);
  if (!terms) append("", terms.error());
  auto payer = FromProto(proto.payer());
  if (!proto.has_payer()) {
    check.Add("payer", "REQUIRED", "who pays under the order");
  } else if (!payer) {
    append("payer.", payer.error());
  }
  TIREK_RETURN_IF_ERROR(check.Done());
  return OrderDocument{*std::move(terms), *std::move(payer)};
}

contracts::v1::Order ToProto(const StateSocialOrder& order) {
  contracts::v1::Order proto;
  SetHead(order, &proto);
  SetChoices(order, &proto);
  AddRows(order.tariffs, proto.mutable_tariffs());
  AddRows(order.coefficients, proto.mutable_coefficients());
  AddRows(order.absence_rules, proto.mutable_absence_rules());
  AddRows(order.basis_rules, proto.mutable_basis_rules());
  AddRows(order.proration_rules, proto.mutable_proration_rules());
  AddRows(order.caps, proto.mutable_caps());
  AddRows(order.guaranteed_amounts, proto.mutable_guaranteed_amounts());
  AddRows(order.fee_rules, proto.mutable_fee_rules());
  AddRows(order.pension_rules, proto.mutable_pension_rules());
  AddRows(order.quality_rules, proto.mutable_quality_rules());
  AddRows(order.funding_rules, proto.mutable_funding_rules());
  AddRows(order.pots, proto.mutable_pots());
  if (order.vat) *proto.mutable_vat() = ToProto(*order.vat);
  return proto;
}

contracts::v1::Payer ToProto(const Payer& payer) {
  contracts::v1::Payer proto;
  proto.set_name(payer.name);
  proto.set_bin(payer.bin.text());
  proto.set_iban(payer.iban.text());
  proto.set_bic(payer.bic.text());
  proto.set_kbe(payer.kbe.text());
  return proto;
}

}  // namespace tirek::order
