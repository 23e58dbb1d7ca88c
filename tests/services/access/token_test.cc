// Tokens through the real door: issued once, refused when expired or revoked, never stored.
#include <atomic>
#include <thread>

#include <doctest/doctest.h>

#include "tests/support/test_house.h"
#include "tirek/access/v1/access.grpc.pb.h"

namespace tirek {
namespace {

namespace v1 = access::v1;
using access::Role;
using test::TestHouse;
using Stub = v1::AccessService::Stub;

constexpr const char* kProvider = "prv_01j9zq6d4q8v5t7x2m3n4p5r6s";

v1::IssueTokenRequest Wanted(const std::string& request_id, const std::string& principal,
                             common::v1::Role role) {
  v1::IssueTokenRequest request;
  request.set_request_id(request_id);
  request.set_principal(principal);
  request.set_role(role);
  return request;
}

std::string ReasonOf(const Result<v1::IssueTokenResponse>& response) {
  return response ? "" : response.error().reason;
}

// "field REASON" of each violation, in order.
std::vector<std::string> ViolationsOf(const Error& error) {
  std::vector<std::string> all;
  for (const Violation& violation : error.violations) {
    all.push_back(violation.field + " " + violation.reason);
  }
  return all;
}

long long Count(TestHouse& house, const std::string& query) {
  long long count = -1;
  house.sql() << query, soci::into(count);
  return count;
}

TEST_CASE("a token is issued, works, and its secret is nowhere in the database") {
  TestHouse house({.services = {"access"}});
  auto request = Wanted("issue-1", "Finance desk", common::v1::ROLE_FINANCE);
  request.set_valid_days(1);
  const auto issued = house.Call(&Stub::IssueToken, Role::kAdministrator, request);
  REQUIRE(issued);
  CHECK(issued->token().principal() == "Finance desk");
  CHECK(issued->token().role() == common::v1::ROLE_FINANCE);
  CHECK(issued->token().state() == v1::TOKEN_STATE_ACTIVE);
  CHECK(issued->token().token_id().size() == 30);
  CHECK(issued->token().expire_time().seconds() - issued->token().create_time().seconds() ==
        24 * 60 * 60);
  const std::string secret = issued->secret();
  CHECK(secret.size() == 49);
  CHECK(secret.substr(0, 6) == "tirek_");

  // Known, and refused only because finance may not list tokens.
  const auto listed = house.Call(&Stub::ListTokens, secret, v1::ListTokensRequest());
  REQUIRE(!listed);
  CHECK(listed.error().reason == "ROLE_NOT_ALLOWED");

  for (const char* place : {"access.token AS t", "access.request AS t", "access.principal AS t",
                            "access.audit_event AS t"}) {
    CAPTURE(place);
    CHECK(Count(house, std::string("SELECT count(*) FROM ") + place + " WHERE strpos(t::text, '" +
                           secret.substr(6) + "') > 0") == 0);
  }
  CHECK(Count(house, "SELECT count(*) FROM access.request WHERE position('" + secret.substr(6) +
                         "'::bytea IN response) > 0") == 0);
}

TEST_CASE("the same request again answers the same token without its secret") {
  TestHouse house({.services = {"access"}});
  const auto request = Wanted("issue-1", "auditor-2", common::v1::ROLE_AUDITOR);
  const auto first = house.Call(&Stub::IssueToken, Role::kAdministrator, request);
  const auto again = house.Call(&Stub::IssueToken, Role::kAdministrator, request);
  REQUIRE(first);
  REQUIRE(again);
  CHECK(again->token().SerializeAsString() == first->token().SerializeAsString());
  CHECK(again->secret() == "");
  const auto other = Wanted("issue-1", "auditor-3", common::v1::ROLE_AUDITOR);
  CHECK(ReasonOf(house.Call(&Stub::IssueToken, Role::kAdministrator, other)) ==
        "REQUEST_ID_REUSED");
}

TEST_CASE("validate_only stores nothing and shows no secret") {
  TestHouse house({.services = {"access"}});
  auto request = Wanted("issue-1", "nobody", common::v1::ROLE_CURATOR);
  request.set_validate_only(true);
  const auto issued = house.Call(&Stub::IssueToken, Role::kAdministrator, request);
  REQUIRE(issued);
  CHECK(issued->token().principal() == "nobody");
  CHECK(issued->secret() == "");
  CHECK(Count(house, "SELECT count(*) FROM access.principal WHERE name = 'nobody'") == 0);
  CHECK(Count(house, "SELECT count(*) FROM access.request") == 0);
  CHECK(Count(house, "SELECT count(*) FROM access.audit_event") == 0);
}

TEST_CASE("a principal has one role and one provider for ever") {
  TestHouse house({.services = {"access"}});
  auto provider = Wanted("p-1", "Umit home", common::v1::ROLE_PROVIDER);
  provider.set_provider_id(kProvider);
  REQUIRE(house.Call(&Stub::IssueToken, Role::kAdministrator, provider));
  provider.set_request_id("p-2");
  CHECK(house.Call(&Stub::IssueToken, Role::kAdministrator, provider));

  provider.set_request_id("p-3");
  provider.set_provider_id("prv_01j9zq6d4q8v5t7x2m3n4p5r6t");
  CHECK(ReasonOf(house.Call(&Stub::IssueToken, Role::kAdministrator, provider)) ==
        "PRINCIPAL_EXISTS");
  CHECK(ReasonOf(house.Call(&Stub::IssueToken, Role::kAdministrator,
                            Wanted("p-4", "Umit home", common::v1::ROLE_AUDITOR))) ==
        "PRINCIPAL_EXISTS");
  CHECK(Count(house, "SELECT count(*) FROM access.token WHERE principal = 'Umit home'") == 2);
}

TEST_CASE("everything wrong with a request is said at once") {
  TestHouse house({.services = {"access"}});
  struct Case {
    const char* name;
    std::string principal;
    int role;
    std::string provider_id;
    int days;
    std::vector<std::string> violations;
  };
  const Case cases[] = {
      {"empty but for the id", "", 0, "", 0, {"principal REQUIRED", "role CHOICE_UNKNOWN"}},
      {"a role of the future", "x", 99, "", 0, {"role CHOICE_UNKNOWN"}},
      {"a provider without its id",
       "x",
       common::v1::ROLE_PROVIDER,
       "",
       0,
       {"provider_id INVALID_ID"}},
      {"an id of another kind",
       "x",
       common::v1::ROLE_PROVIDER,
       "tok_01j9zq6d4q8v5t7x2m3n4p5r6s",
       0,
       {"provider_id INVALID_ID"}},
      {"a ministry with a provider",
       "x",
       common::v1::ROLE_MINISTRY,
       kProvider,
       0,
       {"provider_id PROVIDER_NOT_EXPECTED"}},
      {"more than a year and a day",
       "x",
       common::v1::ROLE_MINISTRY,
       "",
       367,
       {"valid_days OUT_OF_RANGE"}},
      {"days before today", "x", common::v1::ROLE_MINISTRY, "", -1, {"valid_days OUT_OF_RANGE"}},
      {"too long a name",
       std::string(101, 'x'),
       common::v1::ROLE_MINISTRY,
       "",
       0,
       {"principal TEXT_INVALID"}},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    auto request = Wanted("x-1", c.principal, static_cast<common::v1::Role>(c.role));
    request.set_provider_id(c.provider_id);
    request.set_valid_days(c.days);
    const auto issued = house.Call(&Stub::IssueToken, Role::kAdministrator, request);
    REQUIRE(!issued);
    CHECK(issued.error().reason == "INVALID_FIELDS");
    CHECK(ViolationsOf(issued.error()) == c.violations);
  }
  CHECK(Count(house, "SELECT count(*) FROM access.principal WHERE name LIKE 'x%'") == 0);
}

TEST_CASE("a token is refused from its expiry on, to the microsecond") {
  FixedClock clock({1'760'000'000'000'000});
  TestHouse house({.services = {"access"}, .clock = &clock});
  auto request = Wanted("issue-1", "auditor-2", common::v1::ROLE_AUDITOR);
  request.set_valid_days(1);
  const auto issued = house.Call(&Stub::IssueToken, Role::kAdministrator, request);
  REQUIRE(issued);
  clock.Set({1'760'000'000'000'000 + 86'400'000'000 - 1});
  CHECK(house.Call(&Stub::ListTokens, issued->secret(), v1::ListTokensRequest()));
  clock.Set({1'760'000'000'000'000 + 86'400'000'000});
  const auto late = house.Call(&Stub::ListTokens, issued->secret(), v1::ListTokensRequest());
  REQUIRE(!late);
  CHECK(late.error().reason == "TOKEN_EXPIRED");
  v1::ListTokensRequest of_auditor;
  of_auditor.set_principal("auditor-2");
  const auto listed = house.Call(&Stub::ListTokens, Role::kAdministrator, of_auditor);
  REQUIRE(listed);
  REQUIRE(listed->tokens_size() == 1);
  CHECK(listed->tokens(0).state() == v1::TOKEN_STATE_EXPIRED);
}

TEST_CASE("a revocation holds from the next call on, and a second one changes nothing") {
  TestHouse house({.services = {"access"}});
  const auto issued = house.Call(&Stub::IssueToken, Role::kAdministrator,
                                 Wanted("issue-1", "auditor-2", common::v1::ROLE_AUDITOR));
  REQUIRE(issued);
  v1::RevokeTokenRequest revoke;
  revoke.set_request_id("revoke-1");
  revoke.set_token_id(issued->token().token_id());
  REQUIRE(house.Call(&Stub::ListTokens, issued->secret(), v1::ListTokensRequest()));
  const auto revoked = house.Call(&Stub::RevokeToken, Role::kAdministrator, revoke);
  REQUIRE(revoked);
  CHECK(revoked->token().state() == v1::TOKEN_STATE_REVOKED);
  const auto refused = house.Call(&Stub::ListTokens, issued->secret(), v1::ListTokensRequest());
  REQUIRE(!refused);
  CHECK(refused.error().kind == ErrorKind::kUnauthenticated);
  CHECK(refused.error().reason == "TOKEN_REVOKED");

  std::string before;
  house.sql() << "SELECT revoke_time::text FROM access.token WHERE revoke_time IS NOT NULL",
      soci::into(before);
  revoke.set_request_id("revoke-2");
  REQUIRE(house.Call(&Stub::RevokeToken, Role::kAdministrator, revoke));
  std::string after;
  house.sql() << "SELECT revoke_time::text FROM access.token WHERE revoke_time IS NOT NULL",
      soci::into(after);
  CHECK(after == before);

  revoke.set_request_id("revoke-3");
  revoke.set_token_id("tok_01j9zq6d4q8v5t7x2m3n4p5r6s");
  const auto missing = house.Call(&Stub::RevokeToken, Role::kAdministrator, revoke);
  REQUIRE(!missing);
  CHECK(missing.error().reason == "TOKEN_NOT_FOUND");
}

TEST_CASE("who has no valid token is told so, and nothing else") {
  TestHouse house({.services = {"access"}});
  const std::string good = house.Token(Role::kAdministrator);
  std::string other = good;
  other.back() = other.back() == 'A' ? 'E' : 'A';
  for (const std::string& token :
       {std::string(), std::string("x"), other, good + "A", good.substr(0, 48), "TIREK" + good,
        std::string(5000, 'x'), std::string("tirek_'; DROP TABLE access.token; --")}) {
    CAPTURE(token);
    const auto listed = house.Call(&Stub::ListTokens, token, v1::ListTokensRequest());
    REQUIRE(!listed);
    CHECK(listed.error().kind == ErrorKind::kUnauthenticated);
    CHECK(listed.error().reason == "TOKEN_UNKNOWN");
  }
  grpc::ClientContext context;
  v1::ListTokensResponse response;
  const auto stub = v1::AccessService::NewStub(house.Channel());
  const auto status = stub->ListTokens(&context, v1::ListTokensRequest(), &response);
  CHECK(rpc::FromStatus(status).reason == "TOKEN_MISSING");
}

TEST_CASE("calls that come together are known apart, and a revocation holds for each of them") {
  TestHouse house({.services = {"access"}});
  const std::string administrator = house.Token(Role::kAdministrator);
  auto request = Wanted("issue-1", "leaving", common::v1::ROLE_AUDITOR);
  const auto issued = house.Call(&Stub::IssueToken, administrator, request);
  REQUIRE(issued);
  const std::string strange = "tirek_" + std::string(43, 'A');
  std::atomic<bool> revoked{false};
  std::atomic<int> wrong{0};
  const auto call = [&](const std::string& token, const char* reason) {
    const auto listed = house.Call(&Stub::ListTokens, token, v1::ListTokensRequest());
    if ((listed ? "" : listed.error().reason) != std::string(reason)) ++wrong;
  };
  std::vector<std::thread> callers;
  for (int i = 0; i < 4; ++i) {
    callers.emplace_back([&] {
      for (int n = 0; n < 10; ++n) {
        call(administrator, "");
        call(strange, "TOKEN_UNKNOWN");
        if (revoked) call(issued->secret(), "TOKEN_REVOKED");
      }
    });
  }
  v1::RevokeTokenRequest revoke;
  revoke.set_request_id("revoke-1");
  revoke.set_token_id(issued->token().token_id());
  CHECK(house.Call(&Stub::RevokeToken, administrator, revoke));
  revoked = true;
  call(issued->secret(), "TOKEN_REVOKED");
  for (std::thread& caller : callers) caller.join();
  CHECK(wrong == 0);
}

TEST_CASE("tokens are listed newest first, page by page, of one principal or of all") {
  TestHouse house({.services = {"access"}});
  const std::string token = house.Token(Role::kAdministrator);
  for (int i = 0; i < 5; ++i) {
    const auto request =
        Wanted("issue-" + std::to_string(i), i % 2 == 0 ? "even" : "odd", common::v1::ROLE_CURATOR);
    REQUIRE(house.Call(&Stub::IssueToken, token, request));
  }
  v1::ListTokensRequest list;
  list.set_page_size(2);
  list.set_principal("even");
  const auto first = house.Call(&Stub::ListTokens, token, list);
  REQUIRE(first);
  REQUIRE(first->tokens_size() == 2);
  CHECK(first->tokens(0).token_id() > first->tokens(1).token_id());
  list.set_page_token(first->next_page_token());
  const auto second = house.Call(&Stub::ListTokens, token, list);
  REQUIRE(second);
  REQUIRE(second->tokens_size() == 1);
  CHECK(second->next_page_token() == "");
  CHECK(second->tokens(0).token_id() < first->tokens(1).token_id());

  list.set_principal("odd");
  const auto foreign = house.Call(&Stub::ListTokens, token, list);
  REQUIRE(!foreign);
  CHECK(ViolationsOf(foreign.error()) == std::vector<std::string>{"page_token PAGE_TOKEN_INVALID"});
  const auto all = house.Call(&Stub::ListTokens, token, v1::ListTokensRequest());
  REQUIRE(all);
  CHECK(all->tokens_size() == 6);  // and the administrator's own
}

}  // namespace
}  // namespace tirek
