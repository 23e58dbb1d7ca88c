#include <doctest/doctest.h>

#include "tests/cli/fake_server.h"

namespace tirek::cli {
namespace {

TEST_CASE("identity check judges each line of the standard input, without a server") {
  const Ran ran = RunAlone({"identity", "check", "--kind", "iin"},
                           {.input = "950320300804\n900515312340\n90051531234x"});
  CHECK(ran.code == 0);
  CHECK(ran.err.empty());
  CHECK(ran.out ==
        "950320300804\tvalid\tok\n"
        "900515312340\tinvalid\tchecksum\n"
        "90051531234x\tinvalid\tdigits\n");
}

TEST_CASE("only the line's end is no part of a value") {
  const Ran ran =
      RunAlone({"identity", "check", "--kind=iin"}, {.input = "950320300804\r\n 950320300804\n\n"});
  CHECK(ran.code == 0);
  CHECK(ran.out.find("950320300804\r\tinvalid\t") == 0);
  CHECK(ran.out.find("\n 950320300804\tinvalid\t") != std::string::npos);
  CHECK(ran.out.find("\n\tinvalid\t") != std::string::npos);
}

TEST_CASE("an unknown kind and a missing one are wrong usage") {
  const std::vector<std::vector<std::string>> wrong = {
      {"identity"},
      {"identity", "check"},
      {"identity", "check", "--kind"},
      {"identity", "check", "--kind", "vin"},
      {"identity", "chek", "--kind", "iin"},
      {"identity", "check", "--kind", "iin", "extra"},
  };
  for (const auto& args : wrong) {
    CAPTURE(args.back());
    const Ran ran = RunAlone(args, {.input = "950320300804\n"});
    CHECK(ran.code == 2);
    CHECK(ran.out.empty());
    CHECK(ran.err.find("iin") != std::string::npos);
  }
  CHECK(RunAlone({"identity", "check", "--help"}).code == 0);
}

}  // namespace
}  // namespace tirek::cli
