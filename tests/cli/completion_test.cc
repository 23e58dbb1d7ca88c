#include <doctest/doctest.h>

#include "tests/cli/fake_server.h"

namespace tirek::cli {
namespace {

std::string Completed(std::vector<std::string> words) {
  words.insert(words.begin(), "__complete");
  const Ran ran = RunAlone(words);
  CHECK(ran.code == 0);
  return ran.out;
}

TEST_CASE("nouns, verbs, flags and their values are completed") {
  struct Case {
    const char* name;
    std::vector<std::string> words;
    const char* gives;
  };
  const Case cases[] = {
      {"a noun begun", {"prov"}, "provider\n"},
      {"several nouns", {"plac"}, "place\nplacement\n"},
      {"a server command", {"migr"}, "migrate\n"},
      {"verbs", {"provider", ""}, "create\nget\nlist\nimport\nchange-account\naccounts\n"},
      {"a verb begun", {"provider", "i"}, "import\n"},
      {"verbs after a common flag", {"-o", "json", "provider", "g"}, "get\n"},
      {"a flag begun", {"provider", "list", "--page"}, "--page-size\n--page-token\n"},
      {"common flags", {"--to"}, "--token\n--token-file\n"},
      {"a flag's values", {"provider", "list", "--kind", ""}, "state\nngo\nprivate\n"},
      {"a value begun", {"place", "create", "--condition", "s"}, "stationary\nsemi-stationary\n"},
      {"output formats", {"provider", "list", "-o", ""}, "table\njson\ncsv\n"},
      {"a file", {"provider", "import", ""}, ""},
      {"free text", {"provider", "create", "--name", ""}, ""},
      {"an unknown verb", {"provider", "zzz", "--"}, ""},
      {"a shadowed common flag stands once", {"site", "create", "--addr"}, "--address\n"},
      {"help of a noun", {"help", "provider", "g"}, "get\n"},
      {"local commands", {"identity", ""}, "check\n"},
      {"kinds of number", {"identity", "check", "--kind", "ib"}, "iban\n"},
      {"shells", {"completion", ""}, "bash\nzsh\n"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    CHECK(Completed(c.words) == c.gives);
  }
  CHECK(!Completed({}).empty());
}

TEST_CASE("the scripts ask the program itself") {
  for (const char* shell : {"bash", "zsh"}) {
    CAPTURE(shell);
    const Ran ran = RunAlone({"completion", shell});
    CHECK(ran.code == 0);
    CHECK(ran.out.find("tirek __complete") != std::string::npos);
  }
  // A formatter once took this line for C++ and put blanks into it.
  CHECK(RunAlone({"completion", "zsh"}).out.find("2>/dev/null)\"})\n") != std::string::npos);
}

}  // namespace
}  // namespace tirek::cli
