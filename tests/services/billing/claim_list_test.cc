#include <doctest/doctest.h>

#include "tests/services/billing/seeded_month.h"

namespace tirek::billing {
namespace {

using access::Role;

TEST_CASE("Claims are listed newest month first, and their lines page by page") {
  SeededMonth months;
  months.AddTwoMonths(6'000'000);
  const v1::Claim september = months.Claim(1, "2026-09");
  const v1::Claim october = months.Claim(1, "2026-10");
  months.Adjudicate(september.claim_id());
  v1::ListClaimsRequest request;
  request.set_page_size(1);
  const auto page = months.house.Call(&Stub::ListClaims, Role::kMinistry, request);
  REQUIRE(page);
  REQUIRE(page->claims_size() == 1);
  CHECK(page->claims(0).claim_id() == october.claim_id());
  request.set_page_token(page->next_page_token());
  const auto rest = months.house.Call(&Stub::ListClaims, Role::kMinistry, request);
  REQUIRE(rest);
  REQUIRE(rest->claims_size() == 1);
  CHECK(rest->claims(0).claim_id() == september.claim_id());
  CHECK(rest->next_page_token() == "");

  request = {};
  request.set_state(v1::CLAIM_STATE_ADJUDICATED);
  const auto adjudicated = months.house.Call(&Stub::ListClaims, Role::kMinistry, request);
  REQUIRE(adjudicated);
  REQUIRE(adjudicated->claims_size() == 1);
  CHECK(adjudicated->claims(0).claim_id() == september.claim_id());
  request = {};
  request.set_month("2026-10");
  request.set_contract_id(IdOf("ctr", 1));
  CHECK(months.house.Call(&Stub::ListClaims, Role::kMinistry, request)->claims_size() == 1);
  request.set_contract_id(IdOf("ctr", 2));
  CHECK(months.house.Call(&Stub::ListClaims, Role::kMinistry, request)->claims_size() == 0);
}

TEST_CASE("The lines of a claim come by first day, then placement, over pages") {
  SeededMonth october;
  october.AddOctober();
  october.Run("2026-10");
  v1::ListClaimLinesRequest request;
  request.set_claim_id(october.Claim(1, "2026-10").claim_id());
  request.set_page_size(1);
  std::vector<std::string> seen;
  do {
    const auto page = october.house.Call(&Stub::ListClaimLines, Role::kAuditor, request);
    REQUIRE(page);
    REQUIRE(page->claim_lines_size() == 1);
    const v1::ClaimLine& line = page->claim_lines(0);
    seen.push_back(std::to_string(line.start_date().day()) + line.placement_id().substr(28));
    request.set_page_token(page->next_page_token());
  } while (!request.page_token().empty());
  CHECK(seen == std::vector<std::string>{"101", "102", "1101", "1102"});
}

TEST_CASE("A provider claims for itself and sees its own claims alone") {
  SeededMonth october;
  october.AddOctober();
  october.Run("2026-10");
  const v1::Claim claim = october.Claim(1, "2026-10");
  const std::string other = october.house.ProviderToken(IdOf("prv", 2));

  v1::CreateClaimRequest create;
  create.set_request_id("not-mine");
  create.set_provider_id(IdOf("prv", 1));
  create.set_contract_id(IdOf("ctr", 1));
  create.set_month("2026-10");
  const auto denied = october.house.Call(&Stub::CreateClaim, other, create);
  REQUIRE(!denied);
  CHECK(denied.error().reason == "PROVIDER_SCOPE");

  v1::GetClaimRequest get;
  get.set_claim_id(claim.claim_id());
  const auto hidden = october.house.Call(&Stub::GetClaim, other, get);
  REQUIRE(!hidden);
  CHECK(hidden.error().reason == "CLAIM_NOT_FOUND");
  v1::ListClaimLinesRequest lines;
  lines.set_claim_id(claim.claim_id());
  const auto hidden_lines = october.house.Call(&Stub::ListClaimLines, other, lines);
  REQUIRE(!hidden_lines);
  CHECK(hidden_lines.error().reason == "CLAIM_NOT_FOUND");

  const auto list = october.house.Call(&Stub::ListClaims, other, v1::ListClaimsRequest());
  REQUIRE(list);
  CHECK(list->claims_size() == 0);
  v1::ListClaimsRequest foreign;
  foreign.set_provider_id(IdOf("prv", 1));
  const auto scoped = october.house.Call(&Stub::ListClaims, other, foreign);
  REQUIRE(!scoped);
  CHECK(scoped.error().reason == "PROVIDER_SCOPE");

  const std::string own = october.house.ProviderToken(IdOf("prv", 1));
  CHECK(october.house.Call(&Stub::GetClaim, own, get).has_value());
  v1::AdjudicateClaimRequest adjudicate;
  adjudicate.set_request_id("own-money");
  adjudicate.set_claim_id(claim.claim_id());
  const auto role = october.house.Call(&Stub::AdjudicateClaim, own, adjudicate);
  REQUIRE(!role);
  CHECK(role.error().reason == "ROLE_NOT_ALLOWED");
}

}  // namespace
}  // namespace tirek::billing
