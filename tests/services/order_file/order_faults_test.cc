// An order that cannot be put in force says so at each field, all at once.
#include <algorithm>
#include <functional>

#include "services/order_file/order_codec.h"
#include "tests/billing/order/full_order.h"
#include "tests/services/order_file/sample_file.h"

namespace tirek::order {
namespace {

namespace v1 = contracts::v1;

std::vector<std::string> Faults(const v1::Order& order) {
  const auto terms = FromProto(order);
  std::vector<std::string> faults;
  if (terms) return faults;
  CHECK(terms.error().reason == "INVALID_FIELDS");
  for (const Violation& violation : terms.error().violations) {
    CHECK_FALSE(violation.expected.empty());
    faults.push_back(violation.field + " " + violation.reason);
  }
  std::sort(faults.begin(), faults.end());
  return faults;
}

using Faulty = std::function<void(v1::Order&)>;

struct Case {
  const char* name;
  Faulty change;
  std::vector<std::string> faults;
};

void CheckCases(const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    CAPTURE(c.name);
    v1::Order order = PilotOrder();
    c.change(order);
    CHECK(Faults(order) == c.faults);
  }
}

TEST_CASE("each field of an order's head is judged") {
  CheckCases({
      {"nothing", [](v1::Order&) {}, {}},
      {"code", [](v1::Order& o) { o.set_code("gsz"); }, {"code CODE_INVALID"}},
      {"title", [](v1::Order& o) { o.clear_title(); }, {"title REQUIRED"}},
      {"act", [](v1::Order& o) { o.set_source_act(" x"); }, {"source_act TEXT_INVALID"}},
      {"start", [](v1::Order& o) { o.clear_start_date(); }, {"start_date INVALID_DATE"}},
      {"end", [](v1::Order& o) { o.clear_end_date(); }, {"end_date REQUIRED"}},
      {"reversed",
       [](v1::Order& o) { *o.mutable_end_date() = o.start_date(); },
       {"end_date PERIOD_REVERSED"}},
      {"currency",
       [](v1::Order& o) { o.set_currency_code("kzt"); },
       {"currency_code UNKNOWN_CURRENCY"}},
      {"method",
       [](v1::Order& o) { o.set_method_version("CAP-9"); },
       {"method_version UNKNOWN_METHOD_VERSION"}},
      {"no tariffs", [](v1::Order& o) { o.clear_tariffs(); }, {"tariffs REQUIRED"}},
      {"days", [](v1::Order& o) { o.clear_day_count(); }, {"day_count REQUIRED"}},
      {"rounding",
       [](v1::Order& o) { o.clear_rounding(); },
       {"rounding.place CHOICE_UNKNOWN", "rounding.policy CHOICE_UNKNOWN"}},
      {"unknown choice",
       [](v1::Order& o) { o.set_overlap_rule(static_cast<v1::OverlapRule>(77)); },
       {"overlap_rule CHOICE_UNKNOWN"}},
  });
}

TEST_CASE("each field of a tariff is judged at its row, in the proto's names") {
  const auto tariff = [](void (*change)(v1::Tariff&)) {
    return [change](v1::Order& o) { change(*o.mutable_tariffs(1)); };
  };
  CheckCases({
      {"code", tariff([](v1::Tariff& t) { t.clear_code(); }), {"tariffs[1].code REQUIRED"}},
      {"code twice",
       tariff([](v1::Tariff& t) { t.set_code("T-DAY-01"); }),
       {"tariffs[1].code DUPLICATE_CODE"}},
      {"territory",
       tariff([](v1::Tariff& t) { t.set_territory("35"); }),
       {"tariffs[1].territory INVALID_KATO"}},
      {"condition",
       tariff([](v1::Tariff& t) { t.clear_condition(); }),
       {"tariffs[1].condition CHOICE_UNKNOWN"}},
      {"service",
       tariff([](v1::Tariff& t) { t.set_service("Day"); }),
       {"tariffs[1].service CODE_INVALID"}},
      {"category",
       tariff([](v1::Tariff& t) { t.set_category("x"); }),
       {"tariffs[1].category CODE_INVALID"}},
      {"unit", tariff([](v1::Tariff& t) { t.clear_unit(); }), {"tariffs[1].unit CHOICE_UNKNOWN"}},
      {"rate", tariff([](v1::Tariff& t) { t.clear_rate(); }), {"tariffs[1].rate REQUIRED"}},
      {"rate empty",
       tariff([](v1::Tariff& t) { t.mutable_rate()->clear_value(); }),
       {"tariffs[1].rate REQUIRED"}},
      {"rate spelled",
       tariff([](v1::Tariff& t) { t.mutable_rate()->set_value("5,5"); }),
       {"tariffs[1].rate INVALID_DECIMAL"}},
      {"rate long",
       tariff([](v1::Tariff& t) { t.mutable_rate()->set_value("5520.1234567"); }),
       {"tariffs[1].rate SCALE_TOO_LONG"}},
      {"rate low",
       tariff([](v1::Tariff& t) { t.mutable_rate()->set_value("4199.99"); }),
       {"tariffs[1].rate RATE_BELOW_LEGAL_MINIMUM"}},
      {"minimum",
       tariff([](v1::Tariff& t) { t.mutable_legal_minimum()->set_value("x"); }),
       {"tariffs[1].legal_minimum INVALID_DECIMAL"}},
      {"minimum zero",
       tariff([](v1::Tariff& t) { t.mutable_legal_minimum()->set_value("0"); }),
       {"tariffs[1].legal_minimum NOT_POSITIVE"}},
      {"limits reversed",
       tariff([](v1::Tariff& t) { t.mutable_legal_maximum()->set_value("4000"); }),
       {"tariffs[1].legal_minimum LEGAL_LIMITS_REVERSED"}},
      {"tie",
       tariff([](v1::Tariff& t) { t.mutable_start_date()->set_day(14); }),
       {"tariffs[1].start_date TARIFF_TIE"}},
      {"outside",
       tariff([](v1::Tariff& t) { t.mutable_end_date()->set_day(2); }),
       {"tariffs[1].start_date OUTSIDE_ORDER_PERIOD"}},
      {"no end",
       tariff([](v1::Tariff& t) { t.clear_end_date(); }),
       {"tariffs[1].end_date REQUIRED"}},
      {"act",
       tariff([](v1::Tariff& t) { t.clear_source_act(); }),
       {"tariffs[1].source_act REQUIRED"}},
  });
}

TEST_CASE("each field of a coefficient and of an absence rule is judged at its row") {
  const auto coefficient = [](void (*change)(v1::Coefficient&)) {
    return [change](v1::Order& o) { change(*o.mutable_coefficients(3)); };
  };
  const auto rule = [](void (*change)(v1::AbsenceRule&)) {
    return [change](v1::Order& o) { change(*o.mutable_absence_rules(1)); };
  };
  CheckCases({
      {"value",
       coefficient([](v1::Coefficient& c) { c.mutable_value()->set_value("0"); }),
       {"coefficients[3].value NOT_POSITIVE"}},
      {"no value",
       coefficient([](v1::Coefficient& c) { c.clear_value(); }),
       {"coefficients[3].value REQUIRED"}},
      {"share",
       coefficient([](v1::Coefficient& c) { c.mutable_share()->set_value("1.01"); }),
       {"coefficients[3].share SHARE_OUT_OF_RANGE"}},
      {"share empty",
       coefficient([](v1::Coefficient& c) { c.mutable_share()->clear_value(); }),
       {"coefficients[3].share REQUIRED"}},
      {"territory",
       coefficient([](v1::Coefficient& c) { c.set_territory("abc"); }),
       {"coefficients[3].territory INVALID_KATO"}},
      {"code twice",
       coefficient([](v1::Coefficient& c) { c.set_code("K-REGION"); }),
       {"coefficients[3].code DUPLICATE_CODE"}},
      {"reason",
       rule([](v1::AbsenceRule& r) { r.clear_reason(); }),
       {"absence_rules[1].reason CHOICE_UNKNOWN"}},
      {"share of a rule",
       rule([](v1::AbsenceRule& r) { r.clear_paid_share(); }),
       {"absence_rules[1].paid_share REQUIRED"}},
      {"limit",
       rule([](v1::AbsenceRule& r) { r.set_max_days_per_month(32); }),
       {"absence_rules[1].max_days_per_month ABSENCE_LIMIT_OUT_OF_RANGE"}},
      {"limit below zero",
       rule([](v1::AbsenceRule& r) { r.set_max_days_per_month(-1); }),
       {"absence_rules[1].max_days_per_month ABSENCE_LIMIT_OUT_OF_RANGE"}},
      {"overlap",
       rule([](v1::AbsenceRule& r) { r.set_reason(v1::ABSENCE_REASON_HOSPITAL); }),
       {"absence_rules[1].start_date ABSENCE_RULE_OVERLAP"}},
  });
}

TEST_CASE("each field of every other rule is judged at its row, in the proto's names") {
  struct RuleCase {
    const char* name;
    Faulty change;
    std::vector<std::string> faults;
  };
  const RuleCase cases[] = {
      {"nothing", [](v1::Order&) {}, {}},
      {"steps and a rate",
       [](v1::Order& o) { o.mutable_tariffs(3)->mutable_rate()->set_value("0"); },
       {"tariffs[3].rate VALUE_BESIDE_STEPS"}},
      {"neither steps nor a rate",
       [](v1::Order& o) { o.mutable_tariffs(3)->clear_steps(); },
       {"tariffs[3].rate REQUIRED"}},
      {"a gap",
       [](v1::Order& o) { o.mutable_tariffs(3)->mutable_steps()->mutable_steps(0)->set_last(103); },
       {"tariffs[3].steps.steps[1].first STEP_GAP"}},
      {"a measure",
       [](v1::Order& o) { o.mutable_tariffs(3)->mutable_steps()->clear_measure(); },
       {"tariffs[3].steps.measure CHOICE_UNKNOWN"}},
      {"a step without a value",
       [](v1::Order& o) {
         o.mutable_coefficients(0)->mutable_steps()->mutable_steps(1)->clear_value();
       },
       {"coefficients[0].steps.steps[1].value REQUIRED"}},
      {"more steps than a table has",
       [](v1::Order& o) {
         v1::StepTable& table = *o.mutable_tariffs(3)->mutable_steps();
         while (table.steps_size() <= 100) *table.add_steps() = table.steps(0);
       },
       {"tariffs[3].steps.steps TOO_MANY"}},
      {"a condition",
       [](v1::Order& o) {
         o.mutable_coefficients(0)->set_condition(static_cast<registry::v1::DeliveryCondition>(9));
       },
       {"coefficients[0].condition CHOICE_UNKNOWN"}},
      {"a basis",
       [](v1::Order& o) { o.mutable_basis_rules(0)->clear_basis(); },
       {"basis_rules[0].basis CHOICE_UNKNOWN"}},
      {"a divisor is not followed by a missing proration",
       [](v1::Order& o) { o.mutable_proration_rules(0)->clear_divisor(); },
       {"proration_rules[0].divisor CHOICE_UNKNOWN"}},
      {"fixed days below zero",
       [](v1::Order& o) {
         o.mutable_proration_rules(0)->set_divisor(v1::DIVISOR_FIXED_DAYS);
         o.mutable_proration_rules(0)->set_fixed_days(-30);
       },
       {"proration_rules[0].fixed_days OUT_OF_RANGE"}},
      {"a window",
       [](v1::Order& o) { o.mutable_caps(0)->clear_window(); },
       {"caps[0].window CHOICE_UNKNOWN"}},
      {"a quantity",
       [](v1::Order& o) { o.mutable_caps(1)->clear_max_quantity(); },
       {"caps[1].max_quantity REQUIRED"}},
      {"a guaranteed amount",
       [](v1::Order& o) { o.mutable_guaranteed_amounts(0)->clear_amount(); },
       {"guaranteed_amounts[0].amount REQUIRED"}},
      {"an empty share",
       [](v1::Order& o) { o.mutable_guaranteed_amounts(1)->mutable_share()->clear_value(); },
       {"guaranteed_amounts[1].share REQUIRED"}},
      {"a kind is not followed by its fields",
       [](v1::Order& o) { o.mutable_fee_rules(0)->clear_kind(); },
       {"fee_rules[0].kind CHOICE_UNKNOWN"}},
      {"an excess without a limit",
       [](v1::Order& o) { o.mutable_fee_rules(0)->clear_income_limit(); },
       {"fee_rules[0].income_limit REQUIRED"}},
      {"a limit of a price",
       [](v1::Order& o) { o.mutable_fee_rules(1)->mutable_income_limit()->set_value("0"); },
       {"fee_rules[1].income_limit FIELD_OF_OTHER_CHOICE"}},
      {"a share",
       [](v1::Order& o) { o.mutable_fee_rules(2)->mutable_share()->set_value("1.5"); },
       {"fee_rules[2].share SHARE_OUT_OF_RANGE"}},
      {"a pension's minimum",
       [](v1::Order& o) { o.mutable_pension_rules(0)->clear_person_minimum(); },
       {"pension_rules[0].person_minimum REQUIRED"}},
      {"a withheld share",
       [](v1::Order& o) { o.mutable_quality_rules(0)->clear_withheld_share(); },
       {"quality_rules[0].withheld_share REQUIRED"}},
      {"a payer's share is not followed by the sum",
       [](v1::Order& o) { o.mutable_funding_rules(0)->mutable_parts(1)->clear_share(); },
       {"funding_rules[0].parts[1].share REQUIRED"}},
      {"a payer",
       [](v1::Order& o) { o.mutable_funding_rules(0)->mutable_parts(1)->set_payer("region"); },
       {"funding_rules[0].parts[1].payer CODE_INVALID"}},
      {"a pot's indicator",
       [](v1::Order& o) { o.mutable_pots(0)->mutable_indicators(1)->set_code("?"); },
       {"pots[0].indicators[1].code CODE_INVALID"}},
      {"a month's half",
       [](v1::Order& o) { o.mutable_pots(0)->mutable_start_date()->set_day(16); },
       {"pots[0].start_date PERIOD_NOT_WHOLE_MONTHS"}},
      {"a VAT", [](v1::Order& o) { o.mutable_vat()->clear_rate(); }, {"vat.rate REQUIRED"}},
      {"a VAT's treatment",
       [](v1::Order& o) { o.mutable_vat()->clear_treatment(); },
       {"vat.treatment CHOICE_UNKNOWN"}},
      {"an unknown age date",
       [](v1::Order& o) { o.set_age_date(static_cast<v1::AgeDate>(7)); },
       {"age_date CHOICE_UNKNOWN"}},
      {"an unknown cut order",
       [](v1::Order& o) { o.set_cut_order(static_cast<v1::CutOrder>(7)); },
       {"cut_order CHOICE_UNKNOWN"}},
  };
  for (const RuleCase& c : cases) {
    CAPTURE(c.name);
    v1::Order order = ToProto(OrderOfEveryRule());
    c.change(order);
    CHECK(Faults(order) == c.faults);
  }
}

TEST_CASE("all faults of an order are told at once, and none twice or by consequence") {
  v1::Order order = PilotOrder();
  order.set_code("?");
  order.set_method_version("CAP-9");
  order.mutable_tariffs(0)->clear_condition();  // would tie or not, nobody knows
  order.mutable_tariffs(0)->mutable_rate()->set_value("-1");
  order.mutable_tariffs(1)->mutable_start_date()->set_month(13);
  order.mutable_tariffs(2)->mutable_end_date()->set_year(2028);
  order.mutable_tariffs(2)->clear_source_act();
  order.mutable_coefficients(5)->mutable_value()->set_value("1e3");
  order.mutable_absence_rules(0)->clear_reason();
  order.mutable_absence_rules(1)->clear_reason();
  CHECK(Faults(order) == std::vector<std::string>{
                             "absence_rules[0].reason CHOICE_UNKNOWN",
                             "absence_rules[1].reason CHOICE_UNKNOWN",
                             "code CODE_INVALID",
                             "coefficients[5].value INVALID_DECIMAL",
                             "method_version UNKNOWN_METHOD_VERSION",
                             "tariffs[0].condition CHOICE_UNKNOWN",
                             "tariffs[0].rate NOT_POSITIVE",
                             "tariffs[0].rate RATE_BELOW_LEGAL_MINIMUM",
                             "tariffs[1].start_date INVALID_DATE",
                             "tariffs[2].source_act REQUIRED",
                             "tariffs[2].start_date OUTSIDE_ORDER_PERIOD",
                         });
}

TEST_CASE("an order with more rows than are held is refused before they are read") {
  v1::Order order = PilotOrder();
  while (order.tariffs_size() <= 1000) *order.add_tariffs() = order.tariffs(0);
  CHECK(Faults(order) == std::vector<std::string>{"tariffs TOO_MANY"});
}

TEST_CASE("each identifier of the payer is judged") {
  v1::Payer payer = PilotOrder().payer();
  payer.clear_name();
  payer.set_bin("070140990067");
  payer.set_iban("DE89370400440532013000");
  payer.set_bic("KKMF");
  payer.set_kbe("02");
  const auto read = FromProto(payer);
  REQUIRE_FALSE(read);
  std::vector<std::string> fields;
  for (const Violation& violation : read.error().violations) fields.push_back(violation.field);
  CHECK(fields == std::vector<std::string>{"name", "bin", "iban", "bic", "kbe"});
}

}  // namespace
}  // namespace tirek::order
