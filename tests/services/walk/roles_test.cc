// Who may call what: every RPC of the protos as every caller there can be.
#include <doctest/doctest.h>

#include "tests/services/walk/rpcs.h"
#include "tirek/access/v1/access.grpc.pb.h"

namespace tirek::test {
namespace {

constexpr std::int64_t kDay = 86'400'000'000;
constexpr Instant kNow{1'793'700'000'000'000};  // 3 November 2026
constexpr const char* kNoProvider = "prv_01j00000000000000000000000";

void FillWithNonsense(pb::Message* message, int depth);

void AddNonsense(pb::Message* message, const pb::FieldDescriptor* field, int depth) {
  const pb::Reflection* reflection = message->GetReflection();
  const bool many = field->is_repeated();
  switch (field->cpp_type()) {
    case pb::FieldDescriptor::CPPTYPE_STRING: {
      const bool bytes = field->type() == pb::FieldDescriptor::TYPE_BYTES;
      const std::string text = bytes ? std::string("\xFF\x00\xFE", 3) : "nonsense";
      many ? reflection->AddString(message, field, text)
           : reflection->SetString(message, field, text);
      break;
    }
    case pb::FieldDescriptor::CPPTYPE_INT32:
      many ? reflection->AddInt32(message, field, -1) : reflection->SetInt32(message, field, -1);
      break;
    case pb::FieldDescriptor::CPPTYPE_INT64:
      many ? reflection->AddInt64(message, field, -1) : reflection->SetInt64(message, field, -1);
      break;
    case pb::FieldDescriptor::CPPTYPE_ENUM:
      many ? reflection->AddEnumValue(message, field, 99)
           : reflection->SetEnumValue(message, field, 99);
      break;
    case pb::FieldDescriptor::CPPTYPE_MESSAGE:
      FillWithNonsense(many ? reflection->AddMessage(message, field)
                            : reflection->MutableMessage(message, field),
                       depth + 1);
      break;
    default:
      break;
  }
}

// Every field set to something of its type that no RPC takes.
void FillWithNonsense(pb::Message* message, int depth) {
  if (depth > 3) return;
  for (int i = 0; i < message->GetDescriptor()->field_count(); ++i) {
    AddNonsense(message, message->GetDescriptor()->field(i), depth);
  }
}

MessagePtr Nonsense(const Rpc& rpc) {
  MessagePtr request = rpc.NewRequest();
  FillWithNonsense(request.get(), 0);
  return request;
}

access::v1::IssueTokenResponse Issue(TestHouse& house, const std::string& principal) {
  access::v1::IssueTokenRequest request;
  request.set_request_id("issue-" + principal);
  request.set_principal(principal);
  request.set_role(common::v1::ROLE_MINISTRY);
  request.set_valid_days(1);
  const auto issued = house.Call(&access::v1::AccessService::Stub::IssueToken,
                                 access::Role::kAdministrator, request);
  REQUIRE(issued);
  return *issued;
}

std::string RevokedToken(TestHouse& house) {
  const auto issued = Issue(house, "revoked");
  access::v1::RevokeTokenRequest request;
  request.set_request_id("revoke");
  request.set_token_id(issued.token().token_id());
  REQUIRE(house.Call(&access::v1::AccessService::Stub::RevokeToken, access::Role::kAdministrator,
                     request));
  return issued.secret();
}

std::string TokenOf(TestHouse& house, access::Role role) {
  return role == access::Role::kProvider ? house.ProviderToken(kNoProvider) : house.Token(role);
}

TEST_CASE("every RPC refuses a caller without a good token, whatever the request holds") {
  FixedClock clock(kNow);
  TestHouse house({.clock = &clock});
  const std::string expired = Issue(house, "expired").secret();
  const std::string revoked = RevokedToken(house);
  clock.Set({kNow.micros + 2 * kDay});
  struct Case {
    std::string token;
    std::string outcome;
  };
  const Case cases[] = {
      {"", "UNAUTHENTICATED TOKEN_MISSING"},
      {"wrong", "UNAUTHENTICATED TOKEN_UNKNOWN"},
      {"tirek_" + std::string(43, 'A'), "UNAUTHENTICATED TOKEN_UNKNOWN"},
      {expired, "UNAUTHENTICATED TOKEN_EXPIRED"},
      {revoked, "UNAUTHENTICATED TOKEN_REVOKED"},
  };
  for (const Rpc& rpc : HostedRpcs()) {
    CAPTURE(rpc.name());
    for (const auto& [token, outcome] : cases) {
      CHECK(Outcome(CallRpc(house, rpc, token, *rpc.NewRequest())) == outcome);
      CHECK(Outcome(CallRpc(house, rpc, token, *Nonsense(rpc))) == outcome);
    }
  }
}

TEST_CASE("every RPC lets in the roles of its rule and no other, and asks that before the shape") {
  FixedClock clock(kNow);
  TestHouse house({.clock = &clock});
  for (const Rpc& rpc : HostedRpcs()) {
    CAPTURE(rpc.name());
    for (const access::Role role : kAllRoles) {
      CAPTURE(access::RoleName(role));
      const std::string token = TokenOf(house, role);
      const auto empty = CallRpc(house, rpc, token, *rpc.NewRequest());
      const auto nonsense = CallRpc(house, rpc, token, *Nonsense(rpc));
      if (!rpc.Allows(role)) {
        CHECK(Outcome(empty) == "PERMISSION_DENIED ROLE_NOT_ALLOWED");
        CHECK(Outcome(nonsense) == "PERMISSION_DENIED ROLE_NOT_ALLOWED");
        continue;
      }
      for (const auto* result : {&empty, &nonsense}) {
        CAPTURE(Outcome(*result));
        if (*result) continue;
        CHECK(result->error().kind != ErrorKind::kUnauthenticated);
        CHECK(result->error().kind != ErrorKind::kInternal);
        CHECK(result->error().kind != ErrorKind::kUnavailable);
        CHECK(result->error().reason != "ROLE_NOT_ALLOWED");
      }
      // The shape is wrong, and still those above were told of their role alone.
      if (!rpc.rule.writes()) continue;
      CHECK(Outcome(empty) == "INVALID_ARGUMENT INVALID_FIELDS");
      CHECK(!nonsense);
    }
  }
}

TEST_CASE("a refused call is in the audit log, with who and why") {
  TestHouse house;
  const Rpc* create = nullptr;
  for (const Rpc& rpc : HostedRpcs()) {
    if (rpc.name() == "AccessService/IssueToken") create = &rpc;
  }
  REQUIRE(create != nullptr);
  CHECK(!CallRpc(house, *create, house.Token(access::Role::kFinance), *create->NewRequest()));
  access::v1::ListAuditEventsRequest request;
  request.set_principal("finance");
  const auto events = house.Call(&access::v1::AccessService::Stub::ListAuditEvents,
                                 access::Role::kAuditor, request);
  REQUIRE(events);
  REQUIRE(events->audit_events_size() == 1);
  CHECK(events->audit_events(0).outcome() == "ROLE_NOT_ALLOWED");
  CHECK(events->audit_events(0).method() == "AccessService/IssueToken");
  CHECK(house.Verify().empty());
}

}  // namespace
}  // namespace tirek::test
