// Which tariff and coefficients apply.
#include "billing/order/lookup.h"

#include <algorithm>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "tests/billing/order/sample_order.h"

namespace tirek::order {
namespace {

Delivery DayCareOn(const char* date, std::string category = "") {
  return {Territory("351010000"), DeliveryCondition::kSemiStationary, "day-care",
          std::move(category), Day(date)};
}

// The city has its own tariff; the region has one for any child and one for severe cases.
StateSocialOrder OrderOfCityAndRegion() {
  StateSocialOrder order = SampleOrder();
  order.tariffs = {DayTariff("REGION", "100", Year2026()), DayTariff("SEVERE", "130", Year2026()),
                   DayTariff("CITY", "110", Days("2026-03-01", "2026-10-14")),
                   DayTariff("CITY-2", "115", Days("2026-10-15", "2026-12-31"))};
  order.tariffs[1].category = "severe";
  order.tariffs[2].territory = kKaragandaCity;
  order.tariffs[3].territory = kKaragandaCity;
  return order;
}

TEST_CASE("the most specific territory gives the tariff, then the person's category") {
  const StateSocialOrder order = OrderOfCityAndRegion();
  struct Case {
    const char* name;
    Delivery delivery;
    const char* tariff;
  };
  Delivery elsewhere = DayCareOn("2026-05-01");
  elsewhere.territory = Territory("352310000");
  Delivery severe_elsewhere = DayCareOn("2026-05-01", "severe");
  severe_elsewhere.territory = elsewhere.territory;
  const Case cases[] = {
      {"the city before the region", DayCareOn("2026-05-01"), "CITY"},
      {"the city for any before the region for the category", DayCareOn("2026-05-01", "severe"),
       "CITY"},
      {"the region where the city has no tariff yet", DayCareOn("2026-02-28"), "REGION"},
      {"the category before any", DayCareOn("2026-02-28", "severe"), "SEVERE"},
      {"any for another category", DayCareOn("2026-02-28", "mild"), "REGION"},
      {"the region elsewhere", elsewhere, "REGION"},
      {"the category elsewhere", severe_elsewhere, "SEVERE"},
      {"the last day of a tariff", DayCareOn("2026-10-14"), "CITY"},
      {"the first day of the next", DayCareOn("2026-10-15"), "CITY-2"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    const Result<const Tariff*> tariff = FindTariff(order, c.delivery);
    REQUIRE(tariff.has_value());
    CHECK((*tariff)->code == c.tariff);
  }
}

TEST_CASE("a delivery that no tariff covers is refused by name") {
  Delivery other_service = DayCareOn("2026-05-01");
  other_service.service = "day-care-2";
  Delivery other_condition = DayCareOn("2026-05-01");
  other_condition.condition = DeliveryCondition::kHome;
  Delivery other_region = DayCareOn("2026-05-01");
  other_region.territory = Territory("710000000");
  for (const Delivery& delivery : {other_service, other_condition, other_region,
                                   DayCareOn("2025-12-31"), DayCareOn("2027-01-01")}) {
    CAPTURE(delivery.service);
    CAPTURE(delivery.date.ToString());
    const Result<const Tariff*> tariff = FindTariff(OrderOfCityAndRegion(), delivery);
    REQUIRE_FALSE(tariff.has_value());
    CHECK(tariff.error().kind == ErrorKind::kNotFound);
    CHECK(tariff.error().reason == "TARIFF_NOT_FOUND");
    CHECK(tariff.error().metadata.at("date") == delivery.date.ToString());
  }
}

TEST_CASE("two tariffs of one territory and category on one date are a tie, wherever they stand") {
  StateSocialOrder order = OrderOfCityAndRegion();
  order.tariffs.push_back(order.tariffs[2]);
  order.tariffs.back().code = "CITY-TOO";
  for (int turn = 0; turn < static_cast<int>(order.tariffs.size()); ++turn) {
    CAPTURE(turn);
    const Result<const Tariff*> tariff = FindTariff(order, DayCareOn("2026-05-01"));
    REQUIRE_FALSE(tariff.has_value());
    CHECK(tariff.error().reason == "TARIFF_TIE");
    CHECK(tariff.error().metadata.at("first") == "CITY");
    CHECK(tariff.error().metadata.at("second") == "CITY-TOO");
    std::rotate(order.tariffs.begin(), order.tariffs.begin() + 1, order.tariffs.end());
  }
}

TEST_CASE("a tie of tariffs that a closer one overrules is no tie") {
  StateSocialOrder order = OrderOfCityAndRegion();
  order.tariffs.push_back(order.tariffs[0]);
  order.tariffs.back().code = "REGION-TOO";
  std::sort(order.tariffs.begin(), order.tariffs.end(),
            [](const Tariff& a, const Tariff& b) { return a.code < b.code; });
  do {
    const Result<const Tariff*> tariff = FindTariff(order, DayCareOn("2026-05-01"));
    REQUIRE(tariff.has_value());
    CHECK((*tariff)->code == "CITY");
  } while (std::next_permutation(order.tariffs.begin(), order.tariffs.end(),
                                 [](const Tariff& a, const Tariff& b) { return a.code < b.code; }));
}

TEST_CASE("coefficients apply by place, condition, service, category and date, sorted by code") {
  StateSocialOrder order = SampleOrder();
  order.coefficients = {
      Factor("Z-ALL", "1.1"),     Factor("CITY", "1.1"),    Factor("OTHER", "1.1"),
      Factor("SERVICE", "1.1"),   Factor("OTHER-S", "1.1"), Factor("SEVERE", "1.1"),
      Factor("FROM-JULY", "1.1"), Factor("HOME", "1.1"),    Factor("DAY-ONLY", "1.1")};
  order.coefficients[1].territory = kKaragandaCity;
  order.coefficients[2].territory = Territory("710000000");
  order.coefficients[3].service = "day-care";
  order.coefficients[4].service = "home-care";
  order.coefficients[5].category = "severe";
  order.coefficients[6].period = Days("2026-07-01", "2026-12-31");
  order.coefficients[7].condition = DeliveryCondition::kHome;
  order.coefficients[8].condition = DeliveryCondition::kSemiStationary;
  const auto codes = [&order](const Delivery& delivery) {
    std::string text;
    for (const Coefficient* found : FindCoefficients(order, delivery)) text += found->code + " ";
    return text;
  };
  CHECK(codes(DayCareOn("2026-06-30")) == "CITY DAY-ONLY SERVICE Z-ALL ");
  CHECK(codes(DayCareOn("2026-07-01", "severe")) ==
        "CITY DAY-ONLY FROM-JULY SERVICE SEVERE Z-ALL ");
}

TEST_CASE("a coefficient on a share of the tariff moves that share only") {
  CHECK(FactorOf(Factor("WHOLE", "1.25")) == Exact(125, 100));
  CHECK(FactorOf(Factor("PAYROLL", "1.25", "0.62")).ToString() == "1.155");
  CHECK(FactorOf(Factor("NONE", "1.25", "0")) == Exact(1));
  CHECK(FactorOf(Factor("LESS", "0.5", "0.5")).ToString() == "0.75");
  CHECK(FactorOf(Factor("STEPS", "0", "0.62"), Number("1.25")).ToString() == "1.155");
}

TEST_CASE("the product of coefficients does not depend on the order of the rows") {
  CHECK(rc::check("shuffled coefficients give one product", [] {
    StateSocialOrder order = SampleOrder();
    const auto values = *rc::gen::container<std::vector<int>>(rc::gen::inRange(1, 3000));
    for (std::size_t i = 0; i < values.size(); ++i) {
      Coefficient factor = Factor("C" + std::to_string(i), "1", "0.37");
      factor.value = *Decimal::FromCoefficient(values[i], 3);
      order.coefficients.push_back(std::move(factor));
    }
    const auto product = [&order] {
      Exact rate(1);
      for (const Coefficient* found : FindCoefficients(order, DayCareOn("2026-05-01"))) {
        rate = rate * FactorOf(*found);
      }
      return rate;
    };
    const Exact before = product();
    std::reverse(order.coefficients.begin(), order.coefficients.end());
    RC_ASSERT(product() == before);
  }));
}

}  // namespace
}  // namespace tirek::order
