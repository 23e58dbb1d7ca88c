// The rows of an act: what is grouped, which price they show, and that they add to the claim.
#include "billing/documents/accepted_services.h"

#include <string>
#include <vector>

#include <doctest/doctest.h>

namespace tirek::documents {
namespace {

constexpr Month kOctober{2026, 10};

Money Tenge(std::int64_t minor) { return Money::FromMinor(minor, kTenge); }
Decimal Number(const char* text) { return *Decimal::Parse(text); }
CivilDate Day(int year, int month, int day) { return *CivilDate::FromYmd(year, month, day); }

std::map<std::string, TariffTerms> Tariffs() {
  return {{"A", {"day-care", "SEMI_STATIONARY", "DAY", {Day(2026, 1, 1), Day(2026, 10, 15)}}},
          {"B", {"day-care", "SEMI_STATIONARY", "DAY", {Day(2026, 10, 15), Day(2027, 1, 1)}}}};
}

AdjudicatedLine Line(const char* tariff, const char* person, const char* quantity,
                     std::int64_t claimed, std::int64_t approved) {
  return {tariff,         person,          Number(quantity),
          Tenge(claimed), Tenge(approved), Tenge(claimed - approved)};
}

// "A 3 × 10.00 = 30.00, 2 persons"
std::string Text(const ServiceRow& row) {
  return row.tariff_code + " " + row.quantity.ToString() + " × " +
         (row.price ? row.price->AmountText() : "?") + " = " + row.amount.AmountText() + ", " +
         std::to_string(row.persons) + " persons";
}

std::vector<std::string> Grouped(const std::vector<AdjudicatedLine>& lines) {
  const auto services = GroupServices(lines, Tariffs(), kOctober, kTenge);
  REQUIRE(services.has_value());
  std::vector<std::string> rows;
  Money sum = Tenge(0);
  for (const ServiceRow& row : services->rows) {
    rows.push_back(Text(row));
    sum = *sum.Plus(row.amount);
  }
  CHECK(sum == services->total);
  return rows;
}

using Rows = std::vector<std::string>;

TEST_CASE("lines of one tariff and price are one row, and persons are counted once") {
  CHECK(Grouped({Line("A", "p1", "3", 30'00, 30'00), Line("A", "p2", "2", 20'00, 20'00),
                 Line("A", "p1", "1", 10'00, 10'00), Line("A", "p3", "2", 24'00, 24'00),
                 Line("B", "p1", "1", 11'00, 11'00)}) == Rows{"A 6 × 10.00 = 60.00, 2 persons",
                                                              "A 2 × 12.00 = 24.00, 1 persons",
                                                              "B 1 × 11.00 = 11.00, 1 persons"});
}

TEST_CASE("a tariff's row is dated by the days of the month in which it holds") {
  const auto services =
      GroupServices({Line("A", "p", "1", 10'00, 10'00), Line("B", "p", "1", 11'00, 11'00)},
                    Tariffs(), kOctober, kTenge);
  REQUIRE(services.has_value());
  CHECK(services->rows[0].days == Period{Day(2026, 10, 1), Day(2026, 10, 15)});
  CHECK(services->rows[1].days == Period{Day(2026, 10, 15), Day(2026, 11, 1)});
}

TEST_CASE("a sum that is rounded joins its price where price times quantity still gives it") {
  // 52.25 hours at 432.50 are 22598.125.
  CHECK(Grouped({Line("A", "p1", "36", 15570'00, 15570'00),
                 Line("A", "p2", "52.25", 22598'13, 22598'13)}) ==
        Rows{"A 88.25 × 432.50 = 38168.13, 2 persons"});
  // Three of them are 0.015 more than one product: the row has no price.
  CHECK(Grouped({Line("A", "p1", "52.25", 22598'13, 22598'13),
                 Line("A", "p2", "52.25", 22598'13, 22598'13),
                 Line("A", "p3", "52.25", 22598'13, 22598'13)}) ==
        Rows{"A 156.75 × ? = 67794.39, 3 persons"});
}

TEST_CASE("a sum that is no price times a quantity shows none") {
  CHECK(Grouped({Line("A", "p1", "3", 10'00, 10'00)}) == Rows{"A 3 × ? = 10.00, 1 persons"});
  CHECK(Grouped({Line("A", "p1", "0", 10'00, 10'00)}) == Rows{"A 0 × ? = 10.00, 1 persons"});
}

TEST_CASE("what is denied or unfunded is in no row, and what is unfunded is summed") {
  const std::vector<AdjudicatedLine> lines = {
      Line("A", "p1", "3", 30'00, 30'00),
      {"A",
       "p2",
       Number("1"),
       Tenge(10'00),
       Tenge(0),
       Tenge(10'00),
       {{Number("1"), Tenge(10'00), Tenge(10'00)}}},
      {"A", "p3", Number("1"), Tenge(10'00), Tenge(0), Tenge(0)}};
  CHECK(Grouped(lines) == Rows{"A 3 × 10.00 = 30.00, 1 persons"});
  CHECK(GroupServices(lines, Tariffs(), kOctober, kTenge)->unfunded == Tenge(10'00));
}

TEST_CASE(
    "of a line that the ceiling cuts, whole days keep their price and the rest stands alone") {
  // Five days at 10.00; 34.50 are left: the fourth day is cut in two, the fifth is cut whole.
  AdjudicatedLine line = Line("A", "p1", "5", 50'00, 34'50);
  line.cut_days = {{Number("1"), Tenge(10'00), Tenge(5'50)},
                   {Number("1"), Tenge(10'00), Tenge(10'00)}};
  CHECK(Grouped({line, Line("A", "p2", "1", 10'00, 10'00)}) ==
        Rows{"A 4 × 10.00 = 40.00, 2 persons", "A 1 × ? = 4.50, 1 persons"});
}

TEST_CASE("cut days that do not follow from the price leave one row without a price") {
  AdjudicatedLine line = Line("A", "p1", "5", 50'00, 31'00);
  line.cut_days = {{Number("2"), Tenge(19'00), Tenge(19'00)}};
  CHECK(Grouped({line}) == Rows{"A 3 × ? = 31.00, 1 persons"});
}

TEST_CASE("a tariff that the order lacks, and sums that do not fit, are refused") {
  const auto unknown = GroupServices({Line("Z", "p", "1", 1, 1)}, Tariffs(), kOctober, kTenge);
  REQUIRE(!unknown.has_value());
  CHECK(unknown.error().reason == "TARIFF_NOT_FOUND");
  constexpr std::int64_t kMost = 9'223'372'036'854'775'807;
  const auto overflow =
      GroupServices({Line("A", "p", "1", kMost, kMost), Line("A", "q", "1", kMost, kMost)},
                    Tariffs(), kOctober, kTenge);
  REQUIRE(!overflow.has_value());
  CHECK(overflow.error().reason == "AMOUNT_OVERFLOW");
}

}  // namespace
}  // namespace tirek::documents
