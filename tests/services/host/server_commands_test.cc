// The server commands as people run them: their messages, exit codes, and what a kill leaves.
#include "services/host/server_commands.h"

#include <sys/stat.h>

#include <csignal>
#include <sstream>
#include <thread>

#include <doctest/doctest.h>
#include <grpcpp/create_channel.h>

#include "core/sql/migrations.h"
#include "tests/services/host/program.h"
#include "tests/support/test_house.h"
#include "tirek/access/v1/access.grpc.pb.h"

namespace tirek {
namespace {

namespace v1 = access::v1;
using test::Program;
using test::TemporaryFolder;
using test::TestHouse;

struct Outcome {
  int code = -1;
  std::string out;
  std::string err;
};

// In this process: for commands that end by themselves.
Outcome Run(const std::string& verb, const std::vector<std::string>& args) {
  std::ostringstream out;
  std::ostringstream err;
  const int code = host::RunServerCommand(verb, args, out, err);
  return {code, out.str(), err.str()};
}

bool Holds(const std::string& text, const std::string& part) {
  CAPTURE(text);
  CAPTURE(part);
  CHECK(text.find(part) != std::string::npos);
  return true;
}

TEST_CASE("a wrong command line ends with 2 and says what is wrong") {
  struct Case {
    std::string verb;
    std::vector<std::string> args;
    std::string said;
  };
  const std::string nowhere = "host=/nowhere";
  const Case cases[] = {
      {"up", {"--no-such-flag"}, "--no-such-flag"},
      {"up", {"stray"}, "stray"},
      {"up", {"--data"}, "--data"},
      {"up", {"--sessions", "0"}, "--sessions"},
      {"up", {"--sessions", "many"}, "--sessions"},
      {"up", {"--data", "/tmp/x", "--log-level", "verbose"}, "debug, info, warning, error, off"},
      {"serve", {}, "--database"},
      {"serve", {"--database", nowhere, "--services", "registr"}, "access, registry"},
      {"serve", {"--database", nowhere, "--services", ""}, "There is no service ''"},
      {"serve", {"--database", nowhere, "--peer", "registry"}, "--peer is"},
      {"serve", {"--database", nowhere, "--peer", "registry=here"}, "--peer is"},
      {"serve", {"--database", nowhere, "--peer", "nobody=h:1"}, "There is no service 'nobody'"},
      {"serve",
       {"--database", nowhere, "--peer", "registry=h:1", "--peer", "registry=h:2"},
       "each service once"},
      {"migrate", {}, "--database"},
      {"migrate", {"--database"}, "--database"},
      {"verify", {"--data", "/tmp/x", "--database", "y"}, "--data"},
      {"verify", {"--data", "/no/such/folder"}, "/no/such/folder is no data directory"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.said);
    const Outcome outcome = Run(c.verb, c.args);
    CHECK(outcome.code == 2);
    CHECK(outcome.out == "");
    Holds(outcome.err, c.said);
  }
}

TEST_CASE("help goes to the output and ends with 0") {
  for (const auto& verb : host::ServerVerbs()) {
    CAPTURE(verb.name);
    const Outcome outcome = Run(verb.name, {"--help"});
    CHECK(outcome.code == 0);
    Holds(outcome.out, "Usage: tirek " + verb.name);
    CHECK(outcome.err == "");
  }
}

TEST_CASE("an unreachable database ends with 6 and the client's own words") {
  for (const char* verb : {"serve", "migrate", "verify"}) {
    CAPTURE(verb);
    const Outcome outcome = Run(verb, {"--database", "host=/nowhere dbname=x"});
    CHECK(outcome.code == 6);
    Holds(outcome.err, "The database cannot be reached");
    Holds(outcome.err, "/nowhere/.s.PGSQL.5432");
  }
}

TEST_CASE("migrate tells what it applied, then that nothing is left to apply") {
  TestHouse house({.services = {"access"}});
  house.sql() << "CREATE DATABASE fresh_for_migrate";
  const std::string url = house.database_url() + " dbname=fresh_for_migrate";
  const std::string version = std::to_string(sql::EmbeddedMigrations().size());
  const Outcome older = Run("verify", {"--database", url});
  CHECK(older.code == 8);
  Holds(older.err,
        "The database is at version 0, this program needs " + version + ": run tirek migrate.");
  const Outcome first = Run("migrate", {"--database", url});
  CHECK(first.code == 0);
  Holds(first.out, "applied 1 core\napplied 2 access\n");
  Holds(first.out, "The database is at version " + version + ".\n");
  const Outcome second = Run("migrate", {"--database", url});
  CHECK(second.code == 0);
  CHECK(second.out == "The database is at version " + version + " already.\n");
  CHECK(Run("verify", {"--database", url}).out == "0 differences\n");
}

TEST_CASE("a database of another version ends every command with 8") {
  TestHouse house({.services = {"access"}});
  house.sql() << "INSERT INTO core.migration (version, name, checksum) VALUES (9999, 'x', 'x')";
  for (const char* verb : {"serve", "migrate", "verify"}) {
    CAPTURE(verb);
    const Outcome outcome = Run(verb, {"--database", house.database_url()});
    CHECK(outcome.code == 8);
    Holds(outcome.err, "migrated by a newer program: it is at 9999");
  }
}

TEST_CASE("verify lists every difference and ends with 1") {
  TestHouse house({.services = {"access"}});
  REQUIRE(!house.Call(&v1::AccessService::Stub::IssueToken, access::Role::kAuditor,
                      v1::IssueTokenRequest()));
  CHECK(Run("verify", {"--database", house.database_url()}).code == 0);
  house.sql() << "ALTER TABLE access.audit_event DISABLE TRIGGER ALL";
  house.sql() << "UPDATE access.audit_event SET principal = 'somebody else'";
  const Outcome outcome = Run("verify", {"--database", house.database_url()});
  CHECK(outcome.code == 1);
  CHECK(outcome.out == "access audit event 1 does not match its hash\n1 difference\n");
}

TEST_CASE("serve takes calls until a signal, then ends with 0") {
  TestHouse house({.services = {"access"}});
  for (const int signal : {SIGTERM, SIGINT, SIGHUP}) {
    CAPTURE(signal);
    Program serve({"serve", "--services=access", "--database", house.database_url(),
                   "--listen=127.0.0.1:0", "--http=", "--log-level=off"});
    serve.AwaitOutput("calls");
    Holds(serve.out(), "Serving access\n");
    const auto channel =
        grpc::CreateChannel(serve.Shown("calls"), grpc::InsecureChannelCredentials());
    test::CallerContext context(house.Token(access::Role::kAuditor));
    v1::ListTokensResponse response;
    CHECK(v1::AccessService::NewStub(channel)
              ->ListTokens(&context, v1::ListTokensRequest(), &response)
              .ok());
    serve.Signal(signal);
    CHECK(serve.Wait() == 0);
    CHECK(serve.err() == "");
  }
}

TEST_CASE("a call that never ends holds up a stop only until a second signal, or its limit") {
  TestHouse house({.services = {"access"}});
  const std::string token = house.Token(access::Role::kAuditor);
  for (const bool impatient : {true, false}) {
    CAPTURE(impatient);
    Program serve({"serve", "--services=access", "--database", house.database_url(),
                   "--listen=127.0.0.1:0", "--http=", "--log-level=info", "--drain-seconds",
                   impatient ? "3600" : "0"});
    serve.AwaitOutput("calls");
    house.sql() << "BEGIN";
    house.sql() << "LOCK TABLE access.token IN ACCESS EXCLUSIVE MODE";
    std::thread caller([&] {
      test::CallerContext context(token);
      v1::ListTokensResponse response;
      v1::AccessService::NewStub(
          grpc::CreateChannel(serve.Shown("calls"), grpc::InsecureChannelCredentials()))
          ->ListTokens(&context, v1::ListTokensRequest(), &response);
    });
    int waiting = 0;
    while (waiting == 0) {
      house.sql() << "SELECT count(*) FROM pg_locks WHERE NOT granted", soci::into(waiting);
    }
    serve.Signal(SIGTERM);
    serve.AwaitError("\"stopping\"");
    if (impatient) serve.Signal(SIGINT);
    CHECK(serve.Wait() == (impatient ? 128 + SIGINT : 6));
    caller.join();
    house.sql() << "ROLLBACK";
  }
}

TEST_CASE("a port in use ends serve with 6") {
  TestHouse house({.services = {"access"}});
  const Outcome outcome = Run("serve", {"--services=access", "--database", house.database_url(),
                                        "--listen", house.address()});
  CHECK(outcome.code == 6);
  Holds(outcome.err, "Another program listens on " + house.address());
}

// `tirek up` on a folder of its own, and the calls that a test makes with its token.
class Up {
 public:
  explicit Up(const std::string& data)
      : data_(data),
        program({"up", "--data", data, "--listen", "127.0.0.1:0", "--http", "127.0.0.1:0"}) {
    program.AwaitOutput("Ctrl-C");
    channel_ =
        grpc::CreateChannel("unix:" + data + "/tirek.sock", grpc::InsecureChannelCredentials());
  }

