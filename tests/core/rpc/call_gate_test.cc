// The one way through which every RPC goes: the order of its checks, its transaction, its audit
// row, and what it says when the world or we ourselves break.
#include <functional>
#include <mutex>
#include <stdexcept>

#include <doctest/doctest.h>
#include <grpcpp/server_builder.h>

#include "core/base/random.h"
#include "core/rpc/call.h"
#include "tests/support/test_house.h"
#include "tirek/access/v1/access.grpc.pb.h"

namespace tirek {
namespace {

namespace v1 = access::v1;
using access::Role;
using Stub = v1::AccessService::Stub;

// The token names its principal's role: "ministry". "expired" has expired.
class NamedRoles final : public access::Authenticator {
 public:
  Result<access::Principal> Authenticate(std::string_view token) override {
    if (token == "expired") {
      return Error{ErrorKind::kUnauthenticated, "TOKEN_EXPIRED", "Expired.", {}, {}};
    }
    const auto role = access::ParseRole(token);
    if (!role) return Error{ErrorKind::kUnauthenticated, "TOKEN_UNKNOWN", "Unknown.", {}, {}};
    return access::Principal{"the " + std::string(token), *role,
                             *role == Role::kProvider ? "prv_a" : ""};
  }
};

class Records final : public rpc::CallObserver {
 public:
  void OnCall(const rpc::CallRecord& record) override {
    const std::lock_guard lock(mutex_);
    last_ = record;
  }
  rpc::CallRecord last() {
    const std::lock_guard lock(mutex_);
    return last_;
  }

 private:
  std::mutex mutex_;
  rpc::CallRecord last_;
};

// A door whose one use case is what the test says.
class Door final : public v1::AccessService::Service {
 public:
  explicit Door(rpc::CallEnvironment environment) : calls_(std::move(environment)) {}

  grpc::Status IssueToken(grpc::ServerContext* context, const v1::IssueTokenRequest* request,
                          v1::IssueTokenResponse* response) override {
    return calls_.Unary(
        context, *request, response,
        [this](const v1::IssueTokenRequest& asked) -> Result<std::string> {
          ++decoded;
          if (asked.principal() == "bad shape") {
            return InvalidFields({{"principal", "TEXT_INVALID", "a good shape"}});
          }
          return asked.principal();
        },
        [this](rpc::Call& call, const std::string& name, v1::IssueTokenResponse& answer) {
          ++executed;
          answer.mutable_token()->set_principal(name);
          return use_case(call);
        });
  }

  std::function<Result<void>(rpc::Call&)> use_case = [](rpc::Call&) { return Result<void>(); };
  int decoded = 0;
  int executed = 0;

 private:
  rpc::CallGate calls_;
};

class Fixture {
 public:
  Fixture()
      : house_({.services = {"access"}}),
        database_({house_.database_url(), "tirek_access", 2, std::chrono::milliseconds(100)}),
        ids_(clock_, random_),
        door({database_, "access", roles_, clock_, ids_, records}) {
    grpc::ServerBuilder builder;
    builder.RegisterService(&door);
    server_ = builder.BuildAndStart();
    channel_ = server_->InProcessChannel({});
  }
  ~Fixture() { server_->Shutdown(); }

  // The reason of the refusal, or empty.
  std::string Issue(const std::string& token, v1::IssueTokenRequest request) {
    test::CallerContext context(token);
    error = Error{};
    const grpc::Status status = Stub(channel_).IssueToken(&context, request, &response);
    if (!status.ok()) error = rpc::FromStatus(status);
    return error.reason;
  }

  // "principal outcome request_id subject" of each audit event, oldest first.
  std::vector<std::string> Audit() {
    soci::rowset<std::string> rows =
        (house_.sql().prepare << "SELECT concat_ws(' ', principal, outcome, request_id, subject)"
                                 " FROM access.audit_event ORDER BY sequence");
    return {rows.begin(), rows.end()};
  }

  soci::session& sql() { return house_.sql(); }
  sql::Database& database() { return database_; }

