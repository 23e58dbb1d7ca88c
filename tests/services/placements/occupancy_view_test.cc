// Who had days in a month, as known at a time: found through the occupancy as it stands now and
// what was recorded since, the same as by reading every version.
#include <doctest/doctest.h>

#include "core/sql/rows.h"
#include "tests/services/placements/region.h"

namespace tirek::test {
namespace {

// Placements, as texts, whose version known at `known` has days in [from, until).
std::string Overlapping(soci::session& sql, const std::string& from, const std::string& until,
                        const std::string& known, const std::string& narrowed) {
  std::string text;
  sql << "SELECT coalesce(string_agg(placement_id, ' ' ORDER BY placement_id), '') FROM ("
         "SELECT DISTINCT ON (placement_id) placement_id, start_date, end_date"
         " FROM placements.published_placement_version v WHERE record_time <= '" +
             known + "'" + narrowed +
             " ORDER BY placement_id, version DESC) x"
             " WHERE start_date < '" +
             until + "' AND end_date > '" + from + "'",
      soci::into(text);
  return text;
}

std::string Narrowed(const std::string& from, const std::string& until, const std::string& known) {
  return " AND placement_id IN (SELECT placement_id FROM placements.published_occupancy"
         " WHERE start_date < '" +
         until + "' AND end_date > '" + from +
         "' UNION SELECT placement_id FROM placements.published_placement_version"
         " WHERE record_time > '" +
         known + "')";
}

}  // namespace

TEST_CASE("the occupancy and what was recorded since find all who had days in a month") {
  Region region;
  const std::string place = region.NewPlace("SMALL", 9, "2027-01-01");
  int child = 0;
  for (const auto& [start, end] : {std::pair{"2026-09-10", ""},
                                   {"2026-09-20", "2026-10-01"},
                                   {"2026-10-05", "2026-11-02"},
                                   {"2026-10-31", ""}}) {
    const auto made = region.Place(region.Child("KRG-" + std::to_string(++child)), place, start);
    REQUIRE(made);
    if (std::string(end).empty()) continue;
    REQUIRE(region.house.Call(&Placements::EndPlacement, access::Role::kMinistry,
                              Region::EndRequest(made->placement(), end)));
  }
  soci::session& sql = region.house.sql();
  sql << "SET tirek.provider_scope = '*'";  // the views read in their owner's name
  const auto times =
      sql::ReadAll((sql.prepare << "SELECT record_time::text"
                                   " FROM placements.published_placement_version ORDER BY 1"),
                   [](const soci::row& row) { return row.get<std::string>(0); });
  REQUIRE(times.size() == 6);
  const std::string months[] = {"2026-08-01", "2026-09-01", "2026-10-01",
                                "2026-11-01", "2026-12-01", "2027-01-01"};
  std::size_t found = 0;
  for (const std::string& known : times) {
    for (std::size_t i = 0; i + 1 < std::size(months); ++i) {
      CAPTURE(known);
      CAPTURE(months[i]);
      const std::string all = Overlapping(sql, months[i], months[i + 1], known, "");
      CHECK(Overlapping(sql, months[i], months[i + 1], known,
                        Narrowed(months[i], months[i + 1], known)) == all);
      found += all.size();
    }
  }
  CHECK(found > 0);
}

}  // namespace tirek::test
