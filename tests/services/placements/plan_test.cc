// Plans through the real door: days of a month by a person's own plan.
#include <doctest/doctest.h>

#include "tests/services/placements/region.h"

namespace tirek::test {
namespace {

namespace v1 = placements::v1;
using access::Role;

// KRG-1 at KRG-DAY-1-A from the 5th of October on.
struct Placed : Region {
  Placed() {
    const auto place = PlaceCalled("KRG-DAY-1-A");
    provider_id = place.provider_id();
    const auto made = Place(Child("KRG-1"), place.place_id(), "2026-10-05");
    REQUIRE(made);
    placement_id = made->placement().placement_id();
    own = house.ProviderToken(provider_id);
    foreign = house.ProviderToken(PlaceCalled("KRG-REHAB-1-A").provider_id());
  }

  v1::CreatePlanRequest Plan(const std::string& month, int days) const {
    v1::CreatePlanRequest request;
    request.set_request_id(NextRequestId());
    request.set_placement_id(placement_id);
    request.set_month(month);
    request.set_planned_days(days);
    return request;
  }

  // The verdicts of a file, one a line; the dry run must say the same and store nothing.
  std::string Import(const std::string& token, const std::string& rows) {
    v1::ImportPlansRequest request;
    request.set_request_id(NextRequestId());
    request.set_file("person,place_code,month,planned_days\n" + rows);
    request.set_validate_only(true);
    const long long before = Count("plan");
    const auto tried = house.Call(&Placements::ImportPlans, token, request);
    CHECK(Count("plan") == before);
    request.set_validate_only(false);
    const auto done = house.Call(&Placements::ImportPlans, token, request);
    REQUIRE_MESSAGE(done, Describe(done.error()));
    CHECK(tried->SerializeAsString() == done->SerializeAsString());
    std::string verdicts;
    for (const auto& verdict : done->outcome().verdicts()) {
      CHECK(verdict.key().empty());
      verdicts += std::to_string(verdict.line()) + " " + NamedIn(verdict.violations()) + "\n";
    }
    return verdicts;
  }