 private:
  test::TestHouse house_;
  sql::Database database_;
  FixedClock clock_{{1'760'000'000'000'000}};
  SeededRandom random_{1};
  IdSource ids_;
  NamedRoles roles_;
  std::unique_ptr<grpc::Server> server_;
  std::shared_ptr<grpc::Channel> channel_;

 public:
  Records records;
  Door door;
  v1::IssueTokenResponse response;
  Error error;
};

v1::IssueTokenRequest Request(const std::string& request_id, const std::string& principal) {
  v1::IssueTokenRequest request;
  request.set_request_id(request_id);
  request.set_principal(principal);
  return request;
}

TEST_CASE("checks come in their order, each before the next one is made") {
  struct Case {
    const char* name;
    std::string token;
    std::string request_id;
    std::string principal;
    std::string reason;
    int decoded;
    int executed;
  };
  const Case cases[] = {
      {"unknown caller, everything else wrong, too", "nobody", "", "bad shape", "TOKEN_UNKNOWN", 0,
       0},
      {"expired", "expired", "", "bad shape", "TOKEN_EXPIRED", 0, 0},
      {"known, but not for this, and of a bad shape", "finance", "", "bad shape",
       "ROLE_NOT_ALLOWED", 0, 0},
      {"allowed, of a bad shape", "administrator", "r-1", "bad shape", "INVALID_FIELDS", 1, 0},
      {"without a request id", "administrator", "", "fine", "INVALID_FIELDS", 1, 0},
      {"refused by the use case", "administrator", "r-1", "fine", "RULE_BROKEN", 1, 1},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    Fixture f;
    f.door.use_case = [](rpc::Call&) -> Result<void> {
      return Error{ErrorKind::kPrecondition, "RULE_BROKEN", "Broken.", {}, {}};
    };
    CHECK(f.Issue(c.token, Request(c.request_id, c.principal)) == c.reason);
    CHECK(f.door.decoded == c.decoded);
    CHECK(f.door.executed == c.executed);
    CHECK(f.records.last().reason == c.reason);
  }
}

TEST_CASE("a missing request id is named together with the other violations") {
  Fixture f;
  f.Issue("administrator", Request("", "bad shape"));
  REQUIRE(f.error.violations.size() == 2);
  CHECK(f.error.violations[0].field == "request_id");
  CHECK(f.error.violations[0].reason == "REQUEST_ID_INVALID");
  CHECK(f.error.violations[1].field == "principal");
}

TEST_CASE("a write is done once, is audited once, and answers the same again") {
  Fixture f;
  f.door.use_case = [](rpc::Call& call) -> Result<void> {
    call.NameSubject("tok_1");
    return {};
  };
  CHECK(f.Issue("administrator", Request("r-1", "one")) == "");
  const std::string first = f.response.SerializeAsString();
  CHECK(f.Issue("administrator", Request("r-1", "one")) == "");
  CHECK(f.response.SerializeAsString() == first);
  CHECK(f.door.executed == 1);
  CHECK(f.Issue("administrator", Request("r-1", "two")) == "REQUEST_ID_REUSED");
  CHECK(f.Audit() == std::vector<std::string>{"the administrator OK r-1 tok_1"});
}

TEST_CASE("what is refused or only validated leaves nothing behind") {
  Fixture f;
  const auto write = [](rpc::Call& call) {
    call.sql() << "INSERT INTO access.principal (name, role, create_time)"
                  " VALUES ('written', 'auditor', now())";
  };
  f.door.use_case = [&](rpc::Call& call) -> Result<void> {
    write(call);
    return Error{ErrorKind::kPrecondition, "RULE_BROKEN", "Broken.", {}, {}};
  };
  CHECK(f.Issue("administrator", Request("r-1", "one")) == "RULE_BROKEN");
  f.door.use_case = [&](rpc::Call& call) -> Result<void> {
    write(call);
    return {};
  };
  auto request = Request("r-1", "one");
  request.set_validate_only(true);
  CHECK(f.Issue("administrator", request) == "");
  CHECK(f.response.token().principal() == "one");
  int rows = -1;
  f.sql() << "SELECT (SELECT count(*) FROM access.principal) + (SELECT count(*) FROM"
             " access.request) + (SELECT count(*) FROM access.audit_event)",
      soci::into(rows);
  CHECK(rows == 0);
  // The id was not used up.
  CHECK(f.Issue("administrator", Request("r-1", "one")) == "");
}

TEST_CASE("a refused permission is audited, an unknown caller is not") {
  Fixture f;
  CHECK(f.Issue("auditor", Request("r-1", "one")) == "ROLE_NOT_ALLOWED");
  CHECK(f.Issue("nobody", Request("r-1", "one")) == "TOKEN_UNKNOWN");
  f.door.use_case = [](rpc::Call&) -> Result<void> {
    return Error{ErrorKind::kDenied, "PROVIDER_SCOPE", "Not yours.", {}, {}};
  };
  CHECK(f.Issue("administrator", Request("r-1", "one")) == "PROVIDER_SCOPE");
  CHECK(f.Audit() == std::vector<std::string>{"the auditor ROLE_NOT_ALLOWED  ",
                                              "the administrator PROVIDER_SCOPE  "});
}

TEST_CASE("the victim of a deadlock runs again, a use case that always is one gives up") {
  Fixture f;
  int left = 2;
  f.door.use_case = [&left](rpc::Call& call) -> Result<void> {
    if (left-- > 0) {
      call.sql() << "DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '40P01'; END $$";
    }
    return {};
  };
  CHECK(f.Issue("administrator", Request("r-1", "one")) == "");
  CHECK(f.door.executed == 3);
  left = 1000;
  CHECK(f.Issue("administrator", Request("r-2", "one")) == "DATABASE_BUSY");
  CHECK(f.error.kind == ErrorKind::kUnavailable);
  CHECK(f.door.executed == 6);
}

TEST_CASE("what breaks on our side is an incident: its id for the caller, its detail for the log") {
  Fixture f;
  struct Case {
    const char* name;
    std::function<Result<void>(rpc::Call&)> use_case;
    std::string detail;
  };
  const Case cases[] = {
      {"an exception",
       [](rpc::Call&) -> Result<void> { throw std::runtime_error("secret thought"); },
       "secret thought"},
      {"a statement that is wrong",
       [](rpc::Call& call) -> Result<void> {
         call.sql() << "SELECT 'personal'::int";
         return {};
       },
       "SQLSTATE 22P02"},
      {"a constraint without a meaning",
       [](rpc::Call& call) -> Result<void> {
         call.sql() << "INSERT INTO access.principal VALUES ('personal', 'king', NULL, now())";
         return {};
       },
       "principal_role_ck"},
  };
  int number = 0;
  for (const Case& c : cases) {
    CAPTURE(c.name);
    f.door.use_case = c.use_case;
    CHECK(f.Issue("administrator", Request("r-" + std::to_string(++number), "one")) == "INTERNAL");
    CHECK(f.error.message == "Something went wrong on our side.");
    const rpc::CallRecord record = f.records.last();
    CHECK(f.error.metadata.at("incident_id") == record.incident_id);
    CHECK(record.incident_id.rfind("inc_", 0) == 0);
    CHECK(record.detail.find(c.detail) != std::string::npos);
    CHECK(record.detail.find("personal") == std::string::npos);
  }
}

TEST_CASE("a lost or busy database is unavailable, and the next call finds it again") {
  Fixture f;
  f.door.use_case = [&f](rpc::Call& call) -> Result<void> {
    std::string pid;
    call.sql() << "SELECT pg_backend_pid()::text", soci::into(pid);
    f.sql() << "SELECT pg_terminate_backend(" + pid + ", 5000)";
    call.sql() << "SELECT 1";
    return {};
  };
  CHECK(f.Issue("administrator", Request("r-1", "one")) == "DATABASE_UNAVAILABLE");
  CHECK(f.error.kind == ErrorKind::kUnavailable);
  f.door.use_case = [](rpc::Call&) { return Result<void>(); };
  CHECK(f.Issue("administrator", Request("r-1", "one")) == "");
  const sql::Lease first(f.database());
  const sql::Lease second(f.database());
  CHECK(f.Issue("administrator", Request("r-2", "one")) == "DATABASE_UNAVAILABLE");
}

TEST_CASE("a provider's call sees its own rows, everybody else's all of them") {
  Fixture f;
  std::string scope;
  f.door.use_case = [&scope](rpc::Call& call) -> Result<void> {
    call.sql() << "SELECT current_setting('tirek.provider_scope')", soci::into(scope);
    return {};
  };
  CHECK(f.Issue("administrator", Request("r-1", "one")) == "");
  CHECK(scope == "*");
}

TEST_CASE("a record tells who called what, with which outcome") {
  Fixture f;
  CHECK(f.Issue("administrator", Request("r-1", "one")) == "");
  const rpc::CallRecord record = f.records.last();
  CHECK(record.method == "AccessService/IssueToken");
  CHECK(record.principal == "the administrator");
  CHECK(record.request_id == "r-1");
  CHECK(record.code == grpc::StatusCode::OK);
  CHECK(record.incident_id == "");
  CHECK(record.duration.count() > 0);
}

}  // namespace
}  // namespace tirek
