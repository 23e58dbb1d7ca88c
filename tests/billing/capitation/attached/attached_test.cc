#include "billing/capitation/attached/attached.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "billing/order/step.h"
#include "core/money/exact.h"
#include "core/money/round.h"
#include "tests/billing/order/sample_order.h"

namespace tirek::capitation::attached {
namespace {

using order::Day;
using order::Number;

Terms SampleTerms(const char* billing_date = "2026-10-01") {
  Terms terms;
  terms.billing_date = Day(billing_date);
  terms.rate = Number("1250.35");
  terms.bands.measure = order::StepMeasure::kAge;
  terms.bands.steps = {{0, 5, Number("2.465")},
                       {6, 17, Number("1.356")},
                       {18, 39, Number("0.616")},
                       {40, 64, Number("0.739")},
                       {65, {}, Number("1.232")}};
  terms.rounding = {Rounding::kHalfUp, order::RoundingPlace::kLine};
  return terms;
}

void Add(Attachments& attachments, std::uint32_t specialist, const char* birth, std::int64_t at,
         std::uint64_t person) {
  attachments.specialist.push_back(specialist);
  attachments.birth_day.push_back(Day(birth).epoch_day());
  attachments.attached_at.push_back(at);
  attachments.person.push_back(person);
}

// "0/1: 2; …" persons by contract and band.
std::string CountsOf(const AttachedMonth& month) {
  std::string text;
  for (const BandLine& line : month.lines) {
    text += (text.empty() ? "" : "; ") + std::to_string(line.contract) + "/" +
            std::to_string(line.band) + ": " + std::to_string(line.persons);
  }
  return text;
}

TEST_CASE("ages are those of the billing date, birthdays included") {
  const struct {
    const char* birth;
    const char* billing_date;
    const char* expected;
  } cases[] = {
      {"2020-10-01", "2026-10-01", "0/1: 1"},  // six today
      {"2020-10-02", "2026-10-01", "0/0: 1"},  // tomorrow
      {"1961-10-01", "2026-10-01", "0/4: 1"}, {"1961-10-02", "2026-10-01", "0/3: 1"},
      {"2008-02-29", "2026-02-28", "0/1: 1"},  // 18 on 1 March
      {"2008-02-29", "2026-03-01", "0/2: 1"}, {"2026-10-01", "2026-10-01", "0/0: 1"},
      {"1900-01-01", "2026-10-01", "0/4: 1"}, {"2026-10-02", "2026-10-01", ""},
  };
  for (const auto& [birth, billing_date, expected] : cases) {
    CAPTURE(birth);
    CAPTURE(billing_date);
    Attachments attachments;
    Add(attachments, 0, birth, 1, 1);
    const auto month = Compute(attachments, {{0, 10}}, 1, SampleTerms(billing_date));
    REQUIRE(month);
    CHECK(CountsOf(*month) == expected);
    CHECK(month->without_age.size() == (*expected == '\0' ? 1 : 0));
  }
}

TEST_CASE("those above a limit are the last who came, and they are listed") {
  Attachments attachments;
  Add(attachments, 1, "1990-01-01", 5, 7);
  Add(attachments, 1, "1990-01-01", 4, 9);
  Add(attachments, 1, "1990-01-01", 5, 3);
  Add(attachments, 0, "1990-01-01", 1, 1);
  Add(attachments, 1, "1990-01-01", 6, 2);
  const auto month = Compute(attachments, {{1, 1}, {0, 2}}, 2, SampleTerms());
  REQUIRE(month);
  CHECK(CountsOf(*month) == "0/2: 2; 1/2: 1");
  CHECK(month->over_limit == std::vector<std::uint32_t>{0, 4});
  // 2 × 1250.35 × 0.616, rounded once.
  CHECK(month->lines[0].exact == "1540.4312");
  CHECK(month->lines[0].amount.AmountText() == "1540.43");
  // A limit of nobody.
  CHECK(Compute(attachments, {{1, 0}, {0, 0}}, 2, SampleTerms())->over_limit.size() == 5);
}

TEST_CASE("what names nothing is refused") {
  Attachments attachments;
  Add(attachments, 2, "1990-01-01", 5, 7);
  CHECK(Compute(attachments, {{0, 1}, {0, 1}}, 1, SampleTerms()).error().reason ==
        "ATTACHMENT_UNKNOWN");
  attachments.specialist = {0};
  CHECK(Compute(attachments, {{1, 1}}, 1, SampleTerms()).error().reason == "ATTACHMENT_UNKNOWN");
  attachments.person.clear();
  CHECK(Compute(attachments, {{0, 1}}, 1, SampleTerms()).error().reason == "ATTACHMENT_UNKNOWN");
}

// Person by person.
struct Plain {
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::int64_t> persons;
  std::set<std::uint32_t> over_limit;
  std::size_t without_age = 0;
};

Plain ComputePlainly(const Attachments& all, const std::vector<Specialist>& specialists,
                     const Terms& terms) {
  std::map<std::uint32_t, std::vector<std::tuple<std::int64_t, std::uint64_t, std::uint32_t>>> of;
  for (std::uint32_t i = 0; i < all.size(); ++i) {
    of[all.specialist[i]].emplace_back(all.attached_at[i], all.person[i], i);
  }
  Plain plain;
  for (auto& [index, list] : of) {
    std::sort(list.begin(), list.end());
    for (std::size_t place = 0; place < list.size(); ++place) {
      const std::uint32_t i = std::get<2>(list[place]);
      const CivilDate birth = *CivilDate::FromEpochDay(all.birth_day[i]);
      if (place >= specialists[index].limit) {
        plain.over_limit.insert(i);
      } else if (birth > terms.billing_date) {
        ++plain.without_age;
      } else {
        const order::Step* step =
            order::FindStep(terms.bands, order::AgeOn(birth, terms.billing_date));
        const auto band = static_cast<std::uint32_t>(step - terms.bands.steps.data());
        ++plain.persons[{specialists[index].contract, band}];
      }
    }
  }
  return plain;
}

TEST_CASE("any nation comes out as person by person") {
  CHECK(rc::check("Compute against the plain way", [] {
    const auto contracts = *rc::gen::inRange<std::uint32_t>(1, 4);
    const auto specialists = *rc::gen::nonEmpty(
        rc::gen::container<std::vector<Specialist>>(rc::gen::construct<Specialist>(
            rc::gen::inRange<std::uint32_t>(0, contracts), rc::gen::inRange<std::uint32_t>(0, 5))));
    const auto count = *rc::gen::inRange(0, 60);
    Attachments all;
    for (int i = 0; i < count; ++i) {
      all.specialist.push_back(
          *rc::gen::inRange<std::uint32_t>(0, static_cast<std::uint32_t>(specialists.size())));
      all.birth_day.push_back(*rc::gen::inRange(-25'000, 20'800));
      all.attached_at.push_back(*rc::gen::inRange<std::int64_t>(0, 4));
      all.person.push_back(*rc::gen::inRange<std::uint64_t>(0, 4));
    }
    const Terms terms = SampleTerms(*rc::gen::element("2026-10-01", "2026-02-28", "2024-02-29"));
    const auto month = Compute(all, specialists, contracts, terms);
    RC_ASSERT(month.has_value());
    const Plain plain = ComputePlainly(all, specialists, terms);
    RC_ASSERT(std::set(month->over_limit.begin(), month->over_limit.end()) == plain.over_limit);
    RC_ASSERT(month->without_age.size() == plain.without_age);
    RC_ASSERT(month->lines.size() == plain.persons.size());
    for (const BandLine& line : month->lines) {
      RC_ASSERT(plain.persons.at({line.contract, line.band}) == line.persons);
      const Exact exact =
          Exact(line.persons) * Exact(terms.rate) * Exact(terms.bands.steps[line.band].value);
      RC_ASSERT(line.exact == exact.ToString());
      RC_ASSERT(line.amount == *Round(exact, kTenge, Rounding::kHalfUp));
    }
  }));
}

}  // namespace
}  // namespace tirek::capitation::attached