  std::string placement_id;
  std::string provider_id;
  std::string own;
  std::string foreign;
};

}  // namespace

TEST_CASE("a plan is recorded once a request by those who place and by the provider itself") {
  Placed region;
  TestHouse& house = region.house;
  const auto request = region.Plan("2026-11", 0);
  const auto made = house.Call(&Placements::CreatePlan, region.own, request);
  REQUIRE_MESSAGE(made, Describe(made.error()));
  CHECK(made->plan().plan_id().rfind("pln_", 0) == 0);
  CHECK(made->plan().provider_id() == region.provider_id);
  CHECK(made->plan().planned_days() == 0);
  const auto again = house.Call(&Placements::CreatePlan, region.own, request);
  REQUIRE(again);
  CHECK(again->SerializeAsString() == made->SerializeAsString());
  auto trial = region.Plan("2026-10", 20);
  trial.set_validate_only(true);
  REQUIRE(house.Call(&Placements::CreatePlan, Role::kCurator, trial));
  CHECK(region.Count("plan") == 1);
  trial.set_validate_only(false);
  REQUIRE(house.Call(&Placements::CreatePlan, Role::kCurator, trial));
  CHECK(ReasonOf(house.Call(&Placements::CreatePlan, Role::kFinance, trial)) == "ROLE_NOT_ALLOWED");

  v1::ListPlansRequest list;
  list.set_page_size(1);
  list.set_placement_id(region.placement_id);
  const auto first = house.Call(&Placements::ListPlans, region.own, list);
  REQUIRE(first);
  REQUIRE(first->plans_size() == 1);
  CHECK(first->plans(0).month() == "2026-10");
  CHECK(first->plans(0).planned_days() == 20);
  list.set_page_token(first->next_page_token());
  const auto second = house.Call(&Placements::ListPlans, region.own, list);
  REQUIRE(second);
  REQUIRE(second->plans_size() == 1);
  CHECK(second->plans(0).SerializeAsString() == made->plan().SerializeAsString());
  CHECK(second->next_page_token().empty());
  list.Clear();
  list.set_month("2026-11");
  CHECK(house.Call(&Placements::ListPlans, Role::kAuditor, list)->plans_size() == 1);
  list.set_month("November");
  CHECK(NamedIn(house.Call(&Placements::ListPlans, Role::kAuditor, list).error().violations) ==
        "month:INVALID_MONTH");
  CHECK(house.Verify().empty());
}

TEST_CASE("a plan that cannot be is refused, all faults of its fields at once") {
  Placed region;
  const auto refusal = [&](const v1::CreatePlanRequest& request) {
    const auto made = region.house.Call(&Placements::CreatePlan, Role::kMinistry, request);
    return made                              ? "OK"
           : made.error().violations.empty() ? made.error().reason
                                             : NamedIn(made.error().violations);
  };
  v1::CreatePlanRequest absent;
  absent.set_request_id(NextRequestId());
  CHECK(refusal(absent) == "placement_id:INVALID_ID month:INVALID_MONTH planned_days:REQUIRED");
  struct Case {
    const char* month;
    int days;
    const char* refusal;
  };
  const Case cases[] = {
      {"2026-11", 30, "OK"},
      {"2026-11", 31, "planned_days:OUT_OF_RANGE"},
      {"2027-02", 28, "OK"},
      {"2027-02", 29, "planned_days:OUT_OF_RANGE"},
      {"2026-10", -1, "planned_days:OUT_OF_RANGE"},
      {"2026-10", 31, "OK"},
      {"2026-09", 31, "planned_days:OUT_OF_RANGE"},
      {"2026-09", 20, "month:MONTH_OUTSIDE_PLACEMENT"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.month);
    CAPTURE(c.days);
    CHECK(refusal(region.Plan(c.month, c.days)) == c.refusal);
  }
  auto missing = region.Plan("2026-10", 1);
  missing.set_placement_id("plc_00000000000000000000000000");
  CHECK(refusal(missing) == "PLACEMENT_NOT_FOUND");
}

TEST_CASE("a file of plans is judged row by row, and a repeated row changes nothing") {
  Placed region;
  const std::string right = "KRG-1,KRG-DAY-1-A,2026-10,20\nKRG-1,KRG-DAY-1-A,2026-11,0\n";
  CHECK(region.Import(region.own, right + "KRG-9,KRG-DAY-1-A,2026-10,20\n"
                                          "KRG-1,KRG-REHAB-1-A,2026-10,20\n"
                                          "KRG-1,NOWHERE,2026-10,20\n"
                                          "KRG-1,KRG-DAY-1-A,2026-09,20\n"
                                          "KRG-1,KRG-DAY-1-A,2026-13,\n"
                                          "KRG-1,KRG-DAY-1-A,2026-10,many\n"
                                          "KRG-1,KRG-DAY-1-A\n") ==
        "2 \n3 \n"
        "4 person:PERSON_NOT_PLACED\n5 person:PERSON_NOT_PLACED\n6 person:PERSON_NOT_PLACED\n"
        "7 month:MONTH_OUTSIDE_PLACEMENT\n"
        "8 month:INVALID_MONTH planned_days:REQUIRED\n"
        "9 planned_days:NUMBER_INVALID\n"
        "10 :CSV_FIELD_COUNT\n");
  CHECK(region.Count("plan") == 2);
  CHECK(region.Import(region.house.Token(Role::kCurator), right) == "2 \n3 \n");
  CHECK(region.Count("plan") == 2);
  // Another provider learns nothing of who is placed here.
  CHECK(region.Import(region.foreign, right) ==
        "2 person:PERSON_NOT_PLACED\n3 person:PERSON_NOT_PLACED\n");
  // Said otherwise, and taken back: both are kept, and the last one counts.
  region.Import(region.own,
                "KRG-1,KRG-DAY-1-A,2026-10,21\nKRG-1,KRG-DAY-1-A,2026-10,21\n"
                "KRG-1,KRG-DAY-1-A,2026-10,20\n");
  region.house.sql() << "SET tirek.provider_scope = '*'";  // the view reads in its owner's name
  std::string days;
  region.house.sql() << "SELECT string_agg(planned_days::text, ' ' ORDER BY record_time)"
                        " FROM placements.published_plan WHERE month = '2026-10'",
      soci::into(days);
  CHECK(days == "20 21 20");
  CHECK(region.house.Verify().empty());
}

TEST_CASE("a person who came back within a month is planned for by the placement's id alone") {
  Placed region;
  v1::GetPlacementRequest get;
  get.set_placement_id(region.placement_id);
  const auto placement =
      region.house.Call(&Placements::GetPlacement, Role::kMinistry, get).value().placement();
  REQUIRE(region.house.Call(&Placements::EndPlacement, Role::kMinistry,
                            Region::EndRequest(placement, "2026-10-10")));
  REQUIRE(region.Place(placement.person_id(), placement.place_id(), "2026-10-20"));
  CHECK(region.Import(region.own, "KRG-1,KRG-DAY-1-A,2026-10,4\nKRG-1,KRG-DAY-1-A,2026-11,4\n") ==
        "2 month:PLACEMENT_AMBIGUOUS\n3 \n");
  CHECK(ReasonOf(region.house.Call(&Placements::CreatePlan, region.own,
                                   region.Plan("2026-10", 4))) == "OK");
}

TEST_CASE("a provider neither records nor sees another's plans") {
  Placed region;
  TestHouse& house = region.house;
  REQUIRE(house.Call(&Placements::CreatePlan, region.own, region.Plan("2026-10", 20)));
  CHECK(ReasonOf(house.Call(&Placements::CreatePlan, region.foreign, region.Plan("2026-10", 21))) ==
        "PLACEMENT_NOT_FOUND");
  v1::ListPlansRequest list;
  CHECK(house.Call(&Placements::ListPlans, region.foreign, list)->plans_size() == 0);
  list.set_provider_id(region.provider_id);
  CHECK(ReasonOf(house.Call(&Placements::ListPlans, region.foreign, list)) == "PROVIDER_SCOPE");

  // The second fence, which billing stands behind, too.
  soci::session& sql = house.sql();
  for (const char* service : {"placements", "billing"}) {
    CAPTURE(service);
    const bool is_owner = std::string(service) == "placements";
    const std::string rows = is_owner ? "placements.plan" : "placements.published_plan";
    for (const auto& [scope, expected] :
         {std::pair<std::string, int>{"prv_", 0}, {region.provider_id, 1}, {"*", 1}}) {
      CAPTURE(scope);
      soci::transaction transaction(sql);
      sql << "SET LOCAL ROLE tirek_" + std::string(service);
      sql << "SET LOCAL tirek.provider_scope = '" + scope + "'";
      int seen = -1;
      sql << "SELECT count(*) FROM " + rows, soci::into(seen);
      CHECK(seen == expected);
    }
  }
  CHECK_THROWS_AS(sql << "DELETE FROM placements.plan", soci::soci_error);
}

TEST_CASE("verify finds a plan of more days than its month has") {
  Placed region;
  REQUIRE(region.house.Call(&Placements::CreatePlan, region.own, region.Plan("2026-10", 31)));
  region.house.sql() << "ALTER TABLE placements.plan DISABLE TRIGGER append_only";
  region.house.sql() << "UPDATE placements.plan SET month = '2026-11'";
  const auto differences = region.house.Verify();
  REQUIRE(differences.size() == 1);
  CHECK(differences[0].find("has more days than 2026-11") != std::string::npos);
}

}  // namespace tirek::test
