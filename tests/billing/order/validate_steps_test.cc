// Step tables: bands that leave a gap or overlap are named with both bands.
#include <algorithm>
#include <string>

#include <rapidcheck.h>

#include "billing/order/step.h"
#include "tests/billing/order/faults.h"
#include "tests/billing/order/sample_order.h"

namespace tirek::order {
namespace {

StateSocialOrder OrderOfSteps(std::vector<Step> steps) {
  StateSocialOrder order = SampleOrder();
  order.tariffs[0].rate = Decimal();
  order.tariffs[0].steps = StepTable{StepMeasure::kCapacity, std::move(steps)};
  return order;
}

Step Band(int first, std::optional<int> last, const char* value = "100") {
  return {first, last, Number(value)};
}

// "steps[1].first STEP_GAP: 202: ..." a line each.
std::string Sentences(const StateSocialOrder& order) {
  const std::string prefix = "tariffs[0].steps.";
  std::string text;
  for (const Violation& fault : Validate(order)) {
    REQUIRE(fault.field.starts_with(prefix));
    text += fault.field.substr(prefix.size()) + " " + fault.reason + ": " + fault.expected + "\n";
  }
  return text;
}

TEST_CASE("bands that follow each other have no fault, however their values run") {
  CHECK(Sentences(OrderOfSteps(
            {Band(0, 104, "23770"), Band(105, 201, "23930"), Band(202, {}, "19440")})) == "");
  CHECK(Sentences(OrderOfSteps({Band(5, 5)})) == "");
  CHECK(Sentences(OrderOfSteps({Band(0, {})})) == "");
  CHECK(Sentences(OrderOfSteps({Band(0, 2147483646), Band(2147483647, 2147483647)})) == "");
}

TEST_CASE("each fault of a step table names the bands and what they hold or leave") {
  struct Case {
    const char* name;
    std::vector<Step> steps;
    const char* sentences;
  };
  const Case cases[] = {
      {"no bands", {}, "steps REQUIRED: at least one band\n"},
      {"a gap of one",
       {Band(0, 104), Band(105, 201), Band(203, {})},
       "steps[2].first STEP_GAP: 202: steps[1] ends at 201, steps[2] begins at 203: nothing holds "
       "202\n"},
      {"a gap of many",
       {Band(0, 104), Band(201, {})},
       "steps[1].first STEP_GAP: 105: steps[0] ends at 104, steps[1] begins at 201: nothing holds "
       "105 to 200\n"},
      {"an overlap of one",
       {Band(0, 104), Band(104, 201)},
       "steps[1].first STEP_OVERLAP: 105: steps[0] ends at 104, steps[1] begins at 104: both hold "
       "104\n"},
      {"a band within another",
       {Band(0, 104), Band(50, 60), Band(105, {})},
       "steps[1].first STEP_OVERLAP: 105: steps[0] ends at 104, steps[1] begins at 50: both hold "
       "50 to 60\n"},
      {"a reversed band is outside of the others",
       {Band(0, 104), Band(201, 105), Band(105, 300)},
       "steps[1].last STEP_REVERSED: at least 201, which the band begins with\n"},
      {"an open band that is not the last",
       {Band(0, {}), Band(105, 201)},
       "steps[0].last STEP_OPEN_NOT_LAST: an end before 105: steps[1] begins there, and only the "
       "last band has no end\n"},
      {"bands in another order",
       {Band(105, {}), Band(0, 104)},
       "steps[1].first STEPS_OUT_OF_ORDER: a band that begins after steps[0]: it begins at 0, "
       "steps[0] at 105\n"},
      {"a measure below zero", {Band(-1, 104)}, "steps[0].first OUT_OF_RANGE: a number from 0\n"},
      {"a value of zero",
       {Band(0, 104, "0")},
       "steps[0].value NOT_POSITIVE: a number above zero\n"},
      {"a long value",
       {Band(0, 104, "0.0000001")},
       "steps[0].value SCALE_TOO_LONG: at most 6 decimals\n"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    CHECK(Sentences(OrderOfSteps(c.steps)) == c.sentences);
  }
}

// The general units of order No. 710 of Chelyabinsk region, 30.12.2014, annex 4, as printed: "up
// to 104", "105-201", "202-399", "400", "up to 700", "from 800".
TEST_CASE("a real table is refused as it was printed, with its gap and its overlaps") {
  const char* kGap =
      "steps[5].first STEP_GAP: 701: steps[4] ends at 700, steps[5] begins at 800: nothing holds "
      "701 to 799\n";
  const std::vector<Step> literally = {Band(0, 104, "23770"),   Band(105, 201, "23930"),
                                       Band(202, 399, "19440"), Band(400, 400, "18200"),
                                       Band(0, 700, "16800"),   Band(800, {}, "18040")};
  CHECK(Sentences(OrderOfSteps(literally)) ==
        std::string("steps[4].first STEPS_OUT_OF_ORDER: a band that begins after steps[3]: it "
                    "begins at 0, steps[3] at 400\n"
                    "steps[4].first STEP_OVERLAP: 105: steps[0] ends at 104, steps[4] begins at 0: "
                    "both hold 0 to 104\n"
                    "steps[1].first STEP_OVERLAP: 701: steps[4] ends at 700, steps[1] begins at "
                    "105: both hold 105 to 201\n"
                    "steps[2].first STEP_OVERLAP: 701: steps[4] ends at 700, steps[2] begins at "
                    "202: both hold 202 to 399\n"
                    "steps[3].first STEP_OVERLAP: 701: steps[4] ends at 700, steps[3] begins at "
                    "400: both hold 400\n") +
            kGap);

  std::vector<Step> meant = literally;
  meant[4].first = 400;  // "up to 700" read as going on where the row before stands
  CHECK(Sentences(OrderOfSteps(meant)) ==
        std::string("steps[4].first STEP_OVERLAP: 401: steps[3] ends at 400, steps[4] begins at "
                    "400: both hold 400\n") +
            kGap);

  meant[4].first = 401;
  meant[4].last = 799;
  CHECK(Sentences(OrderOfSteps(meant)) == "");
}

TEST_CASE("a table passes exactly when each measure up to its end has one band") {
  CHECK(rc::check("judged like counting the bands of each measure", [] {
    const auto ends = *rc::gen::container<std::vector<std::pair<int, int>>>(
        rc::gen::pair(rc::gen::inRange(0, 8), rc::gen::inRange(0, 8)));
    RC_PRE(!ends.empty());
    std::vector<Step> steps;
    for (const auto& [first, last] : ends) steps.push_back(Band(first, last));
    const bool ascending = std::is_sorted(
        steps.begin(), steps.end(), [](const Step& a, const Step& b) { return a.first < b.first; });
    bool sound = ascending;
    int least = 8;
    int most = -1;
    for (const Step& step : steps) {
      sound = sound && step.first <= *step.last;
      least = std::min(least, step.first);
      most = std::max(most, *step.last);
    }
    for (int measure = least; measure <= most; ++measure) {
      const auto holds = [measure](const Step& step) {
        return step.first <= measure && measure <= *step.last;
      };
      sound = sound && std::count_if(steps.begin(), steps.end(), holds) == 1;
    }
    RC_ASSERT((FaultsOf(OrderOfSteps(steps)) == "") == sound);
  }));
}

}  // namespace
}  // namespace tirek::order
