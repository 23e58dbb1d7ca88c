#include <doctest/doctest.h>

#include "tests/services/placements/region.h"

namespace tirek::test {
namespace {

namespace v1 = placements::v1;
using access::Role;

std::string Applied(Region& region, const std::string& person_id, const std::string& date) {
  return region.house
      .Call(&Placements::CreateApplication, Role::kCurator,
            Region::ApplicationRequest(person_id, "day-care", date))
      .value()
      .application()
      .application_id();
}

v1::Application Application(Region& region, const std::string& id) {
  v1::GetApplicationRequest request;
  request.set_application_id(id);
  return region.house.Call(&Placements::GetApplication, Role::kAuditor, request)
      .value()
      .application();
}

}  // namespace

TEST_CASE("the queue goes by the day of application, and placing its head moves all others up") {
  Region region;
  const std::string first = region.Child("KRG-1");
  const std::string late = Applied(region, region.Child("KRG-2"), "2026-09-10");
  const std::string middle = Applied(region, region.Child("KRG-3"), "2026-09-05");
  const std::string head = Applied(region, first, "2026-09-01");
  CHECK(Application(region, head).position() == 1);
  CHECK(Application(region, middle).position() == 2);
  CHECK(Application(region, late).position() == 3);
  CHECK(Application(region, late).territory() == "351010000");

  REQUIRE(region.Place(first, region.PlaceCalled("KRG-DAY-1-A").place_id(), "2026-10-01"));
  CHECK(Application(region, head).position() == 0);
  CHECK(Application(region, head).state() == v1::APPLICATION_STATE_PLACED);
  CHECK(Application(region, middle).position() == 1);
  CHECK(Application(region, late).state() == v1::APPLICATION_STATE_WAITING);
  CHECK(region.house.Verify().empty());
  // Placed, so free to wait again; the day decides where.
  CHECK(Application(region, Applied(region, first, "2026-09-07")).position() == 2);
}

TEST_CASE("the queue is read page by page, each with its position in the whole of it") {
  Region region;
  std::vector<std::string> children;
  for (int i = 1; i <= 5; ++i) {
    children.push_back(region.Child("KRG-" + std::to_string(i)));
    Applied(region, children.back(), "2026-09-0" + std::to_string(6 - i));
  }
  REQUIRE(region.house.Call(&People::CreateDecision, Role::kMinistry,
                            NewDecisionRequest("R", children[0], "home-care", "2026-08-03")));
  REQUIRE(region.house.Call(&Placements::CreateApplication, Role::kCurator,
                            Region::ApplicationRequest(children[0], "home-care", "2026-09-03")));
  v1::ListApplicationsRequest request;
  request.set_service("day-care");
  request.set_state(v1::APPLICATION_STATE_WAITING);
  request.set_page_size(2);
  std::string seen;
  do {
    const auto page = region.house.Call(&Placements::ListApplications, Role::kMinistry, request);
    REQUIRE(page);
    for (const auto& one : page->applications()) {
      seen += std::to_string(one.apply_date().day()) + ":" + std::to_string(one.position()) + " ";
    }
    seen += "| ";
    request.set_page_token(page->next_page_token());
  } while (!request.page_token().empty());
  CHECK(seen == "1:1 2:2 | 3:3 4:4 | 5:5 | ");

  v1::ListApplicationsRequest of_one;
  of_one.set_person_id(children[0]);
  const auto listed = region.house.Call(&Placements::ListApplications, Role::kMinistry, of_one);
  REQUIRE(listed);
  REQUIRE(listed->applications_size() == 2);
  CHECK(listed->applications(0).service() == "home-care");
  CHECK(listed->applications(0).position() == 1);
  CHECK(listed->applications(1).position() == 5);
  CHECK(ReasonOf(region.house.Call(&Placements::ListApplications,
                                   region.house.ProviderToken("prv_x"), of_one)) ==
        "ROLE_NOT_ALLOWED");
}

TEST_CASE("only who is entitled waits, and only once for a service") {
  Region region;
  const std::string child = region.Child("KRG-1");
  const auto apply = [&](const v1::CreateApplicationRequest& request) {
    return region.house.Call(&Placements::CreateApplication, Role::kCurator, request);
  };
  const auto request = Region::ApplicationRequest(child, "day-care", "2026-09-01");
  const auto made = apply(request);
  REQUIRE(made);
  CHECK(made->application().position() == 1);
  CHECK(apply(request)->SerializeAsString() == made->SerializeAsString());
  CHECK(ReasonOf(apply(Region::ApplicationRequest(child, "day-care", "2026-09-02"))) ==
        "APPLICATION_EXISTS");
  const auto early = apply(Region::ApplicationRequest(child, "day-care", "2026-08-02"));
  CHECK(ReasonOf(early) == "NOT_ELIGIBLE");
  CHECK(early.error().metadata.at("cause") == "DECISION_NOT_IN_FORCE");
  CHECK(ReasonOf(apply(Region::ApplicationRequest(child, "home-care", "2026-09-02"))) ==
        "NOT_ELIGIBLE");
  CHECK(ReasonOf(apply(Region::ApplicationRequest("psn_00000000000000000000000000", "day-care",
                                                  "2026-09-02"))) == "PERSON_NOT_FOUND");
  v1::CreateApplicationRequest empty;
  empty.set_request_id(NextRequestId());
  CHECK(NamedIn(apply(empty).error().violations) ==
        "person_id:INVALID_ID service:REQUIRED territory:INVALID_KATO apply_date:INVALID_DATE");
  v1::GetApplicationRequest get;
  get.set_application_id("app_00000000000000000000000000");
  CHECK(ReasonOf(region.house.Call(&Placements::GetApplication, Role::kCurator, get)) ==
        "APPLICATION_NOT_FOUND");
}

}  // namespace tirek::test
