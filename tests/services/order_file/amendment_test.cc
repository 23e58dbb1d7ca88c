// What an amended order says otherwise of the days before it takes effect is named.
#include "services/order_file/amendment.h"

#include <functional>

#include "core/rpc/convert.h"
#include "services/order_file/order_codec.h"
#include "tests/billing/order/full_order.h"
#include "tests/services/order_file/sample_file.h"

namespace tirek::order {
namespace {

namespace v1 = contracts::v1;

v1::Order InForce() {
  v1::Order order = ToProto(OrderOfEveryRule());
  *order.mutable_payer() = PilotOrder().payer();
  return order;
}

// "field: expected" a line each.
std::string Changes(const v1::Order& amended, const char* date) {
  const auto read = FromProto(amended);
  REQUIRE_MESSAGE(read, Describe(read.error()));
  std::string text;
  for (const Violation& change : ChangesBefore(InForce(), amended, Day(date))) {
    CHECK(change.reason == "CHANGED_BEFORE_EFFECTIVE_DATE");
    text += change.field + ": " + change.expected + "\n";
  }
  return text;
}

// The row from `date` on is another: the one before ends there, its follower is `change`d.
template <typename Rows, typename Change>
void SplitRow(Rows* rows, int index, CivilDate date, const char* code, Change change) {
  auto follower = rows->Get(index);
  *rows->Mutable(index)->mutable_end_date() = rpc::ToProto(date);
  *follower.mutable_start_date() = rpc::ToProto(date);
  if (code != nullptr) {
    const auto* field = follower.GetDescriptor()->FindFieldByName("code");
    follower.GetReflection()->SetString(&follower, field, code);
  }
  change(follower);
  *rows->Add() = follower;
}

TEST_CASE("values that change from the date on are no change of the past") {
  v1::Order order = InForce();
  const CivilDate date = Day("2026-07-01");
  SplitRow(order.mutable_tariffs(), 0, date, "T-DAY-2",
           [](v1::Tariff& t) { t.mutable_rate()->set_value("6000"); });
  SplitRow(order.mutable_tariffs(), 3, date, "T-STEPS-2", [](v1::Tariff& t) {
    t.mutable_steps()->mutable_steps(0)->set_last(103);
    t.mutable_steps()->mutable_steps(1)->set_first(104);
  });
  SplitRow(order.mutable_absence_rules(), 0, date, nullptr,
           [](v1::AbsenceRule& r) { r.mutable_paid_share()->set_value("0.6"); });
  SplitRow(order.mutable_funding_rules(), 0, date, nullptr,
           [](v1::FundingRule& r) { r.mutable_parts()->SwapElements(0, 1); });
  *order.mutable_caps(1)->mutable_end_date() = rpc::ToProto(date);
  CHECK(Changes(order, "2026-07-01") == "");
  CHECK(Changes(order, "2026-06-30") == "");
  CHECK_FALSE(SaysTheSame(InForce(), order));
}

TEST_CASE("rows may stand in another order, and defaults may be spelled out or not") {
  v1::Order order = InForce();
  order.mutable_tariffs()->SwapElements(0, 3);
  order.mutable_quality_rules(0)->mutable_withheld_share()->set_value("0.05");
  order.mutable_guaranteed_amounts(0)->mutable_share()->set_value("1");
  CHECK(Changes(order, "2027-01-01") == "");
  CHECK(SaysTheSame(InForce(), order));
  CHECK(SaysTheSame(order, InForce()));
  order.mutable_end_date()->set_year(2028);
  CHECK_FALSE(SaysTheSame(InForce(), order));
}

TEST_CASE("each value of before the date that differs is named with what is in force") {
  struct Case {
    const char* name;
    std::function<void(v1::Order&)> change;
    const char* changes;
  };
  const Case cases[] = {
      {"a rate", [](v1::Order& o) { o.mutable_tariffs(0)->mutable_rate()->set_value("6000"); },
       "tariffs[0].rate: 5433.75 for the days before 2026-07-01, as in the order in force\n"},
      {"a step",
       [](v1::Order& o) {
         o.mutable_tariffs(3)->mutable_steps()->mutable_steps(0)->mutable_value()->set_value("9");
       },
       "tariffs[3].steps: measure: STEP_MEASURE_CAPACITY steps { last: 104 value { value: "
       "\"23770\" } } steps { first: 105 value { value: \"23930\" } } for the days before "
       "2026-07-01, as in the order in force\n"},
      {"a row that ended too early",
       [](v1::Order& o) {
         *o.mutable_caps(0)->mutable_end_date() = rpc::ToProto(Day("2026-06-01"));
       },
       "caps[0].end_date: 2026-07-01 for the days before 2026-07-01, as in the order in force\n"},
      {"a row that begins later",
       [](v1::Order& o) {
         *o.mutable_caps(0)->mutable_start_date() = rpc::ToProto(Day("2026-02-01"));
       },
       "caps[0].start_date: 2026-01-01 for the days before 2026-07-01, as in the order in force\n"},
      {"a row taken out", [](v1::Order& o) { o.mutable_caps()->DeleteSubrange(1, 1); },
       "caps: the row YEAR, in force before 2026-07-01\n"},
      {"a row put in",
       [](v1::Order& o) {
         *o.add_coefficients() = o.coefficients(0);
         o.mutable_coefficients(1)->set_code("NEW");
       },
       "coefficients[1].start_date: a day from 2026-07-01 on: the order in force has no such row "
       "before it\n"},
      {"a rule without a code",
       [](v1::Order& o) {
         o.mutable_quality_rules(0)->mutable_withheld_share()->set_value("0.06");
       },
       "quality_rules[0].start_date: a day from 2026-07-01 on: the order in force has no such row "
       "before it\n"
       "quality_rules: the row service: \"helper\" withheld_share { value: \"0.05\" } start_date { "
       "year: 2026 month: 1 day: 1 } end_date { year: 2026 month: 7 day: 1 } source_act: \"decree "
       "82\", in force before 2026-07-01\n"},
      {"the order of payers, which decides the odd tiyn",
       [](v1::Order& o) { o.mutable_funding_rules(0)->mutable_parts()->SwapElements(0, 1); },
       nullptr},
      {"what has no date of its own",
       [](v1::Order& o) { o.mutable_rounding()->set_policy(v1::ROUNDING_POLICY_DOWN); }, nullptr},
      {"the cut order", [](v1::Order& o) { o.clear_cut_order(); },
       "cut_order: CUT_ORDER_LATEST_ADMISSION_FIRST, as in the order in force: it has no date of "
       "its own, so it changes for all days or with a new order\n"},
      {"the code", [](v1::Order& o) { o.set_code("OTHER"); },
       "code: \"GSZ-2026\", as in the order in force: it changes with a new order\n"},
      {"the payer's account", [](v1::Order& o) { o.mutable_payer()->set_kbe("11"); }, nullptr},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    v1::Order order = InForce();
    c.change(order);
    const std::string changes = Changes(order, "2026-07-01");
    CHECK_FALSE(changes.empty());
    if (c.changes != nullptr) CHECK(changes == c.changes);
    CHECK_FALSE(SaysTheSame(InForce(), order));
  }
}

TEST_CASE("from the order's start everything may change but what contracts and payments name") {
  v1::Order order = InForce();
  order.mutable_rounding()->set_policy(v1::ROUNDING_POLICY_DOWN);
  order.clear_vat();
  order.clear_cut_order();
  order.clear_pots();
  order.mutable_tariffs(0)->mutable_rate()->set_value("6000");
  CHECK(Changes(order, "2026-01-01") == "");
  CHECK(Changes(order, "2026-01-02") != "");
  order.set_title("Another");
  CHECK(Changes(order, "2026-01-01") ==
        "title: \"Day care for children in 2026\", as in the order in force: it changes with a new "
        "order\n");
}

}  // namespace
}  // namespace tirek::order
