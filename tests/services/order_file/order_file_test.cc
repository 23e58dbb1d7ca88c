// The order between file, proto and the rules' form.
#include "services/order_file/order_file.h"

#include <set>
#include <string>

#include <google/protobuf/util/message_differencer.h>

#include "core/rpc/enum_text.h"
#include "services/order_file/order_codec.h"
#include "services/order_file/order_writer.h"
#include "tests/billing/order/full_order.h"
#include "tests/services/order_file/sample_file.h"

namespace tirek::order {
namespace {

namespace v1 = contracts::v1;

TEST_CASE("the pilot's order survives the way into the rules' form and back") {
  const v1::Order order = PilotOrder();
  const auto terms = FromProto(order);
  REQUIRE_MESSAGE(terms, Describe(terms.error()));
  const auto payer = FromProto(order.payer());
  REQUIRE_MESSAGE(payer, Describe(payer.error()));
  v1::Order again = ToProto(*terms);
  *again.mutable_payer() = ToProto(*payer);
  CHECK(ToOrderFile(again) == ToOrderFile(order));
  CHECK(terms->tariffs.size() == 7);
  CHECK(terms->tariffs[0].rate.ToString() == "5433.75");
  CHECK(terms->coefficients[3].share.ToString() == "0.62");
}

TEST_CASE("an order's file is canonical: one line, and reading it gives the same bytes") {
  const std::string text = ToOrderFile(PilotOrder());
  CHECK(text.find('\n') == std::string::npos);
  const auto again = ParseOrderFile(text);
  REQUIRE(again);
  CHECK(ToOrderFile(*again) == text);
  CHECK(google::protobuf::util::MessageDifferencer::Equals(*again, PilotOrder()));
}

TEST_CASE("an order's file with a field that no order has is refused by the field's name") {
  std::string text = PilotText();
  text.insert(text.find("\"unit\""), "\"discount\": \"5\", ");
  const auto order = ParseOrderFile(text);
  REQUIRE_FALSE(order);
  REQUIRE(order.error().violations.size() == 1);
  CHECK(order.error().violations[0].field == "tariffs[0].discount");
  CHECK(order.error().violations[0].reason == "UNKNOWN_FIELD");
}

// Each value of a proto's enum, set by `put`, survives the rules' form.
template <typename Enum, typename Put, typename Get>
void CheckEachValue(Put put, Get get) {
  const auto* type = google::protobuf::GetEnumDescriptor<Enum>();
  for (int i = 1; i < type->value_count(); ++i) {
    CAPTURE(type->value(i)->name());
    v1::Order order = PilotOrder();
    const auto value = static_cast<Enum>(type->value(i)->number());
    put(order, value);
    const auto terms = FromProto(order);
    REQUIRE_MESSAGE(terms, Describe(terms.error()));
    CHECK(get(ToProto(*terms)) == value);
  }
}

TEST_CASE("each choice that the proto offers is one that the rules know") {
  CheckEachValue<registry::v1::DeliveryCondition>(
      [](v1::Order& o, auto value) { o.mutable_tariffs(3)->set_condition(value); },
      [](const v1::Order& o) { return o.tariffs(3).condition(); });
  CheckEachValue<v1::ServiceUnit>(
      [](v1::Order& o, auto value) {
        o.mutable_tariffs(3)->set_unit(value);
        *o.add_proration_rules() =
            ToProto(Proration(o.tariffs(3).service(), Divisor::kCalendarDays));
      },
      [](const v1::Order& o) { return o.tariffs(3).unit(); });
  CheckEachValue<v1::AbsenceReason>(
      [](v1::Order& o, auto value) {
        o.mutable_absence_rules()->DeleteSubrange(1, 1);
        o.mutable_absence_rules(0)->set_reason(value);
      },
      [](const v1::Order& o) { return o.absence_rules(0).reason(); });
  CheckEachValue<v1::RoundingPolicy>(
      [](v1::Order& o, auto value) { o.mutable_rounding()->set_policy(value); },
      [](const v1::Order& o) { return o.rounding().policy(); });
  CheckEachValue<v1::RoundingPlace>(
      [](v1::Order& o, auto value) { o.mutable_rounding()->set_place(value); },
      [](const v1::Order& o) { return o.rounding().place(); });
  CheckEachValue<v1::OverlapRule>([](v1::Order& o, auto value) { o.set_overlap_rule(value); },
                                  [](const v1::Order& o) { return o.overlap_rule(); });
  CheckEachValue<registry::v1::DeliveryCondition>(
      [](v1::Order& o, auto value) { o.mutable_coefficients(0)->set_condition(value); },
      [](const v1::Order& o) { return o.coefficients(0).condition(); });
}

// Each value of an enum of rules, set by `put` in an order that has every rule, survives too.
template <typename Enum, typename Put, typename Get>
void CheckEachRule(Put put, Get get) {
  const auto* type = google::protobuf::GetEnumDescriptor<Enum>();
  for (int i = 1; i < type->value_count(); ++i) {
    CAPTURE(type->value(i)->name());
    v1::Order order = ToProto(OrderOfEveryRule());
    const auto value = static_cast<Enum>(type->value(i)->number());
    put(order, value);
    const auto terms = FromProto(order);
    REQUIRE_MESSAGE(terms, Describe(terms.error()));
    CHECK(get(ToProto(*terms)) == value);
  }
}

TEST_CASE("each choice that the proto offers for a rule is one that the rules know") {
  CheckEachRule<v1::StepMeasure>(
      [](v1::Order& o, auto value) { o.mutable_tariffs(3)->mutable_steps()->set_measure(value); },
      [](const v1::Order& o) { return o.tariffs(3).steps().measure(); });
  CheckEachRule<v1::PaymentBasis>(
      [](v1::Order& o, auto value) { o.mutable_basis_rules(0)->set_basis(value); },
      [](const v1::Order& o) { return o.basis_rules(0).basis(); });
  CheckEachRule<v1::Divisor>(
      [](v1::Order& o, auto value) {
        o.mutable_proration_rules(0)->set_divisor(value);
        const bool fixed = value == v1::DIVISOR_FIXED_DAYS;
        o.mutable_proration_rules(0)->set_fixed_days(fixed ? 30 : 0);
      },
      [](const v1::Order& o) { return o.proration_rules(0).divisor(); });
  CheckEachRule<v1::CapWindow>(
      [](v1::Order& o, auto value) {
        o.mutable_caps()->DeleteSubrange(1, 1);
        o.mutable_caps(0)->set_window(value);
      },
      [](const v1::Order& o) { return o.caps(0).window(); });
  CheckEachRule<v1::GuaranteeWindow>(
      [](v1::Order& o, auto value) { o.mutable_guaranteed_amounts(0)->set_window(value); },
      [](const v1::Order& o) { return o.guaranteed_amounts(0).window(); });
  CheckEachRule<v1::FeeKind>(
      [](v1::Order& o, auto value) {
        o.mutable_fee_rules()->DeleteSubrange(1, 2);
        v1::FeeRule& rule = *o.mutable_fee_rules(0);
        rule.set_kind(value);
        if (value != v1::FEE_KIND_INCOME_EXCESS) rule.clear_income_limit();
      },
      [](const v1::Order& o) { return o.fee_rules(0).kind(); });
  CheckEachRule<v1::VatTreatment>(
      [](v1::Order& o, auto value) {
        o.mutable_vat()->set_treatment(value);
        if (value == v1::VAT_TREATMENT_EXEMPT) o.mutable_vat()->clear_rate();
      },
      [](const v1::Order& o) { return o.vat().treatment(); });
}

TEST_CASE("the usual age date and cut order may be said and need not be") {
  v1::Order order = PilotOrder();
  order.set_age_date(v1::AGE_DATE_SERVICE_DAY);
  order.set_cut_order(v1::CUT_ORDER_LATEST_DAY_FIRST);
  const auto said = FromProto(order);
  REQUIRE_MESSAGE(said, Describe(said.error()));
  CHECK(said->age_date == AgeDate::kServiceDay);
  CHECK(said->cut_order == CutOrder::kLatestDayFirst);
  CHECK(ToProto(*said).age_date() == v1::AGE_DATE_UNSPECIFIED);
  CHECK(ToProto(*said).cut_order() == v1::CUT_ORDER_UNSPECIFIED);

  order.set_age_date(v1::AGE_DATE_MONTH_START);
  order.set_cut_order(v1::CUT_ORDER_LATEST_ADMISSION_FIRST);
  const auto other = FromProto(order);
  REQUIRE_MESSAGE(other, Describe(other.error()));
  CHECK(ToProto(*other).age_date() == v1::AGE_DATE_MONTH_START);
  CHECK(ToProto(*other).cut_order() == v1::CUT_ORDER_LATEST_ADMISSION_FIRST);
}

// The fields that are unset in every row, so that one which the codec forgets is seen.
void CollectUnset(const google::protobuf::Message& message, const std::string& path,
                  std::set<std::string>& unset) {
  const auto* type = message.GetDescriptor();
  const auto* reflection = message.GetReflection();
  for (int i = 0; i < type->field_count(); ++i) {
    const auto* field = type->field(i);
    const std::string name = path + field->name();
    if (field->is_repeated()) {
      const int size = reflection->FieldSize(message, field);
      std::set<std::string> of_all;
      for (int row = 0; row < size; ++row) {
        std::set<std::string> of_row;
        CollectUnset(reflection->GetRepeatedMessage(message, field, row), name + ".", of_row);
        if (row == 0) of_all = of_row;
        std::erase_if(of_all, [&](const std::string& f) { return !of_row.contains(f); });
      }
      if (size == 0) of_all.insert(name);
      unset.insert(of_all.begin(), of_all.end());
    } else if (!reflection->HasField(message, field)) {
      unset.insert(name);
    } else if (field->message_type() != nullptr) {
      CollectUnset(reflection->GetMessage(message, field), name + ".", unset);
    }
  }
}

TEST_CASE("every field of the proto survives the way into the rules' form and back") {
  StateSocialOrder order = OrderOfEveryRule();
  order.tariffs[0].category = "child";
  order.tariffs[0].legal_min = Number("1");
  order.tariffs[0].legal_max = Number("9999");
  order.coefficients.push_back(Factor("RURAL", "1.25", "0.62"));
  order.coefficients[1].territory = kKaragandaCity;
  order.coefficients[1].service = "day-care";
  order.coefficients[1].category = "child";
  order.caps[0].category = "blind";
  order.day_count = {true, true};
  order.proration_rules.push_back(Proration("helper", Divisor::kFixedDays));
  order.proration_rules[1].fixed_days = 30;
  order.quality_rules[0].service = "helper";
  order.funding_rules[0].service = "helper";
  const v1::Order proto = ToProto(order);
  std::set<std::string> unset;
  CollectUnset(proto, "", unset);
  CHECK(unset == std::set<std::string>{"etag", "order_id", "payer"});
  const auto file = ParseOrderFile(ToOrderFile(proto));
  REQUIRE_MESSAGE(file, Describe(file.error()));
  const auto again = FromProto(*file);
  REQUIRE_MESSAGE(again, Describe(again.error()));
  CHECK(ToOrderFile(ToProto(*again)) == ToOrderFile(proto));
}

TEST_CASE("what an order may leave out is absent, not zero") {
  const auto terms = FromProto(PilotOrder());
  REQUIRE(terms);
  CHECK(terms->tariffs[0].legal_min->ToString() == "4200.00");
  CHECK_FALSE(terms->tariffs[3].legal_min);
  CHECK_FALSE(terms->tariffs[3].legal_max);
  CHECK(terms->coefficients[0].share == Decimal::FromInteger(1));
  CHECK_FALSE(terms->coefficients[0].territory);
  CHECK(terms->coefficients[0].category.empty());
  CHECK(terms->absence_rules[0].max_days_per_month == 7);

  v1::Order order = PilotOrder();
  order.mutable_absence_rules(0)->clear_max_days_per_month();
  order.mutable_coefficients(0)->mutable_share()->set_value("0");
  const auto changed = FromProto(order);
  REQUIRE(changed);
  CHECK_FALSE(changed->absence_rules[0].max_days_per_month);
  CHECK(changed->coefficients[0].share.is_zero());
}

TEST_CASE("the rules' own sample order has a file form") {
  StateSocialOrder order = SampleOrder();
  order.coefficients = {Factor("K-RURAL", "1.25", "0.62"), Factor("K-ALL", "1.08")};
  order.absence_rules = {Away(AbsenceReason::kVacation, "0.5", 7)};
  const auto file = ParseOrderFile(ToOrderFile(ToProto(order)));
  REQUIRE(file);
  const auto again = FromProto(*file);
  REQUIRE_MESSAGE(again, Describe(again.error()));
  CHECK(ToOrderFile(ToProto(*again)) == ToOrderFile(*file));
  CHECK(again->coefficients[0].share == Number("0.62"));
  CHECK(again->absence_rules[0].max_days_per_month == 7);
}

}  // namespace
}  // namespace tirek::order
