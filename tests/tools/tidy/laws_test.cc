// layers.txt and ratchet.txt: what is read, what is refused, which law a file meets.
#include "tools/tidy/laws.h"

#include <string>

#include <doctest/doctest.h>

#include "tools/tidy/ratchet.h"
#include "tools/tidy/text.h"

namespace tirek::tidy {
namespace {

TEST_CASE("layers.txt is read with its comments and blank lines") {
  Findings findings;
  const Laws laws = ParseLaws(
      "# head\n\ncore/base:\ncli: core services/host # why\nheader soci/* only-in core/sql\n"
      "word double never-in billing core/money\nsql only-in *_gateway.cc tests\n",
      findings);
  CHECK(findings.empty());
  REQUIRE(laws.folders.size() == 2);
  CHECK(laws.folders[0].may_include.empty());
  CHECK(laws.folders[1].may_include == std::vector<std::string>{"core", "services/host"});
  CHECK(laws.folders[1].line == 4);
  REQUIRE(laws.headers.size() == 1);
  CHECK(laws.headers[0].only);
  REQUIRE(laws.words.size() == 1);
  CHECK_FALSE(laws.words[0].only);
  CHECK(laws.sql_places == std::vector<std::string>{"*_gateway.cc", "tests"});
}

TEST_CASE("a line of layers.txt that cannot be read is named") {
  for (const char* line : {"core/base", ":", "header soci/*", "header soci/* only-in",
                           "word double sometimes billing", "sql billing", "sql only-in"}) {
    CAPTURE(std::string(line));
    Findings findings;
    ParseLaws(std::string("core/base:\n") + line + "\n", findings);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].line == 2);
    CHECK(findings[0].rule == "layers");
  }
}

TEST_CASE("a file meets the law of its nearest folder, named lines before patterns") {
  Findings findings;
  const Laws laws = ParseLaws("core:\nservices/*: core\nservices/host: services\n", findings);
  CHECK(LawOf(laws, "core/money/decimal.h").folder == "core");
  CHECK(LawOf(laws, "services/registry/site.cc").folder == "services/registry");
  CHECK(LawOf(laws, "services/registry/deep/site.cc").folder == "services/registry");
  CHECK(LawOf(laws, "services/host/main.cc").law->folder == "services/host");
  CHECK(LawOf(laws, "services/lost.cc").law == nullptr);
  CHECK(LawOf(laws, "cli/main.cc").law == nullptr);
  CHECK(LawOf(laws, "corelike/a.cc").law == nullptr);
}

TEST_CASE("a place is a folder, a file or a pattern") {
  CHECK(InPlace("core/sql/pool.cc", "core/sql"));
  CHECK(InPlace("core/sql", "core/sql"));
  CHECK_FALSE(InPlace("core/sqlite/pool.cc", "core/sql"));
  CHECK(InPlace("services/a/b_gateway.cc", "*_gateway.cc"));
  CHECK_FALSE(InPlace("services/a/b_gateway.h", "*_gateway.cc"));
}

TEST_CASE("the ratchet covers one rule in one file and may only get shorter") {
  const Findings findings = {{"a.cc", 3, "column", "m"},
                             {"a.cc", 9, "column", "m"},
                             {"a.cc", 3, "todo", "m"},
                             {"b.cc", 3, "column", "m"}};
  const Findings left = ApplyRatchet("# head\na.cc: column: a table\n", findings);
  REQUIRE(left.size() == 2);
  CHECK(left[0].rule == "todo");
  CHECK(left[1].path == "b.cc");

  const Findings stale = ApplyRatchet("c.cc: column: gone\n", findings);
  REQUIRE(stale.size() == 5);
  CHECK(stale[4].message == "nothing breaks this any more; remove the line");
  for (const char* line : {"a.cc", "a.cc: column", "a.cc: column: "}) {
    CAPTURE(std::string(line));
    CHECK(ApplyRatchet(line, findings).back().message == "expected 'path: rule: why'");
  }
}

}  // namespace
}  // namespace tirek::tidy
