// A pot shared by weighted indicators.
#include "billing/capitation/pot.h"

#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "core/money/exact.h"
#include "tests/billing/order/sample_order.h"

namespace tirek::capitation {
namespace {

using order::Number;
using order::Pot;

const Month kOctober{2026, 10};

Pot PotOf(const char* amount, std::vector<order::PotIndicator> indicators) {
  return {"POT-1", Number(amount), std::move(indicators), order::Year2026(), "decision 7"};
}

// "a 60.00, b 40.00".
std::string Shared(const Pot& pot, const std::vector<IndicatorFacts>& facts) {
  const auto parts = ShareOut(order::SampleOrder(), pot, kOctober, facts);
  REQUIRE(parts.has_value());
  std::string text;
  for (const PotPart& part : *parts) {
    text += (text.empty() ? "" : ", ") + part.provider_id + " " + part.amount.AmountText();
  }
  return text;
}

TEST_CASE("each indicator shares its weight of the pot") {
  struct Case {
    const char* name;
    Pot pot;
    std::vector<IndicatorFacts> facts;
    const char* shared;
  };
  const Pot persons = PotOf("100.00", {{"PERSONS", Number("1")}});
  const Pot mixed = PotOf("1000.00", {{"PERSONS", Number("0.6")}, {"VISITS", Number("0.4")}});
  const Case cases[] = {
      {"one indicator",
       persons,
       {{"a", "PERSONS", Number("3")}, {"b", "PERSONS", Number("1")}},
       "a 75.00, b 25.00"},
      {"whatever the order of the facts",
       persons,
       {{"b", "PERSONS", Number("1")}, {"a", "PERSONS", Number("3")}},
       "a 75.00, b 25.00"},
      {"thirds: the residue to the largest remainder, ties to the lesser id",
       persons,
       {{"a", "PERSONS", Number("1")},
        {"b", "PERSONS", Number("1")},
        {"c", "PERSONS", Number("1")}},
       "a 33.34, b 33.33, c 33.33"},
      {"two indicators, and one that a provider does not have",
       mixed,
       {{"a", "PERSONS", Number("10")},
        {"b", "PERSONS", Number("30")},
        {"b", "VISITS", Number("2.5")}},
       "a 150.00, b 850.00"},
      {"an indicator of another pot",
       persons,
       {{"a", "PERSONS", Number("1")}, {"b", "FAMILIES", Number("9")}},
       "a 100.00"},
      {"a provider with nothing has a part of nothing",
       persons,
       {{"a", "PERSONS", Number("1")}, {"b", "PERSONS", Number("0")}},
       "a 100.00, b 0.00"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    CHECK(Shared(c.pot, c.facts) == c.shared);
  }
}

TEST_CASE("a part shows its way and the residue") {
  const Pot pot = PotOf("100.00", {{"PERSONS", Number("1")}});
  const auto parts = ShareOut(
      order::SampleOrder(), pot, kOctober,
      std::vector<IndicatorFacts>{{"a", "PERSONS", Number("1")}, {"b", "PERSONS", Number("2")}});
  REQUIRE(parts.has_value());
  const std::vector<TraceStep> expected = {
      {"CAP-POT", "decision 7", "100.00 × (1 × PERSONS 2 / 3)", "200/3", "66.66 KZT"},
      {"CAP-POT-RESIDUE", "decision 7",
       "POT-1: parts rounded down add to 99.99 of 100.00, largest remainders first", "0.01",
       "66.67 KZT"}};
  CHECK(parts->at(1).trace == expected);
}

TEST_CASE("a pot that cannot be shared is refused by name") {
  struct Case {
    const char* reason;
    Pot pot;
    std::vector<IndicatorFacts> facts;
  };
  Pot later = PotOf("100.00", {{"PERSONS", Number("1")}});
  later.period = {order::Day("2026-10-02"), order::Day("2027-01-01")};
  Pot sharp = PotOf("100.001", {{"PERSONS", Number("1")}});
  const Case cases[] = {
      {"POT_INDICATOR_EMPTY", PotOf("100.00", {{"PERSONS", Number("1")}}), {}},
      {"POT_INDICATOR_EMPTY",
       PotOf("100.00", {{"PERSONS", Number("1")}}),
       {{"a", "PERSONS", Number("0")}}},
      {"POT_INDICATOR_EMPTY",
       PotOf("100.00", {{"PERSONS", Number("0.5")}, {"VISITS", Number("0.5")}}),
       {{"a", "PERSONS", Number("1")}}},
      {"POT_NOT_IN_FORCE", later, {{"a", "PERSONS", Number("1")}}},
      {"AMOUNT_OVERFLOW",
       PotOf("100000000000000000", {{"PERSONS", Number("1")}}),
       {{"a", "PERSONS", Number("1")}}},
  };
  for (const Case& c : cases) {
    CAPTURE(c.reason);
    const auto parts = ShareOut(order::SampleOrder(), c.pot, kOctober, c.facts);
    REQUIRE_FALSE(parts.has_value());
    CHECK(parts.error().reason == c.reason);
  }
  order::StateSocialOrder exact = order::SampleOrder();
  exact.rounding.policy = Rounding::kExact;
  const std::vector<IndicatorFacts> facts = {{"a", "PERSONS", Number("1")}};
  CHECK(ShareOut(exact, sharp, kOctober, facts).error().reason == "ROUNDING_REMAINDER");
}

TEST_CASE("the parts of a pot add to it, and each is within a tiyn of its exact part") {
  CHECK(rc::check("Σ parts = amount", [] {
    const auto amount = *rc::gen::inRange<std::int64_t>(0, 1'000'000'000);
    Pot pot = PotOf("0", {{"X", Number("0.35")}, {"Y", Number("0.65")}});
    pot.amount = *Decimal::FromCoefficient(amount, 2);
    std::vector<IndicatorFacts> facts = {{"p0", "X", Number("1")}, {"p0", "Y", Number("1")}};
    const int providers = *rc::gen::inRange(0, 12);
    Exact x(1);
    std::vector<int> xs = {1};
    for (int i = 1; i <= providers; ++i) {
      xs.push_back(*rc::gen::inRange(0, 1000));
      x = x + Exact(xs.back());
      facts.push_back({"p" + std::to_string(i), "X", Decimal::FromInteger(xs.back())});
      facts.push_back({"p" + std::to_string(i), "Y", Decimal::FromInteger(xs.back())});
    }
    const auto parts = ShareOut(order::SampleOrder(), pot, kOctober, facts);
    RC_ASSERT(parts.has_value());
    std::int64_t sum = 0;
    for (const PotPart& part : *parts) {
      const int value = xs[static_cast<std::size_t>(std::stoi(part.provider_id.substr(1)))];
      const Exact exact = *(Exact(amount) * Exact(value)).DividedBy(x);
      RC_ASSERT(exact - Exact(part.amount.minor()) < Exact(1));
      RC_ASSERT(Exact(part.amount.minor()) - exact < Exact(1));
      sum += part.amount.minor();
    }
    RC_ASSERT(sum == amount);
  }));
}

}  // namespace
}  // namespace tirek::capitation
