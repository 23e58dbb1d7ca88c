// What makes two requests the same, and what of an answer is kept.
#include "core/rpc/request_fields.h"

#include <doctest/doctest.h>

#include "tirek/access/v1/access.pb.h"

namespace tirek {
namespace {

namespace v1 = access::v1;

v1::IssueTokenRequest Request() {
  v1::IssueTokenRequest request;
  request.set_request_id("r-1");
  request.set_principal("Ministry");
  request.set_role(common::v1::ROLE_MINISTRY);
  return request;
}

TEST_CASE("the digest is of what is asked: not of the request's id, nor of validate_only") {
  const std::string digest = rpc::DigestOf(Request());
  CHECK(digest.size() == 64);
  auto same = Request();
  same.set_request_id("r-2");
  same.set_validate_only(true);
  CHECK(rpc::DigestOf(same) == digest);

  auto principal = Request();
  principal.set_principal("ministry");
  CHECK(rpc::DigestOf(principal) != digest);
  auto days = Request();
  days.set_valid_days(1);
  CHECK(rpc::DigestOf(days) != digest);
  // Equal bytes of another message are another request.
  CHECK(rpc::DigestOf(v1::ListTokensRequest()) != rpc::DigestOf(v1::ListAuditEventsRequest()));
}

TEST_CASE("a request id is 1 to 64 letters, digits, hyphens and underscores") {
  struct Case {
    std::string text;
    bool good;
  };
  const Case cases[] = {
      {"", false},
      {"a", true},
      {"A-Z_09", true},
      {std::string(64, 'x'), true},
      {std::string(65, 'x'), false},
      {"a b", false},
      {"a/b", false},
      {"қ", false},
      {std::string("a\0b", 3), false},
      {"a\n", false},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    CHECK(rpc::IsRequestId(c.text) == c.good);
  }
}

TEST_CASE("a request without those fields has neither an id nor validate_only") {
  CHECK(rpc::RequestIdOf(v1::ListTokensRequest()) == "");
  CHECK(!rpc::ValidateOnly(v1::ListTokensRequest()));
}

TEST_CASE("a kept response has everything but its secret") {
  v1::IssueTokenResponse response;
  response.set_secret("tirek_x");
  response.mutable_token()->set_principal("Ministry");
  v1::IssueTokenResponse kept;
  REQUIRE(kept.ParseFromString(rpc::StoredForm(response)));
  CHECK(kept.secret() == "");
  CHECK(kept.token().principal() == "Ministry");
  CHECK(response.secret() == "tirek_x");
}

}  // namespace
}  // namespace tirek
