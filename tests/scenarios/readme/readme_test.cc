// Runs the commands of README.md (its ```sh blocks) as a new user would, in one shell, in a folder
// like a built checkout, beside the server that the README starts. ./dev commands are left to CI.
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <doctest/doctest.h>

#include "tests/scenarios/server_process.h"

namespace tirek::test {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kOpening = "```sh";
constexpr std::string_view kFence = "```";

// The lines of all ```sh blocks that do not start by ./dev.
std::string ScriptOf(const std::string& markdown) {
  std::istringstream lines(markdown);
  std::string script = "set -euo pipefail\n";
  bool inside = false;
  for (std::string line; std::getline(lines, line);) {
    if (line == kOpening) {
      inside = true;
    } else if (line == kFence) {
      inside = false;
    } else if (inside && line.rfind("./dev", 0) != 0) {
      script += line + "\n";
    }
  }
  return script;
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

TEST_CASE("The README's examples begin with the program that ./dev builds") {
  const std::string script = ScriptOf(ReadText("README.md"));
  CHECK(ScriptOf("```sh\n./dev run\nbuild/tirek --help\n```\n").find("./dev") == std::string::npos);
  CHECK(script.find("./dev") == std::string::npos);
}

}  // namespace
}  // namespace tirek::test
