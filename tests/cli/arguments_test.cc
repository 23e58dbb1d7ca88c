// Wrong usage: exit code 2, the fault by name, nothing sent.
#include <doctest/doctest.h>

#include "tests/cli/fake_server.h"

namespace tirek::cli {
namespace {

TEST_CASE("a wrong command line is refused by name and nothing is sent") {
  struct Case {
    const char* name;
    std::vector<std::string> args;
    const char* says;
  };
  const Case cases[] = {
      {"unknown noun",
       {"provdier", "list"},
       "unknown command 'provdier'; did you mean 'provider'?"},
      {"a mistyped server command",
       {"migrat"},
       "unknown command 'migrat'; did you mean 'migrate'?"},
      {"flags before a server command",
       {"-o", "json", "migrate"},
       "'migrate' takes its flags after"},
      {"a strange noun", {"zebra"}, "unknown command 'zebra'; `tirek --help` lists them"},
      {"unknown verb", {"provider", "lsit"}, "'provider lsit'; did you mean 'list'?"},
      {"unknown flag", {"provider", "list", "--bni", "1"}, "'--bni'; did you mean '--bin'?"},
      {"a flag of a command before it", {"--bin", "1", "provider", "list"}, "unknown flag '--bin'"},
      {"unknown short flag", {"provider", "list", "-x"}, "unknown flag '-x'"},
      {"no value", {"provider", "list", "--bin"}, "--bin expects a value: TEXT"},
      {"a flag for a value", {"provider", "list", "--bin", "--all"}, "--bin expects a value"},
      {"a value for a switch", {"provider", "list", "--all=yes"}, "--all takes no value"},
      {"given twice", {"provider", "list", "--bin", "1", "--bin=2"}, "--bin is given twice"},
      {"option twice", {"-o", "json", "provider", "list", "-o", "csv"}, "--output is given twice"},
      {"id given twice", {"provider", "get", "1", "--provider-id", "2"}, "--provider-id is given"},
      {"superfluous word", {"provider", "get", "1", "2"}, "unexpected word '2'"},
      {"a word where none goes", {"provider", "create", "x"}, "unexpected word 'x'"},
      {"no file", {"provider", "import"}, "`tirek provider import` expects a FILE"},
      {"no such file", {"provider", "import", "/no/such"}, "/no/such: No such file or directory"},
      {"a folder for a file", {"provider", "import", "/"}, "/: is a folder; expected a file"},
      {"unknown format", {"provider", "list", "-o", "xml"}, "table, json or csv, found 'xml'"},
      {"timeout in words", {"provider", "list", "--timeout", "1m"}, "--timeout expects a number"},
      {"no timeout", {"provider", "list", "--timeout", "0"}, "--timeout expects a number"},
      {"address without port",
       {"provider", "list", "--address", "host"},
       "'host' is not an address"},
      {"port too large", {"provider", "list", "--address", "h:65536"}, "is not an address"},
      {"empty socket", {"provider", "list", "--address", "unix:"}, "is not an address"},
      {"a token with a line end", {"provider", "list", "--token", "a\nb"}, "the token is not one"},
      {"two tokens",
       {"provider", "list", "--token", "a", "--token-file", "b"},
       "exclude each other"},
      {"no token file", {"provider", "list", "--token-file", "/no/such"}, "/no/such: No such file"},
      {"no CA file", {"provider", "list", "--tls-ca", "/no/such"}, "/no/such: No such file"},
      {"no PEM", {"provider", "list", "--tls-ca", "/etc/hostname"}, "holds no PEM certificate"},
      {"invalid UTF-8 in a flag",
       {"provider", "create", "--name", "\xCF\xF0"},
       "--name: '\\xcf\\xf0' is not UTF-8 text; expected UTF-8"},
      {"invalid UTF-8 in a word", {"provider", "get", "\xFF"}, "'\\xff' is not UTF-8 text"},
      {"invalid UTF-8 after =", {"provider", "create", "--name=\xFF"}, "is not UTF-8 text"},
      {"terminal codes in a word", {"\x1b[31m"}, "unknown command '\\x1b[31m'"},
      {"another shell", {"completion", "fish"}, "expected `tirek completion bash`"},
      {"completion for nobody", {"completion"}, "expected `tirek completion bash`"},
  };
  FakeServer server;
  for (const Case& c : cases) {
    CAPTURE(c.name);
    const Ran ran = server.Run(c.args);
    CAPTURE(ran.err);
    CHECK(ran.code == 2);
    CHECK(ran.out.empty());
    CHECK(ran.err.starts_with("tirek: "));
    CHECK(ran.err.find(c.says) != std::string::npos);
  }
  CHECK(server.seen().calls == 0);
}

TEST_CASE("all wrong flags are named at once, each with what was expected") {
  FakeServer server;
  const Ran ran = server.Run({"contract", "create", "--start-date", "2026-02-30", "--end-date=x",
                              "--ceiling", "1,5", "--route", "portl", "--payment-due-days", "1e3"});
  CHECK(ran.code == 2);
  CHECK(ran.err ==
        "tirek: Some flags are not valid.\n"
        "  --start-date: a date that exists, like 2026-10-01, found '2026-02-30' [INVALID_DATE]\n"
        "  --end-date: a date that exists, like 2026-10-01, found 'x' [INVALID_DATE]\n"
        "  --ceiling: an amount like 1434510.00 or \"1434510.00 KZT\", found '1,5' "
        "[INVALID_AMOUNT]\n"
        "  --route: one of competition, single-source, portal, found 'portl' [UNKNOWN_VALUE]\n"
        "  --payment-due-days: a whole number, found '1e3' [INVALID_NUMBER]\n");
  CHECK(server.seen().calls == 0);
}

TEST_CASE("numbers and sums outside their type are refused") {
  FakeServer server;
  for (const char* days : {"2147483648", "-2147483649", "", " 1", "1 ", "0x10", "+1"}) {
    CAPTURE(days);
    CHECK(server.Run({"contract", "create", "--payment-due-days", days}).code == 2);
  }
  for (const char* sum :
       {"92233720368547758.08", "1.005", "", "1.00 XXX", "1.00 kzt", "1.00  KZT"}) {
    CAPTURE(sum);
    CHECK(server.Run({"contract", "create", "--ceiling", sum}).code == 2);
  }
  CHECK(server.seen().calls == 0);
}

TEST_CASE("without a command help is the answer, but no success") {
  const Ran nothing = RunAlone({});
  CHECK(nothing.code == 2);
  CHECK(nothing.out.empty());
  CHECK(nothing.err.find("tirek NOUN VERB") != std::string::npos);
  const Ran noun = RunAlone({"provider"});
  CHECK(noun.code == 2);
  CHECK(noun.err.find("tirek provider VERB") != std::string::npos);
}

}  // namespace
}  // namespace tirek::cli
