// Which rule of an order holds for a service on a date, and which band of a step table.
#include "billing/order/rule_lookup.h"

#include <string>

#include <doctest/doctest.h>

#include "billing/order/step.h"
#include "tests/billing/order/sample_order.h"

namespace tirek::order {
namespace {

// Of a rule that a test tells apart by its source act.
template <typename Rule>
Rule Dated(std::string service, Period period, std::string source_act) {
  Rule rule;
  rule.service = std::move(service);
  rule.period = period;
  rule.source_act = std::move(source_act);
  return rule;
}

template <typename Rule>
std::string ActOf(const Rule* rule) {
  return rule == nullptr ? "none" : rule->source_act;
}

const Period kFirstHalf = Days("2026-01-01", "2026-06-30");
const Period kSecondHalf = Days("2026-07-01", "2026-12-31");

TEST_CASE("the absence rule is that of the reason on the date") {
  StateSocialOrder order = SampleOrder();
  order.absence_rules = {Away(AbsenceReason::kHospital, "0.5", 7),
                         Away(AbsenceReason::kExcused, "1"), Away(AbsenceReason::kExcused, "0.8")};
  order.absence_rules[1].period = kFirstHalf;
  order.absence_rules[2].period = kSecondHalf;
  const auto share = [&order](AbsenceReason reason, const char* date) {
    const AbsenceRule* rule = FindAbsenceRule(order, reason, "day-care", Day(date));
    return rule == nullptr ? "none" : rule->paid_share.ToString();
  };
  CHECK(share(AbsenceReason::kHospital, "2026-05-01") == "0.5");
  CHECK(share(AbsenceReason::kExcused, "2026-06-30") == "1");
  CHECK(share(AbsenceReason::kExcused, "2026-07-01") == "0.8");
  CHECK(share(AbsenceReason::kExcused, "2027-01-01") == "none");
  CHECK(share(AbsenceReason::kUnexcused, "2026-05-01") == "none");
}

TEST_CASE("a rule that names the service goes before one for any, wherever it stands") {
  StateSocialOrder order = SampleOrder();
  AbsenceRule any = Away(AbsenceReason::kHospital, "0.5");
  AbsenceRule named = Away(AbsenceReason::kHospital, "0.9");
  named.service = "day-care";
  named.period = kSecondHalf;
  const auto share = [&order](const char* service, const char* date) {
    return FindAbsenceRule(order, AbsenceReason::kHospital, service, Day(date))
        ->paid_share.ToString();
  };
  for (const auto& rules : {std::vector{any, named}, std::vector{named, any}}) {
    order.absence_rules = rules;
    CHECK(share("day-care", "2026-07-01") == "0.9");
    CHECK(share("day-care", "2026-06-30") == "0.5");
    CHECK(share("home-care", "2026-07-01") == "0.5");
  }
}

TEST_CASE("the basis of payment is the allowed absences until a rule says otherwise") {
  StateSocialOrder order = SampleOrder();
  order.basis_rules = {Dated<BasisRule>("day-care", kFirstHalf, "first"),
                       Dated<BasisRule>("day-care", kSecondHalf, "second")};
  order.basis_rules[0].basis = PaymentBasis::kAttended;
  order.basis_rules[1].basis = PaymentBasis::kEnrolled;
  CHECK(BasisFor(order, "day-care", Day("2026-06-30")) == PaymentBasis::kAttended);
  CHECK(BasisFor(order, "day-care", Day("2026-07-01")) == PaymentBasis::kEnrolled);
  CHECK(BasisFor(order, "home-care", Day("2026-07-01")) == PaymentBasis::kAllowedAbsences);
  CHECK(ActOf(FindBasisRule(order, "day-care", Day("2026-07-01"))) == "second");
  CHECK(ActOf(FindBasisRule(order, "day-care", Day("2027-01-01"))) == "none");
}

TEST_CASE("rules of a service hold within their periods for that service alone") {
  StateSocialOrder order = SampleOrder();
  order.proration_rules = {Dated<ProrationRule>("day-care", kSecondHalf, "proration")};
  order.pension_rules = {Dated<PensionRule>("day-care", kSecondHalf, "pension")};
  order.quality_rules = {Dated<QualityRule>("day-care", kSecondHalf, "quality")};
  struct Case {
    const char* service;
    const char* date;
    bool holds;
  };
  const Case cases[] = {{"day-care", "2026-06-30", false},
                        {"day-care", "2026-07-01", true},
                        {"day-care", "2026-12-31", true},
                        {"day-care", "2027-01-01", false},
                        {"day-care-2", "2026-07-01", false}};
  for (const Case& c : cases) {
    CAPTURE(c.service);
    CAPTURE(c.date);
    const CivilDate date = Day(c.date);
    CHECK(ActOf(ProrationFor(order, c.service, date)) == (c.holds ? "proration" : "none"));
    CHECK(ActOf(PensionFor(order, c.service, date)) == (c.holds ? "pension" : "none"));
    CHECK(ActOf(QualityFor(order, c.service, date)) == (c.holds ? "quality" : "none"));
  }
}

Cap UnitCap(const char* code, CapWindow window, const char* category = "") {
  Cap cap = Dated<Cap>("helper", Year2026(), "rules");
  cap.code = code;
  cap.window = window;
  cap.category = category;
  return cap;
}

TEST_CASE("caps come by day, month and year, each that of the person's category before any") {
  StateSocialOrder order = SampleOrder();
  order.caps = {UnitCap("YEAR", CapWindow::kYear), UnitCap("DAY", CapWindow::kDay),
                UnitCap("DAY-BLIND", CapWindow::kDay, "blind"),
                UnitCap("MONTH-BLIND", CapWindow::kMonth, "blind")};
  const auto codes = [&order](const char* service, const char* category) {
    std::string text;
    for (const Cap* cap : CapsFor(order, service, category, Day("2026-05-01"))) {
      text += cap->code + " ";
    }
    return text;
  };
  CHECK(codes("helper", "") == "DAY YEAR ");
  CHECK(codes("helper", "deaf") == "DAY YEAR ");
  CHECK(codes("helper", "blind") == "DAY-BLIND MONTH-BLIND YEAR ");
  CHECK(codes("day-care", "blind") == "");
}

TEST_CASE("the guaranteed amount is that of the category before the one for all others") {
  StateSocialOrder order = SampleOrder();
  order.guaranteed_amounts = {Dated<GuaranteedAmount>("resort", Year2026(), "all"),
                              Dated<GuaranteedAmount>("resort", Year2026(), "companion")};
  order.guaranteed_amounts[1].category = "companion";
  const CivilDate date = Day("2026-05-01");
  CHECK(ActOf(GuaranteeFor(order, "resort", "", date)) == "all");
  CHECK(ActOf(GuaranteeFor(order, "resort", "child", date)) == "all");
  CHECK(ActOf(GuaranteeFor(order, "resort", "companion", date)) == "companion");
  CHECK(ActOf(GuaranteeFor(order, "day-care", "companion", date)) == "none");
}

TEST_CASE("a service has a fee by price and then one by income, its own before those for all") {
  StateSocialOrder order = SampleOrder();
  order.fee_rules = {Dated<FeeRule>("", Year2026(), "excess for all"),
                     Dated<FeeRule>("home", Year2026(), "share of income"),
                     Dated<FeeRule>("", Year2026(), "price for all")};
  order.fee_rules[0].kind = FeeKind::kIncomeExcess;
  order.fee_rules[1].kind = FeeKind::kIncomeShare;
  order.fee_rules[2].kind = FeeKind::kPriceShare;
  const auto acts = [&order](const char* service, const char* date) {
    std::string text;
    for (const FeeRule* fee : FeesFor(order, service, Day(date))) text += fee->source_act + "; ";
    return text;
  };
  CHECK(acts("day-care", "2026-05-01") == "price for all; excess for all; ");
  CHECK(acts("home", "2026-05-01") == "price for all; share of income; ");
  CHECK(acts("home", "2027-01-01") == "");
}

TEST_CASE("funding of a service goes before that of all, and pots hold within their periods") {
  StateSocialOrder order = SampleOrder();
  order.funding_rules = {Dated<FundingRule>("", Year2026(), "all"),
                         Dated<FundingRule>("resort", kFirstHalf, "resort")};
  CHECK(ActOf(FundingFor(order, "resort", Day("2026-06-30"))) == "resort");
  CHECK(ActOf(FundingFor(order, "resort", Day("2026-07-01"))) == "all");
  CHECK(ActOf(FundingFor(order, "day-care", Day("2026-06-30"))) == "all");

  Pot pot;
  pot.code = "POT-1";
  pot.period = kFirstHalf;
  order.pots = {pot, pot};
  order.pots[1].code = "POT-2";
  order.pots[1].period = Year2026();
  CHECK(PotsOn(order, Day("2026-06-01")).size() == 2);
  REQUIRE(PotsOn(order, Day("2026-07-01")).size() == 1);
  CHECK(PotsOn(order, Day("2026-07-01"))[0]->code == "POT-2");
}

TEST_CASE("a band holds its ends, and what no band holds has no value") {
  const StepTable table{
      StepMeasure::kCapacity,
      {{0, 104, Number("23770")}, {105, 201, Number("23930")}, {202, {}, Number("19440")}}};
  struct Case {
    int measure;
    const char* value;
  };
  const Case cases[] = {{-1, "none"},   {0, "23770"},   {104, "23770"},    {105, "23930"},
                        {201, "23930"}, {202, "19440"}, {1 << 30, "19440"}};
  for (const Case& c : cases) {
    CAPTURE(c.measure);
    const Step* step = FindStep(table, c.measure);
    CHECK((step == nullptr ? "none" : step->value.ToString()) == c.value);
  }
  const StepTable closed{StepMeasure::kSeverity, {{1, 3, Number("1.1")}}};
  CHECK(FindStep(closed, 0) == nullptr);
  CHECK(FindStep(closed, 4) == nullptr);
}

TEST_CASE("a year of age is full on the birthday, of a leap day on 1 March in common years") {
  struct Case {
    const char* birth;
    const char* date;
    int age;
  };
  const Case cases[] = {
      {"2008-10-15", "2008-10-15", 0},  {"2008-10-15", "2026-10-14", 17},
      {"2008-10-15", "2026-10-15", 18}, {"2008-10-15", "2026-11-01", 18},
      {"2008-02-29", "2026-02-28", 17}, {"2008-02-29", "2026-03-01", 18},
      {"2008-02-29", "2028-02-28", 19}, {"2008-02-29", "2028-02-29", 20},
      {"1961-12-31", "2026-12-30", 64}, {"1961-12-31", "2026-12-31", 65},
  };
  for (const Case& c : cases) {
    CAPTURE(c.birth);
    CAPTURE(c.date);
    CHECK(AgeOn(Day(c.birth), Day(c.date)) == c.age);
  }
  CHECK(AgeDay(AgeDate::kServiceDay, Day("2026-10-15")) == Day("2026-10-15"));
  CHECK(AgeDay(AgeDate::kMonthStart, Day("2026-10-15")) == Day("2026-10-01"));
}

}  // namespace
}  // namespace tirek::order
