// A stream of states: lines or a bar while it lasts, then the result.
#include <doctest/doctest.h>

#include "tests/cli/fake_server.h"

namespace tirek::cli {
namespace {

TEST_CASE("a watched run says each change on a line, once, and then shows the end") {
  FakeServer server;
  const Ran ran = server.Run({"capitation", "watch", kCompletedRun, "-o", "csv"});
  CHECK(ran.code == 0);
  CHECK(ran.err ==
        "running: 0 of 3 providers\n"
        "running: 2 of 3 providers\n"
        "completed: 3 of 3 providers\n");
  CHECK(ran.out ==
        "number,month,state,providers_done,providers_total,lines,payable,denied,result_hash\r\n"
        ",2026-10,completed,3,3,0,1434510.00,,\r\n");
}

TEST_CASE("on a terminal a bar grows and goes away") {
  FakeServer server;
  const Ran ran = server.Run({"capitation", "watch", kCompletedRun}, {.is_terminal = true});
  CHECK(ran.err ==
        "\r[..............................] running: 0 of 3 providers\x1b[K"
        "\r[####################..........] running: 2 of 3 providers\x1b[K"
        "\r[##############################] completed: 3 of 3 providers\x1b[K"
        "\r\x1b[K");
  CHECK(ran.out.find("payable          1 434 510.00 KZT\n") != std::string::npos);
}

TEST_CASE("--no-progress leaves the result alone") {
  FakeServer server;
  const Ran ran =
      server.Run({"capitation", "watch", kCompletedRun, "--no-progress"}, {.is_terminal = true});
  CHECK(ran.code == 0);
  CHECK(ran.err.empty());
}

TEST_CASE("a run that ends in failure is a failure of the command") {
  FakeServer server;
  const Ran ran = server.Run({"capitation", "watch", kFailedRun, "--no-progress"});
  CHECK(ran.code == 1);
  CHECK(ran.out.find("state            failed\n") != std::string::npos);
}

TEST_CASE("a stream that breaks off is an error, not a result") {
  FakeServer server;
  const Ran ran = server.Run({"capitation", "watch", kBrokenRun, "--no-progress"});
  CHECK(ran.code == 6);
  CHECK(ran.out.empty());
  CHECK(ran.err == "tirek: The server is shutting down. [SHUTTING_DOWN]\n");
}

}  // namespace
}  // namespace tirek::cli
