// What the server refuses, and what becomes of the exit code.
#include <sstream>

#include <doctest/doctest.h>

#include "cli/client.h"
#include "cli/exit_code.h"
#include "tests/cli/fake_server.h"

namespace tirek::cli {
namespace {

TEST_CASE("all violations of a request are named, by their flags where they have one") {
  FakeServer server;
  const Ran ran = server.Run({"provider", "create", "--bin", "1"});
  CHECK(ran.code == 3);
  CHECK(ran.out.empty());
  CHECK(ran.err ==
        "tirek: Some fields are not valid. [INVALID_FIELDS]\n"
        "  --bin: 12 digits with a right check digit [INVALID_BIN]\n"
        "  --kind: one of the kinds of provider [REQUIRED]\n"
        "  owners[2].name: 1 to 200 characters [REQUIRED]\n");
}

TEST_CASE("a refusal shows its reason and what it is about") {
  FakeServer server;
  const Ran ran = server.Run({"provider", "create", "--bin", "980440001234"});
  CHECK(ran.code == 3);
  CHECK(ran.err ==
        "tirek: A provider with this BIN is registered. [PROVIDER_EXISTS]\n"
        "  bin = 980440001234\n");
}

TEST_CASE("the exit code says what sort of failure it was") {
  FakeServer server;
  struct Case {
    const char* name;
    std::vector<std::string> args;
    int code;
    const char* reason;
  };
  const Case cases[] = {
      {"not found", {"provider", "get", "prv_00000000000000000000000009"}, 4, "PROVIDER_NOT_FOUND"},
      {"not permitted", {"token", "list"}, 5, "PERMISSION_DENIED"},
      {"internal", {"token", "revoke", "tok_1"}, 7, "INTERNAL"},
      {"service not hosted", {"attendance", "list"}, 6, "SERVICE_NOT_HOSTED"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    const Ran ran = server.Run(c.args);
    CAPTURE(ran.err);
    CHECK(ran.code == c.code);
    CHECK(ran.err.find("[" + std::string(c.reason) + "]") != std::string::npos);
  }
}

TEST_CASE("a server out of reach says so, and how to repeat a write") {
  const Ran read = RunAlone({"provider", "list"});
  CHECK(read.code == 6);
  CHECK(read.err.starts_with("tirek: The server is out of reach: "));
  CHECK(read.err.find("request-id") == std::string::npos);
  const Ran write = RunAlone({"provider", "create", "--bin", "1", "--request-id", "r-7"});
  CHECK(write.code == 6);
  CHECK(write.err.find("to repeat it without doing it twice: --request-id r-7\n") !=
        std::string::npos);
}

TEST_CASE("a call that takes longer than --timeout is given up") {
  FakeServer server;
  const Ran ran = server.Run({"site", "get", "sit_00000000000000000000000001", "--timeout", "1"});
  CHECK(ran.code == 6);
  CHECK(ran.err == "tirek: The server took longer than --timeout allows. [CALL_TIMED_OUT]\n");
}

TEST_CASE("output that does not reach its reader is no success") {
  const FixedClock clock(Instant{0});
  SeededRandom random(1);
  std::ostringstream out;
  std::ostringstream err;
  std::istringstream in;
  out.setstate(std::ios::badbit);
  const int code = RunClient({"help"}, out, err, in,
                             {.clock = clock,
                              .random = random,
                              .address = "",
                              .token = "",
                              .token_file = "",
                              .is_terminal = false,
                              .open_channel = {},
                              .server_commands = {}});
  CHECK(code == 2);
  CHECK(err.str() == "tirek: the output cannot be written\n");
}

TEST_CASE("every kind of error has its exit code") {
  struct Case {
    ErrorKind kind;
    ExitCode code;
  };
  const Case cases[] = {
      {ErrorKind::kInvalid, ExitCode::kRefused},
      {ErrorKind::kNotFound, ExitCode::kNotFound},
      {ErrorKind::kAlreadyExists, ExitCode::kRefused},
      {ErrorKind::kPrecondition, ExitCode::kRefused},
      {ErrorKind::kConflict, ExitCode::kRefused},
      {ErrorKind::kUnauthenticated, ExitCode::kNotPermitted},
      {ErrorKind::kDenied, ExitCode::kNotPermitted},
      {ErrorKind::kExhausted, ExitCode::kRefused},
      {ErrorKind::kUnavailable, ExitCode::kUnavailable},
      {ErrorKind::kInternal, ExitCode::kInternal},
  };
  for (const Case& c : cases) {
    CAPTURE(static_cast<int>(c.kind));
    CHECK(ExitCodeOf({c.kind, "SOMETHING", "", {}, {}}) == c.code);
  }
  CHECK(ExitCodeOf(WrongUsage("x")) == ExitCode::kWrongUsage);
}

}  // namespace
}  // namespace tirek::cli
