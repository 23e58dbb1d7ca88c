// The order between file, proto and the rules' form.
#include "services/order_file/order_file.h"

#include <google/protobuf/util/message_differencer.h>

#include "core/rpc/enum_text.h"
#include "services/order_file/order_codec.h"
#include "tests/billing/order/sample_order.h"
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
      [](v1::Order& o, auto value) { o.mutable_tariffs(3)->set_unit(value); },
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
