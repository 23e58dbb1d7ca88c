// The faults of an order, each at its field.
#include <functional>
#include <string>

#include "tests/billing/order/faults.h"
#include "tests/billing/order/sample_order.h"

namespace tirek::order {
namespace {

// Two tariffs, two coefficients and two absence rules, all sound.
StateSocialOrder FullOrder() {
  StateSocialOrder order = SampleOrder();
  order.tariffs = {DayTariff("T1", "6120.40", Days("2026-01-01", "2026-10-14")),
                   DayTariff("T2", "6487.62", Days("2026-10-15", "2026-12-31"))};
  order.tariffs[0].legal_min = Number("6120.40");
  order.tariffs[1].legal_max = Number("6487.620");
  order.coefficients = {Factor("RURAL", "1.25", "0.62"), Factor("REGION", "1.1")};
  order.absence_rules = {Away(AbsenceReason::kHospital, "0.5", 7),
                         Away(AbsenceReason::kExcused, "1")};
  return order;
}

TEST_CASE("a sound order has no faults, legal limits included") {
  CHECK(FaultsOf(SampleOrder()) == "");
  CHECK(FaultsOf(FullOrder()) == "");
}

TEST_CASE("each fault of an order is named at its field") {
  struct Case {
    const char* name;
    std::function<void(StateSocialOrder&)> spoil;
    const char* faults;
  };
  const Case cases[] = {
      {"no code", [](auto& o) { o.code = ""; }, "code REQUIRED"},
      {"no title", [](auto& o) { o.title = ""; }, "title REQUIRED"},
      {"no act", [](auto& o) { o.source_act = ""; }, "source_act REQUIRED"},
      {"an order of no day", [](auto& o) { o.period.end = o.period.start; },
       "period PERIOD_REVERSED"},
      {"an unknown method", [](auto& o) { o.method_version = "CAP-2"; },
       "method_version UNKNOWN_METHOD_VERSION"},
      {"no tariffs", [](auto& o) { o.tariffs.clear(); }, "tariffs REQUIRED"},
      {"a tariff without a code", [](auto& o) { o.tariffs[1].code = ""; },
       "tariffs[1].code REQUIRED"},
      {"a tariff code twice", [](auto& o) { o.tariffs[1].code = "T1"; },
       "tariffs[1].code DUPLICATE_CODE"},
      {"no territory", [](auto& o) { o.tariffs[0].territory = Kato(); },
       "tariffs[0].territory REQUIRED"},
      {"no service", [](auto& o) { o.tariffs[0].service = ""; }, "tariffs[0].service REQUIRED"},
      {"a tariff without an act", [](auto& o) { o.tariffs[0].source_act = ""; },
       "tariffs[0].source_act REQUIRED"},
      {"a tariff that ends before it starts",
       [](auto& o) { std::swap(o.tariffs[0].period.start, o.tariffs[0].period.end); },
       "tariffs[0].period PERIOD_REVERSED"},
      {"a tariff from before the order",
       [](auto& o) { o.tariffs[0].period.start = Day("2025-12-31"); },
       "tariffs[0].period OUTSIDE_ORDER_PERIOD"},
      {"a tariff until after the order", [](auto& o) { o.tariffs[1].period.end = kFarFuture; },
       "tariffs[1].period OUTSIDE_ORDER_PERIOD"},
      {"a rate of zero", [](auto& o) { o.tariffs[1].rate = Number("0.00"); },
       "tariffs[1].rate NOT_POSITIVE"},
      {"a rate below zero", [](auto& o) { o.tariffs[1].rate = Number("-1"); },
       "tariffs[1].rate NOT_POSITIVE"},
      {"a rate below the legal minimum", [](auto& o) { o.tariffs[0].rate = Number("6120.39"); },
       "tariffs[0].rate RATE_BELOW_LEGAL_MINIMUM"},
      {"a rate above the legal maximum", [](auto& o) { o.tariffs[1].rate = Number("6487.63"); },
       "tariffs[1].rate RATE_ABOVE_LEGAL_MAXIMUM"},
      {"legal limits the wrong way round", [](auto& o) { o.tariffs[0].legal_max = Number("1"); },
       "tariffs[0].legal_min LEGAL_LIMITS_REVERSED"},
      {"a legal limit of zero", [](auto& o) { o.tariffs[0].legal_min = Number("0"); },
       "tariffs[0].legal_min NOT_POSITIVE"},
      {"a rate with too many decimals", [](auto& o) { o.tariffs[0].rate = Number("7000.0000001"); },
       "tariffs[0].rate SCALE_TOO_LONG"},
      {"two tariffs for one day", [](auto& o) { o.tariffs[1].period.start = Day("2026-10-14"); },
       "tariffs[1].period TARIFF_TIE"},
      {"a coefficient without a code", [](auto& o) { o.coefficients[0].code = ""; },
       "coefficients[0].code REQUIRED"},
      {"a coefficient code twice", [](auto& o) { o.coefficients[1].code = "RURAL"; },
       "coefficients[1].code DUPLICATE_CODE"},
      {"a coefficient without an act", [](auto& o) { o.coefficients[0].source_act = ""; },
       "coefficients[0].source_act REQUIRED"},
      {"an empty territory", [](auto& o) { o.coefficients[0].territory = Kato(); },
       "coefficients[0].territory REQUIRED"},
      {"a coefficient outside the order",
       [](auto& o) { o.coefficients[0].period.end = Day("2027-01-02"); },
       "coefficients[0].period OUTSIDE_ORDER_PERIOD"},
      {"a coefficient of zero", [](auto& o) { o.coefficients[1].value = Number("0"); },
       "coefficients[1].value NOT_POSITIVE"},
      {"a share above one", [](auto& o) { o.coefficients[1].share = Number("1.01"); },
       "coefficients[1].share SHARE_OUT_OF_RANGE"},
      {"a share below zero", [](auto& o) { o.coefficients[1].share = Number("-0.01"); },
       "coefficients[1].share SHARE_OUT_OF_RANGE"},
      {"a value with too many decimals",
       [](auto& o) { o.coefficients[1].value = Number("1.0000001"); },
       "coefficients[1].value SCALE_TOO_LONG"},
      {"a share with too many decimals",
       [](auto& o) { o.coefficients[1].share = Number("0.0000001"); },
       "coefficients[1].share SCALE_TOO_LONG"},
      {"an absence rule without an act", [](auto& o) { o.absence_rules[0].source_act = ""; },
       "absence_rules[0].source_act REQUIRED"},
      {"an absence rule outside the order",
       [](auto& o) { o.absence_rules[0].period.start = Day("2025-01-01"); },
       "absence_rules[0].period OUTSIDE_ORDER_PERIOD"},
      {"a paid share above one", [](auto& o) { o.absence_rules[0].paid_share = Number("50"); },
       "absence_rules[0].paid_share SHARE_OUT_OF_RANGE"},
      {"a limit below zero", [](auto& o) { o.absence_rules[0].max_days_per_month = -1; },
       "absence_rules[0].max_days_per_month ABSENCE_LIMIT_OUT_OF_RANGE"},
      {"a limit longer than a month", [](auto& o) { o.absence_rules[0].max_days_per_month = 32; },
       "absence_rules[0].max_days_per_month ABSENCE_LIMIT_OUT_OF_RANGE"},
      {"two rules for one reason",
       [](auto& o) { o.absence_rules[1].reason = AbsenceReason::kHospital; },
       "absence_rules[1].period ABSENCE_RULE_OVERLAP"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    StateSocialOrder order = FullOrder();
    c.spoil(order);
    CHECK(FaultsOf(order) == c.faults);
  }
}

TEST_CASE("tariffs tie by territory and category, and share their unit where they meet") {
  struct Case {
    const char* name;
    const char* territory;
    const char* category;
    ServiceUnit unit;
    const char* faults;
  };
  const Case cases[] = {
      {"the same key", "350000000", "", ServiceUnit::kDay, "tariffs[1].period TARIFF_TIE"},
      {"the same key in another unit", "350000000", "", ServiceUnit::kHour,
       "tariffs[1].period TARIFF_TIE; tariffs[1].unit UNIT_MISMATCH"},
      {"a category of its own", "350000000", "severe", ServiceUnit::kDay, ""},
      {"a category in another unit", "350000000", "severe", ServiceUnit::kVisit,
       "tariffs[1].unit UNIT_MISMATCH"},
      {"a city within", "351010000", "", ServiceUnit::kDay, ""},
      {"a city within in another unit", "351010000", "", ServiceUnit::kVisit,
       "tariffs[1].unit UNIT_MISMATCH"},
      {"another region in another unit", "710000000", "", ServiceUnit::kVisit, ""},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    StateSocialOrder order = SampleOrder();
    Tariff second = order.tariffs[0];
    second.code = "SECOND";
    second.territory = Territory(c.territory);
    second.category = c.category;
    second.unit = c.unit;
    order.tariffs.push_back(second);
    CHECK(FaultsOf(order) == c.faults);
    order.tariffs[1].service = "another service";
    CHECK(FaultsOf(order) == "");
  }
}

TEST_CASE("all faults are reported at once") {
  StateSocialOrder order = FullOrder();
  order.code = "";
  order.tariffs[0].rate = Number("0");
  order.coefficients[1].share = Number("2");
  order.absence_rules[1].paid_share = Number("-1");
  CHECK(FaultsOf(order) ==
        "code REQUIRED; tariffs[0].rate NOT_POSITIVE; tariffs[0].rate RATE_BELOW_LEGAL_MINIMUM; "
        "coefficients[1].share SHARE_OUT_OF_RANGE; absence_rules[1].paid_share SHARE_OUT_OF_RANGE");
}

TEST_CASE("an order whose own period is wrong does not blame its rows for it") {
  StateSocialOrder order = FullOrder();
  std::swap(order.period.start, order.period.end);
  CHECK(FaultsOf(order) == "period PERIOD_REVERSED");
}

}  // namespace
}  // namespace tirek::order