  std::string Token() const {
    std::string token = test::ReadFile(data_ + "/admin.token");
    if (!token.empty()) token.pop_back();
    return token;
  }
  grpc::Status Issue(const std::string& request_id) const {
    test::CallerContext context(Token());
    context.set_wait_for_ready(true);
    v1::IssueTokenRequest request;
    request.set_request_id(request_id);
    request.set_principal("Auditor");
    request.set_role(common::v1::ROLE_AUDITOR);
    v1::IssueTokenResponse response;
    return v1::AccessService::NewStub(channel_)->IssueToken(&context, request, &response);
  }
  int Tokens() const {
    test::CallerContext context(Token());
    v1::ListTokensRequest request;
    request.set_principal("Auditor");
    v1::ListTokensResponse response;
    const auto status =
        v1::AccessService::NewStub(channel_)->ListTokens(&context, request, &response);
    return status.ok() ? response.tokens_size() : -1;
  }

 private:
  std::string data_;
  std::shared_ptr<grpc::Channel> channel_;

 public:
  Program program;
};

TEST_CASE("up serves at once, keeps everything through kill -9, and refuses a second one") {
  const TemporaryFolder folder;
  const std::string data = folder / "data";
  std::string token;
  {
    Up up(data);
    token = up.Token();
    CHECK(up.Issue("r-1").ok());
    struct stat found {};
    REQUIRE(stat((data + "/admin.token").c_str(), &found) == 0);
    CHECK((found.st_mode & 0777U) == 0600U);

    const Outcome second = Run("up", {"--data", data});
    CHECK(second.code == 6);
    Holds(second.err, "The data directory " + data + " is in use by process ");
    CHECK(Run("verify", {"--data", data}).out == "0 differences\n");
    up.program.Signal(SIGKILL);
    CHECK(up.program.Wait() == -SIGKILL);
  }
  CHECK(Run("verify", {"--data", data}).out == "0 differences\n");
  Up up(data);
  CHECK(up.Token() == token);
  CHECK(up.Tokens() == 1);
  // The same request again is the same token, and a new one another.
  CHECK(up.Issue("r-1").ok());
  CHECK(up.Tokens() == 1);
  CHECK(up.Issue("r-2").ok());
  CHECK(up.Tokens() == 2);
  up.program.Signal(SIGTERM);
  CHECK(up.program.Wait() == 0);
  CHECK(Run("verify", {"--data", data}).out == "0 differences\n");
  CHECK(!std::filesystem::exists(data + "/postgres/postmaster.pid"));

  // Of its files only the version is another one.
  test::WriteFile(data + "/postgres/PG_VERSION", "14\n");
  const Outcome other = Run("up", {"--data", data});
  CHECK(other.code == 8);
  Holds(other.err, "belongs to PostgreSQL 14");
}

TEST_CASE("up ends with 6 when its PostgreSQL is killed, and starts again with everything") {
  const TemporaryFolder folder;
  const std::string data = folder / "data";
  {
    Up up(data);
    CHECK(up.Issue("r-1").ok());
    const pid_t postmaster = std::stoi(test::ReadFile(data + "/postgres/postmaster.pid"));
    kill(postmaster, SIGKILL);
    CHECK(up.program.Wait() == 6);
    Holds(up.program.err(), "PostgreSQL ended (signal 9)");
  }
  std::filesystem::remove(data + "/admin.token");
  const Up up(data);
  CHECK(up.Tokens() == 1);
}

TEST_CASE("a folder that cannot be made is named") {
  const TemporaryFolder folder;
  test::WriteFile(folder / "file", "");
  const Outcome outcome = Run("up", {"--data", folder / "file/data"});
  CHECK(outcome.code == 3);
  Holds(outcome.err, folder / "file/data");
}

}  // namespace
}  // namespace tirek
