#include <algorithm>
#include <thread>

#include <doctest/doctest.h>

#include "tests/services/placements/region.h"

namespace tirek::test {
namespace {

namespace v1 = placements::v1;
using access::Role;

constexpr const char* kNobody = "psn_00000000000000000000000000";

}  // namespace

TEST_CASE("a child is placed from a day on, and its placement is read back and listed") {
  Region region;
  const auto place = region.PlaceCalled("KRG-DAY-1-A");
  const std::string child = region.Child("KRG-1");
  const auto made = region.Place(child, place.place_id(), "2026-09-01");
  REQUIRE(made);
  const v1::Placement& placement = made->placement();
  CHECK(placement.placement_id().rfind("plc_", 0) == 0);
  CHECK(placement.provider_id() == place.provider_id());
  CHECK(placement.state() == v1::PLACEMENT_STATE_ACTIVE);
  CHECK_FALSE(placement.has_end_date());
  CHECK(placement.etag() == "1");

  v1::GetPlacementRequest get;
  get.set_placement_id(placement.placement_id());
  const auto got = region.house.Call(&Placements::GetPlacement, Role::kFinance, get);
  REQUIRE(got);
  CHECK(got->placement().SerializeAsString() == placement.SerializeAsString());
  get.set_placement_id("plc_00000000000000000000000000");
  CHECK(ReasonOf(region.house.Call(&Placements::GetPlacement, Role::kFinance, get)) ==
        "PLACEMENT_NOT_FOUND");

  v1::ListPlacementsRequest list;
  list.set_person_id(child);
  list.set_place_id(place.place_id());
  list.set_state(v1::PLACEMENT_STATE_ACTIVE);
  const auto listed = region.house.Call(&Placements::ListPlacements, Role::kAuditor, list);
  REQUIRE(listed);
  REQUIRE(listed->placements_size() == 1);
  CHECK(listed->placements(0).SerializeAsString() == placement.SerializeAsString());
  list.set_state(v1::PLACEMENT_STATE_ENDED);
  CHECK(region.house.Call(&Placements::ListPlacements, Role::kAuditor, list)->placements_size() ==
        0);
  CHECK(region.house.Verify().empty());
}

TEST_CASE("a placement that may not be is refused with its reason") {
  Region region;
  const std::string day_home = region.PlaceCalled("KRG-DAY-1-A").place_id();
  const std::string centre = region.PlaceCalled("KRG-REHAB-1-A").place_id();
  const std::string small = region.NewPlace("SMALL", 1, "2026-12-01");
  const std::string child = region.Child("KRG-1");
  const std::string other = region.Child("KRG-2");
  REQUIRE(region.Place(child, day_home, "2026-10-01", "2026-11-01"));
  REQUIRE(region.Place(child, small, "2026-10-05"));
  struct Case {
    const char* name;
    std::string person;
    std::string place;
    const char* start;
    const char* end;
    const char* reason;
  };
  const Case cases[] = {
      {"no such place", child, "pla_00000000000000000000000000", "2026-10-01", "",
       "PLACE_NOT_FOUND"},
      {"no such person", kNobody, day_home, "2026-10-01", "", "PERSON_NOT_FOUND"},
      {"before the place opens", child, day_home, "2026-08-31", "2026-09-05",
       "PLACE_NOT_IN_SERVICE"},
      {"after it closes", other, small, "2026-12-01", "", "PLACE_NOT_IN_SERVICE"},
      {"longer than it is open", other, small, "2026-09-01", "2026-12-02", "PLACE_NOT_IN_SERVICE"},
      {"no decision for the service", child, centre, "2026-10-01", "", "NOT_ELIGIBLE"},
      {"there already", child, day_home, "2026-10-31", "", "PLACEMENT_OVERLAP"},
      {"full on one day of many", other, small, "2026-09-01", "", "PLACE_FULL"},
      {"full while the other's placement is open", other, small, "2026-11-30", "", "PLACE_FULL"},
      {"until the day it is full", other, small, "2026-09-01", "2026-10-05", "OK"},
      {"there again, after it ended", child, day_home, "2026-11-01", "", "OK"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    CHECK(ReasonOf(region.Place(c.person, c.place, c.start, c.end)) == c.reason);
  }
  const auto unentitled = region.Place(child, centre, "2026-10-01");
  REQUIRE_FALSE(unentitled);
  CHECK(unentitled.error().kind == ErrorKind::kPrecondition);
  CHECK(unentitled.error().metadata.at("cause") == "NO_DECISION");
  CHECK(unentitled.error().metadata.at("service") == "rehabilitation");

  v1::CreatePlacementRequest wrong;
  wrong.set_request_id(NextRequestId());
  *wrong.mutable_end_date() = WireDate("2026-10-01");
  CHECK(NamedIn(region.house.Call(&Placements::CreatePlacement, Role::kCurator, wrong)
                    .error()
                    .violations) ==
        "person_id:INVALID_ID place_id:INVALID_ID start_date:INVALID_DATE");
  wrong = Region::PlacementRequest(child, day_home, "2026-10-01", "2026-10-01");
  CHECK(NamedIn(region.house.Call(&Placements::CreatePlacement, Role::kCurator, wrong)
                    .error()
                    .violations) == "end_date:PERIOD_REVERSED");
  CHECK(region.house.Verify().empty());
}

TEST_CASE("a placement is made once, and not at all when only validated") {
  Region region;
  auto request = Region::PlacementRequest(
      region.Child("KRG-1"), region.PlaceCalled("KRG-DAY-1-A").place_id(), "2026-10-01", "");
  const auto call = [&] {
    return region.house.Call(&Placements::CreatePlacement, Role::kCurator, request);
  };
  request.set_validate_only(true);
  REQUIRE(call());
  for (const char* table : {"placement", "placement_version", "occupancy", "place_lock"}) {
    CAPTURE(table);
    CHECK(region.Count(table) == 0);
  }
  request.set_validate_only(false);
  const auto first = call();
  const auto again = call();
  REQUIRE(first);
  REQUIRE(again);
  CHECK(first->SerializeAsString() == again->SerializeAsString());
  CHECK(region.Count("placement") == 1);
  *request.mutable_start_date() = WireDate("2026-10-02");
  CHECK(ReasonOf(call()) == "REQUEST_ID_REUSED");
}

TEST_CASE("the last room of a place is given once, however many ask at the same time") {
  Region region;
  constexpr int kAsking = 6;
  const std::string place = region.NewPlace("SMALL", 2, "");
  std::vector<std::string> children;
  children.reserve(kAsking);
  for (int i = 0; i < kAsking; ++i) children.push_back(region.Child("KRG-" + std::to_string(i)));
  const std::string token = region.house.Token(Role::kCurator);
  std::vector<v1::CreatePlacementRequest> requests;
  requests.reserve(children.size());
  for (const std::string& child : children) {
    requests.push_back(Region::PlacementRequest(child, place, "2026-10-01", ""));
  }
  std::vector<std::string> reasons(kAsking);
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < kAsking; ++i) {
    threads.emplace_back([&, i] {
      reasons[i] = ReasonOf(region.house.Call(&Placements::CreatePlacement, token, requests[i]));
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(std::count(reasons.begin(), reasons.end(), "OK") == 2);
  CHECK(std::count(reasons.begin(), reasons.end(), "PLACE_FULL") == kAsking - 2);
  CHECK(region.Count("placement") == 2);
  CHECK(region.house.Verify().empty());
}

TEST_CASE("two providers may claim one person; whom to pay is not decided here") {
  Region region;
  const std::string child = region.Child("KRG-1");
  REQUIRE(region.house.Call(&People::CreateDecision, Role::kMinistry,
                            NewDecisionRequest("R-2", child, "day-stay", "2026-08-03")));
  CHECK(region.Place(child, region.PlaceCalled("KRG-DAY-1-A").place_id(), "2026-10-01"));
  CHECK(region.Place(child, region.PlaceCalled("KRG-STAY-1-A").place_id(), "2026-10-19"));
  CHECK(region.house.Verify().empty());
}

TEST_CASE("a placement ends once, on a day after it began, and leaves its room to others") {
  Region region;
  const std::string place = region.NewPlace("SMALL", 1, "2026-12-01");
  const auto made = region.Place(region.Child("KRG-1"), place, "2026-10-01");
  REQUIRE(made);
  const auto end = [&](const v1::EndPlacementRequest& request) {
    return region.house.Call(&Placements::EndPlacement, Role::kCurator, request);
  };
  const auto too_early = end(Region::EndRequest(made->placement(), "2026-10-01"));
  REQUIRE_FALSE(too_early);
  CHECK(NamedIn(too_early.error().violations) == "end_date:PERIOD_REVERSED");
  CHECK(ReasonOf(end(Region::EndRequest(made->placement(), "2026-12-02"))) ==
        "PLACE_NOT_IN_SERVICE");
  auto stale = Region::EndRequest(made->placement(), "2026-10-09");
  stale.set_etag("7");
  const auto conflict = end(stale);
  REQUIRE_FALSE(conflict);
  CHECK(conflict.error().kind == ErrorKind::kConflict);
  CHECK(conflict.error().reason == "ETAG_MISMATCH");

  const auto request = Region::EndRequest(made->placement(), "2026-10-09");
  const auto ended = end(request);
  REQUIRE(ended);
  CHECK(ended->placement().state() == v1::PLACEMENT_STATE_ENDED);
  CHECK(ended->placement().end_date().day() == 9);
  CHECK(ended->placement().etag() == "2");
  CHECK(end(request)->SerializeAsString() == ended->SerializeAsString());
  CHECK(ReasonOf(end(Region::EndRequest(ended->placement(), "2026-10-08"))) == "PLACEMENT_ENDED");
  auto missing = request;
  missing.set_request_id(NextRequestId());
  missing.set_placement_id("plc_00000000000000000000000000");
  CHECK(ReasonOf(end(missing)) == "PLACEMENT_NOT_FOUND");

  const std::string next = region.Child("KRG-2");
  CHECK(ReasonOf(region.Place(next, place, "2026-10-08")) == "PLACE_FULL");
  CHECK(ReasonOf(region.Place(next, place, "2026-10-09")) == "OK");
  CHECK(region.house.Verify().empty());
}

TEST_CASE("what was known of a placement before it ended can be read back") {
  Region region;
  const auto made =
      region.Place(region.Child("KRG-1"), region.NewPlace("SMALL", 1, "2026-12-01"), "2026-10-01");
  REQUIRE(made);
  REQUIRE(region.house.Call(&Placements::EndPlacement, Role::kMinistry,
                            Region::EndRequest(made->placement(), "2026-10-09")));
  region.house.sql() << "SET tirek.provider_scope = '*'";  // the view reads in its owner's name
  const auto read = [&](const std::string& sql) {
    std::string text;
    region.house.sql() << "SELECT string_agg(" + sql, soci::into(text);
    return text;
  };
  CHECK(read("version || ' ' || state || ' ' || end_date, ', ' ORDER BY record_time)"
             " FROM placements.published_placement_version") ==
        "1 ACTIVE 2026-12-01, 2 ENDED 2026-10-09");
  CHECK(read("version || ' ' || state || ' ' || end_date, ', ')"
             " FROM placements.published_placement WHERE admission_time < record_time") ==
        "2 ENDED 2026-10-09");
  for (const char* table : {"placement", "placement_version"}) {
    CAPTURE(table);
    CHECK_THROWS_AS(region.house.sql() << "DELETE FROM placements." + std::string(table),
                    soci::soci_error);
  }
}

TEST_CASE("a provider sees its own placements and nobody else's") {
  Region region;
  const auto place = region.PlaceCalled("KRG-DAY-1-A");
  const auto made = region.Place(region.Child("KRG-1"), place.place_id(), "2026-10-01");
  REQUIRE(made);
  const std::string own = region.house.ProviderToken(place.provider_id());
  const std::string foreign_id = region.PlaceCalled("KRG-REHAB-1-A").provider_id();
  const std::string foreign = region.house.ProviderToken(foreign_id);
  v1::GetPlacementRequest get;
  get.set_placement_id(made->placement().placement_id());
  CHECK(ReasonOf(region.house.Call(&Placements::GetPlacement, own, get)) == "OK");
  CHECK(ReasonOf(region.house.Call(&Placements::GetPlacement, foreign, get)) ==
        "PLACEMENT_NOT_FOUND");
  v1::ListPlacementsRequest list;
  CHECK(region.house.Call(&Placements::ListPlacements, own, list)->placements_size() == 1);
  CHECK(region.house.Call(&Placements::ListPlacements, foreign, list)->placements_size() == 0);
  list.set_provider_id(foreign_id);
  CHECK(ReasonOf(region.house.Call(&Placements::ListPlacements, own, list)) == "PROVIDER_SCOPE");
  CHECK(ReasonOf(region.house.Call(&Placements::EndPlacement, own,
                                   Region::EndRequest(made->placement(), "2026-10-09"))) ==
        "ROLE_NOT_ALLOWED");

  // The second fence: a query that forgot to narrow finds nothing, in the view, too.
  soci::session& sql = region.house.sql();
  soci::transaction transaction(sql);
  sql << "SET LOCAL ROLE tirek_delivery";
  sql << "SET LOCAL tirek.provider_scope = '" + foreign_id + "'";
  int seen = -1;
  sql << "SELECT count(*) FROM placements.published_placement", soci::into(seen);
  CHECK(seen == 0);
  sql << "SET LOCAL tirek.provider_scope = '" + place.provider_id() + "'";
  sql << "SELECT count(*) FROM placements.published_placement", soci::into(seen);
  CHECK(seen == 1);
}

TEST_CASE("placements come page by page in the order of their admission") {
  Region region;
  const std::string place = region.PlaceCalled("KRG-DAY-1-A").place_id();
  for (const char* day : {"2026-10-03", "2026-10-01", "2026-10-02", "2026-10-01"}) {
    static int child = 0;
    REQUIRE(region.Place(region.Child("KRG-" + std::to_string(++child)), place, day));
  }
  v1::ListPlacementsRequest request;
  request.set_page_size(2);
  std::string seen;
  std::string token;
  do {
    const auto page = region.house.Call(&Placements::ListPlacements, Role::kFinance, request);
    REQUIRE(page);
    for (const auto& one : page->placements()) seen += std::to_string(one.start_date().day());
    seen += "|";
    if (token.empty()) token = page->next_page_token();
    request.set_page_token(page->next_page_token());
  } while (!request.page_token().empty());
  CHECK(seen == "11|23|");
  // The same token with another day in it: "10:2026-10-01" with a month 13.
  const std::size_t month = token.find("3130", 16 + 6);
  REQUIRE(month != std::string::npos);
  request.set_page_token(token.replace(month, 4, "3133"));
  CHECK(NamedIn(region.house.Call(&Placements::ListPlacements, Role::kFinance, request)
                    .error()
                    .violations) == "page_token:PAGE_TOKEN_INVALID");
}

TEST_CASE("verify finds what guards a place in disagreement with what was recorded") {
  Region region;
  const auto made =
      region.Place(region.Child("KRG-1"), region.NewPlace("SMALL", 1, "2026-12-01"), "2026-10-01");
  REQUIRE(made);
  region.house.sql() << "UPDATE placements.occupancy SET end_date = '2026-10-02'";
  const auto differences = region.house.Verify();
  REQUIRE(differences.size() == 1);
  CHECK(differences[0].find(made->placement().placement_id()) != std::string::npos);
}

TEST_CASE("verify finds a place with more persons than it takes") {
  Region region;
  const std::string place = region.NewPlace("SMALL", 2, "");
  for (const char* child : {"KRG-1", "KRG-2"}) {
    REQUIRE(region.Place(region.Child(child), place, "2026-10-01"));
  }
  CHECK(region.house.Verify().empty());
  region.house.sql() << "ALTER TABLE registry.place DISABLE TRIGGER append_only";
  region.house.sql() << "UPDATE registry.place SET capacity = 1 WHERE code = 'SMALL'";
  const auto differences = region.house.Verify();
  REQUIRE(differences.size() == 1);
  CHECK(differences[0].find("holds 2 persons from 2026-10-01 on, its capacity is 1") !=
        std::string::npos);
}

}  // namespace tirek::test
