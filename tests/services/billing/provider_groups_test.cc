// A month in groups comes to what it comes to at once, whoever is in which group.
#include "services/billing/provider_groups.h"

#include <doctest/doctest.h>

#include "services/billing/facts_gateway.h"
#include "tests/services/billing/seeded_month.h"

namespace tirek::billing {
namespace {

using capitation::Line;
using sql::Scope;
using sql::UnitOfWork;

constexpr Month kOctober{2026, 10};
constexpr Instant kNow{kMorning.micros + kDay};

// Persons 1 and 2 are in two registers at once; one place has room for one of its two. Of person 2
// it depends on another group who finds room there.
void AddMeetings(SeededMonth& month) {
  month.RecordAsOf("2026-09-15");
  month.AddProvider(1);
  month.AddProvider(2);
  month.AddProvider(3, 100'000'000, 1);
  month.AddProvider(4);
  month.AddPlacement(1, 1, "2026-09-20", "9999-12-31", 1);
  month.AddPlacement(2, 2, "2026-09-21", "9999-12-31", 1);
  month.AddPlacement(3, 1, "2026-09-20", "9999-12-31", 2);
  month.AddPlacement(4, 3, "2026-09-21", "9999-12-31", 2);
  month.AddPlacement(5, 3, "2026-09-22", "9999-12-31", 3);
  month.AddPlacement(6, 4, "2026-02-01", "2026-03-01", 4);
  month.AddPlacement(7, 4, "2026-09-22", "9999-12-31", 5);
  month.RecordAsOf("2026-10-31");
  for (const int placement : {1, 3}) month.Attend(placement, 1, "2026-10-01", "2026-10-05");
  month.Attend(2, 2, "2026-10-04", "2026-10-09");
  month.Attend(4, 3, "2026-10-05", "2026-10-08");
  month.Attend(5, 3, "2026-10-05", "2026-10-09");
  // Long after its end: denied, and not lost.
  month.Attend(6, 4, "2026-10-02", "2026-10-02");
  month.Attend(7, 4, "2026-10-02", "2026-10-03", "EXCUSED");
}

struct Opened {
  explicit Opened(SeededMonth& month)
      : database({month.house.database_url(), "tirek_billing", 1}),
        work(database, Scope::Everything(), sql::Isolation::kSnapshot) {}

  sql::Database database;
  UnitOfWork work;
};

std::vector<Line> LinesInGroups(UnitOfWork& work, long long most_placements) {
  std::vector<Line> all;
  for (const ProviderGroup& group : ProviderGroups(work, kOctober, most_placements)) {
    const auto rows = LoadGroup(work, kOctober, kNow, group);
    REQUIRE(rows);
    auto lines = LinesOfGroup(*rows, group);
    REQUIRE(lines);
    for (Line& line : *std::move(lines)) all.push_back(std::move(line));
  }
  return all;
}

std::string DenialsOf(const std::vector<Line>& lines) {
  std::string text;
  for (const Line& line : lines) {
    if (line.reason) text += std::string(capitation::DenialReasonName(*line.reason)) + " ";
  }
  return text;
}

TEST_CASE("A month in groups of any size comes to the lines that it comes to at once") {
  SeededMonth month;
  AddMeetings(month);
  Opened opened(month);
  const auto rows = FactsGateway(opened.work).Load(kOctober, kNow, {});
  REQUIRE(rows);
  const auto at_once = ComputeLines(*rows);
  REQUIRE(at_once);
  CHECK(DenialsOf(*at_once) ==
        "OVERLAP_OTHER_PROVIDER OVERLAP_OTHER_PROVIDER OVER_CAPACITY OUTSIDE_PLACEMENT ");
  for (const long long most : {0, 1, 2, 3, 4, 100}) {
    CAPTURE(most);
    const std::vector<Line> lines = LinesInGroups(opened.work, most);
    CHECK(lines.size() == at_once->size());
    CHECK(capitation::ResultHash(lines) == capitation::ResultHash(*at_once));
  }
}

TEST_CASE("Groups hold whole providers, in order, with no more placements than are asked for") {
  SeededMonth month;
  AddMeetings(month);
  Opened opened(month);
  const auto groups = ProviderGroups(opened.work, kOctober, 3);
  REQUIRE(groups.size() == 2);
  CHECK(groups[0].provider_ids == std::vector{IdOf("prv", 1), IdOf("prv", 2)});
  CHECK(groups[0].providers_placed == 2);
  CHECK_FALSE(groups[0].is_everything);
  CHECK(groups[1].provider_ids == std::vector{IdOf("prv", 3), IdOf("prv", 4)});
  const auto one = ProviderGroups(opened.work, kOctober, 6);
  REQUIRE(one.size() == 1);
  CHECK(one[0].is_everything);
  CHECK(one[0].providers_placed == 4);
  // In March only one had a placement.
  CHECK(ProviderGroups(opened.work, {2026, 2}, 6).at(0).providers_placed == 1);
}

}  // namespace
}  // namespace tirek::billing
