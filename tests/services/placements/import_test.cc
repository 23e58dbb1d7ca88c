#include <doctest/doctest.h>

#include "tests/services/placements/region.h"

namespace tirek::test {
namespace {

namespace v1 = placements::v1;
using access::Role;

// The pilot's persons with their decisions.
void ImportPeople(Region& region) {
  namespace people = eligibility::v1;
  region.Import<people::ImportPersonsRequest>(&People::ImportPersons, "demo/persons.csv");
  region.Import<people::ImportDecisionsRequest>(&People::ImportDecisions, "demo/decisions.csv");
}

template <typename Request>
Request FileRequest(const std::string& file, bool validate_only) {
  Request request;
  request.set_request_id(NextRequestId());
  request.set_validate_only(validate_only);
  request.set_file(file);
  return request;
}

// The verdicts, one a line; the trial must say the same, byte for byte.
template <typename Request, typename Method>
std::string VerdictsOf(Region& region, Method method, const std::string& file) {
  const auto tried =
      region.house.Call(method, Role::kMinistry, FileRequest<Request>(file, true)).value();
  const auto done =
      region.house.Call(method, Role::kMinistry, FileRequest<Request>(file, false)).value();
  CHECK(tried.SerializeAsString() == done.SerializeAsString());
  std::string verdicts;
  for (const auto& verdict : done.outcome().verdicts()) {
    CHECK(verdict.key().empty());
    verdicts += std::to_string(verdict.line()) + " " + NamedIn(verdict.violations()) + "\n";
  }
  return verdicts;
}

}  // namespace

TEST_CASE("the pilot's applications and placements are taken whole, and one child still waits") {
  Region region;
  ImportPeople(region);
  const auto applications = [&](bool validate_only) {
    return region.Import<v1::ImportApplicationsRequest>(&Placements::ImportApplications,
                                                        "demo/applications.csv", validate_only);
  };
  const auto placements = [&](bool validate_only) {
    return region.Import<v1::ImportPlacementsRequest>(&Placements::ImportPlacements,
                                                      "demo/placements.csv", validate_only);
  };
  const auto tried_applications = applications(true);
  const auto done_applications = applications(false);
  CHECK(tried_applications.SerializeAsString() == done_applications.SerializeAsString());
  CHECK(done_applications.accepted() == 31);
  const auto tried_placements = placements(true);
  const auto done_placements = placements(false);
  CHECK(tried_placements.SerializeAsString() == done_placements.SerializeAsString());
  CHECK(done_placements.accepted() == 30);
  CHECK(region.Count("placement_version") == 30);

  v1::ListApplicationsRequest waiting;
  waiting.set_state(v1::APPLICATION_STATE_WAITING);
  const auto queue = region.house.Call(&Placements::ListApplications, Role::kMinistry, waiting);
  REQUIRE(queue);
  REQUIRE(queue->applications_size() == 1);
  CHECK(queue->applications(0).apply_date().day() == 21);
  CHECK(queue->applications(0).position() == 1);
  CHECK(region.house.Verify().empty());

  const auto again = placements(false);
  CHECK(again.refused() == 30);
  CHECK(NamedIn(again.verdicts(0).violations()) == "person:PLACEMENT_OVERLAP");
}

TEST_CASE("a file fills a place in the order of its rows, after those who are there already") {
  Region region;
  ImportPeople(region);
  region.NewPlace("SMALL", 2, "2026-12-01");
  const std::string there =
      "person,place_code,start_date,end_date\nKRG-2026-0001,SMALL,2026-10-01,\n";
  CHECK(VerdictsOf<v1::ImportPlacementsRequest>(region, &Placements::ImportPlacements, there) ==
        "2 \n");
  const std::string file =
      "person,place_code,start_date,end_date\n"
      "KRG-2026-0002,SMALL,2026-10-05,2026-10-10\n"
      "KRG-2026-0003,SMALL,2026-10-09,\n"
      "160211599010,SMALL,2026-11-01,\n"
      "KRG-2026-0004,SMALL,2026-09-01,2026-10-05\n"
      "KRG-2026-0003,SMALL,2026-10-10,2026-10-20\n"
      "KRG-2026-0005,SMALL,2026-10-19,2026-10-21\n"
      "KRG-2026-0005,SMALL,2026-10-20,2026-12-02\n"
      "KRG-2026-0005,SMALL,2026-10-20,2026-12-01\n"
      "KRG-2026-0014,SMALL,2026-12-01,\n"
      "999999999999,NOWHERE,2026-31-01,\n"
      "KRG-2026-0006,SMALL,2026-10-01,2026-10-01\n"
      "KRG-2026-0006,SMALL\n";
  CHECK(VerdictsOf<v1::ImportPlacementsRequest>(region, &Placements::ImportPlacements, file) ==
        "2 \n"
        "3 place_code:PLACE_FULL\n"
        "4 person:PLACEMENT_OVERLAP\n"
        "5 \n"
        "6 \n"
        "7 place_code:PLACE_FULL\n"
        "8 end_date:PLACE_NOT_IN_SERVICE\n"
        "9 \n"
        "10 start_date:PLACE_NOT_IN_SERVICE person:NOT_ELIGIBLE\n"
        "11 person:PERSON_NOT_FOUND place_code:PLACE_NOT_FOUND start_date:INVALID_DATE\n"
        "12 end_date:PERIOD_REVERSED\n"
        "13 :CSV_FIELD_COUNT\n");
  CHECK(region.Count("placement") == 5);
  CHECK(region.house.Verify().empty());
}

TEST_CASE("a file of applications is judged row by row") {
  Region region;
  ImportPeople(region);
  const std::string file =
      "person;service;territory;date\n"
      "160211599010;day-care;351010000;2026-08-04\n"
      "KRG-2026-0001;day-care;351010000;2026-08-05\n"
      "KRG-2026-0002;day-care;351010000;2026-08-02\n"
      "KRG-2026-0002;day-care;351010000;2026-08-03\n"
      "KRG-2026-0001;home-care;351010000;2026-08-05\n"
      "KRG-2026-0001;day-care;351010000;2026-08-02\n"
      "KRG-9;Day Care;351;2026-08-32\n";
  CHECK(
      VerdictsOf<v1::ImportApplicationsRequest>(region, &Placements::ImportApplications, file) ==
      "2 \n"
      "3 service:APPLICATION_EXISTS\n"
      "4 person:NOT_ELIGIBLE\n"
      "5 \n"
      "6 person:NOT_ELIGIBLE\n"
      "7 person:NOT_ELIGIBLE service:APPLICATION_EXISTS\n"
      "8 person:PERSON_NOT_FOUND date:INVALID_DATE service:CODE_INVALID territory:INVALID_KATO\n");
  CHECK(region.Count("application") == 2);
}

TEST_CASE("an empty file of the right columns stores nothing and refuses nothing") {
  Region region;
  CHECK(VerdictsOf<v1::ImportPlacementsRequest>(region, &Placements::ImportPlacements,
                                                "person,place_code,start_date,end_date\n")
            .empty());
  CHECK(VerdictsOf<v1::ImportApplicationsRequest>(region, &Placements::ImportApplications,
                                                  "person,service,territory,date\n")
            .empty());
}

}  // namespace tirek::test
