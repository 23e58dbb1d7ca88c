#include "services/billing/comparison_table.h"

#include <doctest/doctest.h>

#include "tests/services/billing/sample_rows.h"

namespace tirek::billing {
namespace {

using capitation::Line;

Line LineOf(const char* provider_id, const char* placement_id, std::int64_t minor) {
  Line line;
  line.provider_id = provider_id;
  line.placement_id = placement_id;
  line.period = {order::Day("2026-10-01"), order::Day("2026-10-02")};
  line.dates = {order::Day("2026-10-01")};
  line.quantity = order::Number("1");
  line.amount = Money::FromMinor(minor, kTenge);
  return line;
}

const std::vector<Line> kBefore = {LineOf("prv_1", "plc_1", 100), LineOf("prv_1", "plc_2", 200),
                                   LineOf("prv_2", "plc_3", 300), LineOf("prv_3", "plc_4", 400)};
const std::vector<Line> kAfter = {LineOf("prv_1", "plc_1", 150), LineOf("prv_1", "plc_2", 200),
                                  LineOf("prv_2", "plc_3", 260), LineOf("prv_3", "plc_4", 400)};
const std::map<std::string, std::string> kTerritories = {
    {"plc_1", "351010000"}, {"plc_2", "351810000"}, {"plc_3", "351810000"}};

// The first provider in a group of its own.
Result<Comparison> Compare(const std::vector<Line>& before, const std::vector<Line>& after,
                           const std::map<std::string, std::string>& territories,
                           const RowsWanted& wanted) {
  ComparisonTable table(wanted);
  const auto of = [](const std::vector<Line>& lines, bool first) {
    std::vector<Line> some;
    for (const Line& line : lines) {
      if ((line.provider_id == "prv_1") == first) some.push_back(line);
    }
    return some;
  };
  for (const bool first : {true, false}) {
    TIREK_RETURN_IF_ERROR(table.Add(of(before, first), of(after, first), territories));
  }
  return table.Finish();
}

// "prv_1 351010000 plc_1 1: 1.00 1.50 0.50" by row.
std::string RowsOfComparison(const RowsWanted& wanted) {
  const auto comparison = Compare(kBefore, kAfter, kTerritories, wanted);
  REQUIRE(comparison);
  std::string text;
  for (const Difference& row : comparison->differences) {
    text += (text.empty() ? "" : "; ") + row.provider_id + " " + row.territory + " " +
            row.placement_id + " " + std::to_string(row.lines) + ": " + row.before.AmountText() +
            " " + row.after.AmountText() + " " + row.difference.AmountText();
  }
  return text;
}

TEST_CASE("differences stand as lines, or summed by provider and territory") {
  CHECK(RowsOfComparison({Grouping::kLine, "", 10}) ==
        "prv_1 351010000 plc_1 1: 1.00 1.50 0.50; prv_2 351810000 plc_3 1: 3.00 2.60 -0.40");
  CHECK(RowsOfComparison({Grouping::kProvider, "", 10}) ==
        "prv_1   1: 3.00 3.50 0.50; prv_2   1: 3.00 2.60 -0.40; prv_3   0: 4.00 4.00 0.00");
  CHECK(RowsOfComparison({Grouping::kTerritory, "", 10}) ==
        "   0: 4.00 4.00 0.00;  351010000  1: 1.00 1.50 0.50;  351810000  1: 5.00 4.60 -0.40");
  CHECK(RowsOfComparison({Grouping::kLine, "prv_2", 10}) ==
        "prv_2 351810000 plc_3 1: 3.00 2.60 -0.40");
}

TEST_CASE("totals are of all, listed or not") {
  const auto comparison = Compare(kBefore, kAfter, kTerritories, {Grouping::kLine, "", 1});
  REQUIRE(comparison);
  CHECK(comparison->differences.size() == 1);
  CHECK(comparison->not_listed == 1);
  CHECK(comparison->total.lines == 2);
  CHECK(comparison->total.before.AmountText() == "10.00");
  CHECK(comparison->total.difference.AmountText() == "0.10");
  CHECK(comparison->winners == 1);
  CHECK(comparison->losers == 1);
  CHECK(comparison->hash_before == capitation::ResultHash(kBefore));
  CHECK(comparison->hash_after == capitation::ResultHash(kAfter));
}

TEST_CASE("a side without lines counts as nothing, in the other's currency") {
  std::vector<Line> roubles = {LineOf("prv_1", "plc_1", 100)};
  roubles[0].amount = Money::FromMinor(100, *Currency::FromCode("RUB"));
  const auto comparison = Compare({}, roubles, {}, {Grouping::kLine, "", 10});
  REQUIRE(comparison);
  CHECK(comparison->total.difference.ToString() == "1.00 RUB");
  CHECK(comparison->differences.front().changes == "new");
}

}  // namespace
}  // namespace tirek::billing
