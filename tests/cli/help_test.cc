// Help teaches: the protos' own words, every flag, an example.
#include <doctest/doctest.h>

#include "cli/command_table.h"
#include "cli/flag.h"
#include "tests/cli/fake_server.h"

namespace tirek::cli {
namespace {

bool Says(const Ran& ran, const std::string& text) {
  return ran.out.find(text) != std::string::npos;
}

TEST_CASE("the program's help lists nouns by service, server commands and exit codes") {
  const Ran ran = RunAlone({"--help"});
  CHECK(ran.code == 0);
  CHECK(ran.err.empty());
  CHECK(Says(ran,
             "Who may render services and where: providers, their sites, licences and places."
             "\n  provider  create, get, list, import, change-account, accounts\n"));
  CHECK(Says(ran, "\n  migrate  Brings the database up to date.\n"));
  CHECK(Says(ran, "\n  identity check   "));
  CHECK(Says(ran, "\n  6  the server is out of reach"));
  CHECK(RunAlone({"help"}).out == ran.out);
  CHECK(RunAlone({"-h"}).out == ran.out);
  for (const std::string& noun : CommandTable::Get().nouns()) {
    CAPTURE(noun);
    CHECK(Says(ran, "\n  " + noun + " "));
  }
}

TEST_CASE("a noun whose verbs are of several services is told once, with all of them") {
  const Ran ran = RunAlone({"--help"});
  for (const char* noun : {"period", "ledger", "tie-out"}) {
    CAPTURE(noun);
    const std::string line = std::string("\n  ") + noun + " ";
    CHECK(ran.out.find(line) != std::string::npos);
    CHECK(ran.out.find(line) == ran.out.rfind(line));
  }
  CHECK(Says(ran, "explain, list\n"));
}

TEST_CASE("a noun's help lists its verbs in the protos' words") {
  const Ran ran = RunAlone({"provider", "--help"});
  CHECK(ran.code == 0);
  CHECK(Says(ran, "  create          Registers a legal person or entrepreneur.\n"));
  CHECK(Says(ran, "the bin of a provider will do"));
  CHECK(RunAlone({"help", "provider"}).out == ran.out);
}

TEST_CASE("a command's help has its comment, its flags with theirs, and an example") {
  const Ran ran = RunAlone({"provider", "create", "--help", "--bin", "1"});
  CHECK(ran.code == 0);
  CHECK(Says(ran, "Fails with PROVIDER_EXISTS when the БИН is taken."));
  CHECK(Says(ran, "--bin TEXT "));
  CHECK(Says(ran, "БИН: 12 digits with a right check digit."));
  CHECK(Says(ran, "One of state|ngo|private."));
  CHECK(Says(ran, "--dry-run "));
  CHECK(Says(ran, "Example:\n  tirek provider create --bin BIN --name NAME --kind state"));
  CHECK(RunAlone({"help", "provider", "create"}).out == ran.out);
}

TEST_CASE("help of an import, a get and an order says how to use them") {
  CHECK(Says(RunAlone({"provider", "import", "--help"}),
             "Example:\n  tirek provider import provider.csv --dry-run\n"));
  const Ran get = RunAlone({"provider", "get", "--help"});
  CHECK(Says(get, "tirek provider get PROVIDER_ID|BIN [flags]"));
  CHECK(Says(get, "The id (prv_...), or the provider's bin."));
  CHECK(Says(RunAlone({"order", "create", "--help"}),
             "Example:\n  tirek order create --from order.json\n"));
}

TEST_CASE("every command has a help that names all its flags, on lines that fit") {
  for (const Command& command : CommandTable::Get().commands()) {
    CAPTURE(command.words());
    const Ran ran = RunAlone({command.noun, command.verb, "--help"});
    CHECK(ran.code == 0);
    CHECK(Says(ran, "tirek " + command.words()));
    for (const Flag& flag : OwnFlags(command)) {
      CAPTURE(flag.name);
      CHECK(Says(ran, "\n  --" + flag.name));
      const bool tells_values = flag.value_name.find('|') != std::string::npos;
      CHECK((tells_values || !flag.text.empty()));
    }
  }
}

TEST_CASE("the exit codes are explained") {
  const Ran ran = RunAlone({"help", "exit-codes"});
  CHECK(ran.code == 0);
  for (const char* code :
       {"  0  ", "  1  ", "  2  ", "  3  ", "  4  ", "  5  ", "  6  ", "  7  "}) {
    CAPTURE(code);
    CHECK(Says(ran, std::string("\n") + code));
  }
  CHECK(RunAlone({"help", "provdier"}).code == 2);
}

TEST_CASE("commands that are not from the protos have their help too") {
  CHECK(Says(RunAlone({"help", "migrate"}), "Brings the database up to date.\n"));
  CHECK(Says(RunAlone({"help", "identity"}), "tirek identity check --kind iin|bin|iban|bic"));
  CHECK(Says(RunAlone({"completion", "--help"}), "source <(tirek completion bash)"));
}

}  // namespace
}  // namespace tirek::cli
