// Each law, with a text that keeps it and one that breaks it.
#include "tools/tidy/checks.h"

#include <initializer_list>
#include <string>
#include <utility>

#include <doctest/doctest.h>

#include "tools/tidy/functions.h"

namespace tirek::tidy {
namespace {

constexpr const char* kLaws =
    "core/base:\n"
    "core/money: core/base\n"
    "services/*: core services/settlement/ledger_gateway.h\n"
    "services/host: core services\n"
    "tests: *\n"
    "header soci/* only-in core/sql services/* tests\n"
    "header *.pb.h only-in services/* tests\n"
    "word double never-in core/money\n"
    "word system_clock only-in core/base\n"
    "sql only-in *_gateway.cc tests\n";

Laws ReadLaws() {
  Findings findings;
  Laws laws = ParseLaws(kLaws, findings);
  REQUIRE(findings.empty());
  return laws;
}

Tree MakeTree(std::initializer_list<std::pair<std::string, std::string>> files) {
  Tree tree;
  for (const auto& [path, text] : files) tree.sources.emplace_back(path, text);
  tree.folders = {"core/base",         "core/money",          "services/host",
                  "services/registry", "services/settlement", "tests"};
  return tree;
}

// The rules broken by one file, "rule:line rule:line".
template <typename Check>
std::string Broken(const std::string& path, const std::string& text, Check check) {
  const Tree tree = MakeTree({{path, text}});
  Findings findings;
  check(tree, ReadLaws(), findings);
  std::string broken;
  for (const Finding& finding : findings) {
    broken += (broken.empty() ? "" : " ") + finding.rule + ":" + std::to_string(finding.line);
  }
  return broken;
}

struct Case {
  const char* path;
  const char* text;
  const char* broken;
};

TEST_CASE("includes follow the arrows") {
  const Case cases[] = {
      {"core/money/a.cc", "#include \"core/money/a.h\"\n#include \"core/base/b.h\"\n", ""},
      {"core/base/a.cc", "#include \"core/money/a.h\"\n", "layer:1"},
      {"core/base/a.cc", "// #include \"core/money/a.h\"\n", ""},
      {"core/base/a.cc", "#include \"a.h\"\n", "include-root:1"},
      {"core/base/a.cc", "\n#include <soci/soci.h>\n", "header:2"},
      {"core/money/a.cc", "#include \"tirek/v1/m.pb.h\"\n", "header:1"},
      {"core/money/a.cc", "#include \"services/registry/a.h\"\n", "layer:1"},
      {"services/registry/a.cc", "#include \"tirek/v1/m.pb.h\"\n#include <soci/soci.h>\n", ""},
      {"services/registry/a.cc", "#include \"services/settlement/account.h\"\n", "layer:1"},
      {"services/registry/a.cc", "#include \"services/settlement/ledger_gateway.h\"\n", ""},
      {"services/host/a.cc", "#include \"services/settlement/account.h\"\n", ""},
      {"tests/a.cc", "#include \"services/settlement/account.h\"\n", ""},
  };
  for (const Case& c : cases) {
    CAPTURE(std::string(c.path));
    CAPTURE(std::string(c.text));
    CHECK(Broken(c.path, c.text, CheckIncludes) == c.broken);
  }
}

TEST_CASE("every folder with code has a line, and every line a folder") {
  const Laws laws = ReadLaws();
  Findings findings;
  CheckFolders(MakeTree({{"core/base/a.cc", ""}}), laws, findings);
  CHECK(findings.empty());
  Tree tree = MakeTree({{"core/new/a.cc", ""}, {"core/new/b.cc", ""}});
  std::erase(tree.folders, "core/money");
  CheckFolders(tree, laws, findings);
  REQUIRE(findings.size() == 2);
  CHECK(findings[0].message == "layers.txt has no line for the folder 'core/new'");
  CHECK(findings[1].message == "there is no folder 'core/money'");
}

TEST_CASE("SQL stands in gateways and names its own schema or published views") {
  const Case cases[] = {
      {"services/registry/a.cc", "f(\"SELECT 1\");", "sql-place:1"},
      {"services/registry/a.cc", "f(\"UPDATE registry.site SET a = 1\");", "sql-place:1"},
      {"services/registry/a.cc", "f(\"an UPDATE of the site is refused\");", ""},
      {"services/registry/a.cc", "// SELECT 1", ""},
      {"services/registry/a.cc", "f(\"please select one\");", ""},
      {"services/registry/a_gateway.h", "f(\"SELECT 1\");", "sql-place:1"},
      {"services/registry/a_gateway.cc", "f(\"SELECT a FROM registry.site\");", ""},
      {"services/registry/a_gateway.cc", "f(\"SELECT a FROM settlement.posting\");",
       "foreign-schema:1"},
      {"services/registry/a_gateway.cc", "f(\"SELECT a FROM settlement.published_posting\");", ""},
      {"services/registry/a_gateway.cc",
       "f(R\"(\nSELECT "
       "*\n)\");",
       "select-star:2"},
      {"services/registry/a_gateway.cc",
       "f(\"SELECT "
       "p.* FROM registry.p\");",
       "select-star:1"},
      {"services/registry/a_gateway.cc", "f(\"SELECT count(*) FROM registry.p\");", ""},
      {"schemas/0001_a.sql",
       "SELECT a\nFROM b; -- SELECT "
       "* is banned\n",
       ""},
      {"schemas/0001_a.sql",
       "SELECT  "
       "* FROM b;\n",
       "select-star:1"},
  };
  for (const Case& c : cases) {
    CAPTURE(std::string(c.path));
    CAPTURE(std::string(c.text));
    CHECK(Broken(c.path, c.text, CheckSql) == c.broken);
  }
}

TEST_CASE("banned words, empty names and promises are found in code only") {
  const Case cases[] = {
      {"core/money/a.cc", "double rate;", "word:1"},
      {"core/money/a.cc", "// double rate\nf(\"double\");", ""},
      {"core/base/a.cc", "double rate; std::chrono::system_clock::now();", ""},
      {"core/money/a.cc", "std::chrono::system_clock::now();", "word:1"},
      {"core/base/a.h", "class SessionManager {", "name:1"},
      {"core/base/a.h", "struct [[nodiscard]] BankInfo;", "name:1"},
      {"core/base/a.h", "enum class RowData {", "name:1"},
      {"core/base/a.h", "class DataDirectory {", ""},
      {"core/base/a.h", "struct Metadata {", ""},
      {"core/base/a.h", "// a class Manager would be banned", ""},
      {"core/base/a.h", "int a;  // TODO: more", "todo:1"},
      {"core/base/a.h", "f(\"TODO\");", ""},
      {"schemas/0001_a.sql", "-- FIXME later", "todo:1"},
      {"proto/a.proto", "// TODO later", "todo:1"},
  };
  for (const Case& c : cases) {
    CAPTURE(std::string(c.path));
    CAPTURE(std::string(c.text));
    CHECK(Broken(c.path, c.text, CheckWords) == c.broken);
  }
}

TEST_CASE("files keep their shape") {
  const auto check = [](const Tree& tree, const Laws&, Findings& findings) {
    CheckShape(tree, findings);
    std::erase_if(findings, [](const Finding& finding) { return finding.rule == "readme"; });
  };
  const std::string once = "#pragma once\n";
  const auto lines = [](int count) {
    std::string text;
    for (int i = 0; i < count; ++i) text += "\n";
    return text;
  };
  std::string cyrillic;
  for (int i = 0; i < 100; ++i) cyrillic += "ж";
  CHECK(Broken("a/a.h", once, check).empty());
  CHECK(Broken("a/a.h", "// #pragma once\n", check) == "pragma-once:1");
  CHECK(Broken("a/a.cc", lines(400), check).empty());
  CHECK(Broken("a/a.cc", lines(401), check) == "file-length:401");
  CHECK(Broken("a/a.proto", lines(401), check).empty());
  CHECK(Broken("a/a.cc", "//" + cyrillic.substr(4) + "\n", check).empty());
  CHECK(Broken("a/a.cc", cyrillic + "\n", check).empty());
  CHECK(Broken("a/a.proto", cyrillic + "x\n", check) == "column:1");
}

TEST_CASE("every service has a short README") {
  Tree tree;
  tree.folders = {"services", "services/host", "services/registry", "services/registry/deep"};
  tree.readmes.emplace_back("services/host/README.md", std::string(40, '\n'));
  Findings findings;
  CheckShape(tree, findings);
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].path == "services/registry/README.md");
  tree.readmes.emplace_back("services/registry/README.md", std::string(41, '\n'));
  findings.clear();
  CheckShape(tree, findings);
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].message == "41 lines; at most 40: split it by use case");
}

TEST_CASE("a function may have sixty lines") {
  Findings findings;
  CheckFunctions(
      "Short\ta.cc\t3;\"\tf\tline:3\tend:62\n"
      "Long\ta.cc\t70;\"\tf\tline:70\tend:130\n"
      "__anon5\ta.cc\t200;\"\tf\tline:200\tend:300\n"
      "Declared\ta.h\t5;\"\tf\tline:5\n"
      "!_TAG_FILE_FORMAT\t2\n",
      findings);
  REQUIRE(findings.size() == 2);
  CHECK(findings[0] == Finding{"a.cc", 70, "function-length", "Long has 61 lines; at most 60"});
  CHECK(findings[1].message == "a lambda has 101 lines; at most 60");
}

}  // namespace
}  // namespace tirek::tidy
