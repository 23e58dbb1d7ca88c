// A month from files: the example that docs and help name, and files that cannot be calculated.
#include <fstream>
#include <iterator>
#include <string>

#include <doctest/doctest.h>

#include "core/rpc/json.h"
#include "services/facts_file/calculation_codec.h"
#include "services/facts_file/facts_reader.h"
#include "services/order_file/order_codec.h"
#include "services/order_file/order_file.h"

namespace tirek::calculation {
namespace {

namespace v1 = billing::v1;

std::string TextOf(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  REQUIRE(file);
  return {std::istreambuf_iterator<char>(file), {}};
}

const order::StateSocialOrder& Order() {
  static const auto order = order::FromProto(*order::ParseOrderFile(TextOf("demo/order.json")));
  REQUIRE(order);
  return *order;
}

v1::CalculationFacts Example() {
  v1::CalculationFacts facts;
  REQUIRE(rpc::FromJson(TextOf("demo/calculation/facts.json"), &facts));
  return facts;
}

v1::CalculationResult ResultOf(const v1::CalculationFacts& facts) {
  const auto input = ReadFacts(facts, Order());
  REQUIRE(input);
  const auto outcome = Calculate(*input, Order());
  REQUIRE(outcome);
  const auto result = ToProto(*outcome, input->facts.month, Order());
  REQUIRE(result);
  return *result;
}

std::string FaultsOf(const v1::CalculationFacts& facts) {
  const auto input = ReadFacts(facts, Order());
  if (input) return "none";
  std::string faults;
  for (const Violation& violation : input.error().violations) {
    faults += (faults.empty() ? "" : "; ") + violation.field + " " + violation.reason;
  }
  return faults;
}

// 9 and 3 days at 5 433.75 until 14 October, 2 and 5 days and 2 excused ones at 5 520.10 from the
// 15th; of 12 000 000 there are 100 000 left, so the last two days and 3 845.70 of a third are cut.
TEST_CASE("the example comes to what a pencil comes to") {
  const v1::CalculationResult result = ResultOf(Example());
  REQUIRE(result.lines_size() == 6);
  CHECK(result.lines(0).amount() == "48903.75");
  CHECK(result.lines(1).reason() == "UNPAID_ABSENCE");
  CHECK(result.lines(1).denied_amount() == "5433.75");
  CHECK(result.lines(5).ground() == "ABSENCE");
  CHECK(result.totals().amount() == "114885.90");
  CHECK(result.totals().denied_amount() == "5433.75");
  REQUIRE(result.contracts_size() == 1);
  CHECK(result.contracts(0).approved() == "100000.00");
  CHECK(result.contracts(0).unfunded() == "14885.90");
  REQUIRE(result.contracts(0).cut_days_size() == 3);
  CHECK(result.contracts(0).cut_days(0).date() == "2026-10-21");
  CHECK(result.contracts(0).cut_days(0).unfunded() == "3845.70");
  CHECK(result.lines(0).steps_size() == 5);
}

TEST_CASE("the hash tells facts from other facts, and not their order in the file") {
  v1::CalculationFacts facts = Example();
  const std::string hash = ResultOf(facts).result_hash();
  facts.mutable_placements()->SwapElements(0, 1);
  CHECK(ResultOf(facts).result_hash() == hash);
  facts.mutable_placements(0)->mutable_attendance(0)->set_last_date("2026-10-15");
  CHECK(ResultOf(facts).result_hash() != hash);
}

TEST_CASE("a contract without a ceiling is cut nowhere, and an order without pots shares none") {
  v1::CalculationFacts facts = Example();
  facts.mutable_contracts(0)->clear_ceiling();
  const v1::CalculationResult result = ResultOf(facts);
  CHECK(result.contracts().empty());
  CHECK(result.pot_parts().empty());
}

TEST_CASE("every fault of a file is named at once, at its path in the file") {
  v1::CalculationFacts facts = Example();
  facts.set_month("October");
  facts.mutable_places(0)->set_territory("35101");
  facts.mutable_contracts(0)->mutable_ceiling()->set_value("1.005");
  facts.mutable_placements(1)->mutable_attendance(1)->set_first_date("2026-10-32");
  facts.mutable_placements(1)->mutable_attendance(2)->set_last_date("2026-10-20");
  CHECK(FaultsOf(facts) ==
        "month INVALID_MONTH; contracts[0].ceiling INVALID_AMOUNT;"
        " places[0].territory INVALID_KATO;"
        " placements[1].attendance[1].first_date INVALID_DATE;"
        " placements[1].attendance[2].last_date PERIOD_REVERSED");
}

TEST_CASE("facts that contradict each other are named by the stretch that they stand in") {
  v1::CalculationFacts facts = Example();
  facts.mutable_placements(0)->mutable_attendance(1)->set_first_date("2026-10-02");
  CHECK(FaultsOf(facts) == "placements[0].attendance[1].first_date ATTENDANCE_DATE_TWICE");
  facts = Example();
  facts.mutable_placements(1)->set_contract_id("another");
  CHECK(FaultsOf(facts) == "placements[1].contract_id UNKNOWN_CONTRACT");
}

TEST_CASE("a month is not calculated from a longer stretch of days") {
  v1::CalculationFacts facts = Example();
  facts.mutable_placements(0)->mutable_attendance(0)->set_last_date("2126-10-01");
  CHECK(FaultsOf(facts) == "placements[0].attendance[0].last_date OUT_OF_RANGE");
}

}  // namespace
}  // namespace tirek::calculation
