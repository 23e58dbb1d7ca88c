// The audit log as auditors read it: all services, newest first, page by page.
#include <algorithm>
#include <set>
#include <tuple>

#include <doctest/doctest.h>

#include "core/rpc/page.h"
#include "tests/support/test_house.h"
#include "tirek/access/v1/access.grpc.pb.h"

namespace tirek {
namespace {

namespace v1 = access::v1;
using access::Role;
using test::TestHouse;
using Stub = v1::AccessService::Stub;

Result<v1::ListAuditEventsResponse> List(TestHouse& house, const v1::ListAuditEventsRequest& list) {
  return house.Call(&Stub::ListAuditEvents, Role::kAuditor, list);
}

v1::IssueTokenRequest Wanted(int number) {
  v1::IssueTokenRequest request;
  request.set_request_id("issue-" + std::to_string(number));
  request.set_principal("Curator");
  request.set_role(common::v1::ROLE_CURATOR);
  return request;
}

// Events of another service, some at the same microsecond as those of access.
void WriteForeignEvents(TestHouse& house) {
  house.sql() << "INSERT INTO registry.audit_event (sequence, event_micros, principal, role,"
                 " method, request_id, outcome, subject, hash)"
                 " SELECT sequence, event_micros, 'Ministry', 'ministry', 'RegistryService/X', 'r',"
                 " 'OK', 'prv_1', 'h' FROM access.audit_event";
}

TEST_CASE("a write and a refused permission are told, with who, when, what and their outcome") {
  FixedClock clock({1'760'000'000'123'456});
  TestHouse house({.services = {"access"}, .clock = &clock});
  const auto issued = house.Call(&Stub::IssueToken, Role::kAdministrator, Wanted(1));
  REQUIRE(issued);
  CHECK(!house.Call(&Stub::IssueToken, Role::kFinance, Wanted(2)));
  const auto listed = List(house, v1::ListAuditEventsRequest());
  REQUIRE(listed);
  REQUIRE(listed->audit_events_size() == 2);
  const v1::AuditEvent& refused = listed->audit_events(0);
  CHECK(refused.outcome() == "ROLE_NOT_ALLOWED");
  CHECK(refused.role() == common::v1::ROLE_FINANCE);
  CHECK(refused.subject() == "");
  const v1::AuditEvent& done = listed->audit_events(1);
  CHECK(done.service() == "access");
  CHECK(done.sequence() == 1);
  CHECK(done.event_time().seconds() == 1'760'000'000);
  CHECK(done.event_time().nanos() == 123'456'000);
  CHECK(done.principal() == "administrator");
  CHECK(done.role() == common::v1::ROLE_ADMINISTRATOR);
  CHECK(done.method() == "AccessService/IssueToken");
  CHECK(done.request_id() == "issue-1");
  CHECK(done.outcome() == "OK");
  CHECK(done.subject() == issued->token().token_id());
  CHECK(done.hash().size() == 64);
  // Reading tokens and the log itself shows no personal data, and is not told.
  CHECK(house.Verify() == std::vector<std::string>());
}

TEST_CASE("pages of every size together tell each event of every service once, newest first") {
  TestHouse house({.services = {"access"}});
  for (int i = 0; i < 5; ++i) {
    REQUIRE(house.Call(&Stub::IssueToken, Role::kAdministrator, Wanted(i)));
  }
  WriteForeignEvents(house);
  for (const int size : {1, 2, 3, 7, 10, 11}) {
    CAPTURE(size);
    v1::ListAuditEventsRequest list;
    list.set_page_size(size);
    std::vector<std::tuple<long long, std::string, long long>> seen;
    do {
      const auto page = List(house, list);
      REQUIRE(page);
      for (const v1::AuditEvent& event : page->audit_events()) {
        seen.emplace_back(
            event.event_time().seconds() * 1'000'000 + event.event_time().nanos() / 1000,
            event.service(), event.sequence());
      }
      list.set_page_token(page->next_page_token());
    } while (!list.page_token().empty());
    CHECK(seen.size() == 10);
    CHECK(std::is_sorted(seen.rbegin(), seen.rend()));
    CHECK(std::set(seen.begin(), seen.end()).size() == 10);
  }
}

TEST_CASE("the log can be narrowed to a principal, a service, or both") {
  TestHouse house({.services = {"access"}});
  REQUIRE(house.Call(&Stub::IssueToken, Role::kAdministrator, Wanted(1)));
  CHECK(!house.Call(&Stub::IssueToken, Role::kFinance, Wanted(2)));
  WriteForeignEvents(house);
  struct Case {
    std::string principal;
    std::string service;
    int events;
  };
  const Case cases[] = {{"", "", 4},         {"", "access", 2},          {"", "registry", 2},
                        {"Ministry", "", 2}, {"Ministry", "access", 0},  {"finance", "access", 1},
                        {"nobody", "", 0},   {"finance", "registry", 0}, {"", "settlement", 0}};
  for (const Case& c : cases) {
    CAPTURE(c.principal);
    CAPTURE(c.service);
    v1::ListAuditEventsRequest list;
    list.set_principal(c.principal);
    list.set_service(c.service);
    const auto listed = List(house, list);
    REQUIRE(listed);
    CHECK(listed->audit_events_size() == c.events);
  }
}

TEST_CASE("a service that there is not, and a forged page, are refused by name") {
  TestHouse house({.services = {"access"}});
  v1::ListAuditEventsRequest list;
  for (const char* service : {"Access", "pg_catalog", "access; DROP SCHEMA access", "core"}) {
    CAPTURE(service);
    list.set_service(service);
    const auto listed = List(house, list);
    REQUIRE(!listed);
    CHECK(listed.error().violations.front().reason == "CHOICE_UNKNOWN");
  }
  list.set_service("");
  // Of the right list, but with a key that no server gave out.
  for (const std::vector<std::string>& key : {std::vector<std::string>{"x", "access", "1"},
                                              {"1", "access", "x"},
                                              {"", "access", "1"},
                                              {"1", "access", "99999999999999999999"}}) {
    list.set_page_token("");
    list.set_page_token(rpc::NextPageToken(list, key));
    const auto listed = List(house, list);
    REQUIRE(!listed);
    CHECK(listed.error().violations.front().reason == "PAGE_TOKEN_INVALID");
  }
}

TEST_CASE("only administrators and auditors read the log") {
  TestHouse house({.services = {"access"}});
  for (const Role role : {Role::kMinistry, Role::kFinance, Role::kCurator}) {
    CAPTURE(access::RoleName(role));
    const auto listed = house.Call(&Stub::ListAuditEvents, role, v1::ListAuditEventsRequest());
    REQUIRE(!listed);
    CHECK(listed.error().reason == "ROLE_NOT_ALLOWED");
  }
  CHECK(house.Call(&Stub::ListAuditEvents, Role::kAdministrator, v1::ListAuditEventsRequest()));
}

}  // namespace
}  // namespace tirek
