// Runs the commands of README.md (its ```sh blocks) as a new user would, in one shell, in a folder
// like a built checkout, beside the server that the README starts. ./dev commands are left to CI.
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include <doctest/doctest.h>

#include "tests/scenarios/server_process.h"

namespace tirek::test {
namespace {

namespace fs = std::filesystem;

// The lines of all blocks that begin with "```" and `language`.
std::vector<std::string> LinesOf(const std::string& markdown, const std::string& language) {
  std::istringstream stream(markdown);
  std::vector<std::string> lines;
  bool inside = false;
  for (std::string line; std::getline(stream, line);) {
    if (line.rfind("```", 0) == 0) {
      inside = !inside && line == "```" + language;
    } else if (inside) {
      lines.push_back(line);
    }
  }
  return lines;
}

std::string ScriptOf(const std::string& markdown) {
  std::string script = "set -euo pipefail\n";
  for (const std::string& line : LinesOf(markdown, "sh")) {
    if (line.rfind("./dev", 0) != 0) script += line + "\n";
  }
  return script;
}

std::set<std::string> WithoutTrailingBlanks(const std::string& text) {
  std::istringstream stream(text);
  std::set<std::string> lines;
  for (std::string line; std::getline(stream, line);) {
    lines.insert(line.substr(0, line.find_last_not_of(' ') + 1));
  }
  return lines;
}

// What the README's reader has after ./dev run, in front of a server of their own.
void MakeCheckout(const fs::path& folder) {
  fs::create_directory(folder / "build");
  fs::create_symlink(TIREK_PROGRAM, folder / "build/tirek");
  fs::create_symlink(fs::current_path() / "demo", folder / "demo");
}

TEST_CASE("Every command of the README works") {
  const ScratchFolder folder;
  MakeCheckout(folder.path());
  const std::string data = folder.path() + "/data";
  ServerProcess server({"up", "--data", data, "--listen", "127.0.0.1:0", "--http", ""},
                       folder.path() + "/server.log");
  const std::string script = ScriptOf(ReadText("README.md"));
  CHECK(script.find("build/tirek ") != std::string::npos);
  std::ofstream(folder.path() + "/script.sh") << script;
  const std::string command = "cd '" + folder.path() + "' && TIREK_DATA='" + data +
                              "' bash -x script.sh >output.txt 2>&1 </dev/null";
  const int status = std::system(command.c_str());
  const std::string output = ReadText(folder.path() + "/output.txt");
  CAPTURE(output);
  CHECK(status == 0);
  server.Signal(SIGTERM);
  CHECK(server.AwaitEnd() == "exit code 0");
}

TEST_CASE("What the README shows of the demo is what the demo prints") {
  const auto shown = LinesOf(ReadText("README.md"), "text");
  const ProgramResult demo = RunProgram({"demo"});
  CHECK(demo.end == "exit code 0");
  const auto printed = WithoutTrailingBlanks(demo.output);
  CHECK(shown.size() > 10);
  for (const std::string& line : shown) {
    CAPTURE(line);
    CHECK(printed.count(line) == 1);
  }
}

TEST_CASE("Blocks of other languages and ./dev commands are not run") {
  const std::string readme =
      "```sh\n./dev run\nbuild/tirek a\n```\nbuild/tirek b\n```console\n$ build/tirek c\n```\n"
      "```sh\nbuild/tirek d\n```\n";
  CHECK(ScriptOf(readme) == "set -euo pipefail\nbuild/tirek a\nbuild/tirek d\n");
}

}  // namespace
}  // namespace tirek::test
