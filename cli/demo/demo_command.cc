#include "cli/demo/demo_command.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

#include <CLI/CLI.hpp>

#include "cli/client.h"
#include "cli/demo/demo_house.h"
#include "cli/demo/pilot_report.h"
#include "cli/demo/pilot_steps.h"
#include "cli/exit_code.h"
#include "core/base/random.h"
#include "services/host/verification.h"

namespace tirek::cli {
namespace {

namespace fs = std::filesystem;

constexpr const char* kMonth = "2026-10";

Result<std::string> ReadFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    return Error{ErrorKind::kInvalid,
                 "FILE_UNREADABLE",
                 path +
                     " cannot be read: run from the project's folder or name the demo folder "
                     "with --input.",
                 {{"path", path}},
                 {}};
  }
  return std::string(std::istreambuf_iterator<char>(file), {});
}

// One run of the pilot: its house, its input folder, where it prints.
class Demo {
 public:
  Demo(DemoHouse& house, std::string input, std::ostream& out)
      : house_(house), input_(std::move(input)), out_(out) {}

  // Every step as its actor would type it; stops at the first that ends otherwise than expected.
  Result<void> Carry(const std::vector<PilotStep>& steps) {
    SystemRandom random;
    for (const PilotStep& step : steps) {
      if (!step.heading.empty()) out_ << "\n== " << step.heading << "\n";
      TIREK_ASSIGN_OR_RETURN(const std::string token, house_.TokenOf(step.actor));
      out_ << "\n[" << step.actor << "] $ tirek";
      for (const std::string& arg : step.args) out_ << ' ' << arg;
      out_ << '\n';
      const ClientEnvironment environment{
          house_.clock(), random, house_.address(), token, "", false, {}, {}};
      std::istringstream no_input;
      const int code = RunClient(Located(step.args), out_, out_, no_input, environment);
      if (code != step.expected_exit) return UnexpectedExit(step, code);
    }
    return {};
  }

  Result<std::vector<std::string>> Report() {
    TIREK_ASSIGN_OR_RETURN(const std::string token, house_.TokenOf("auditor"));
    TIREK_ASSIGN_OR_RETURN(const auto blocks, ReadReport(house_.channel(), token, kMonth));
    TIREK_ASSIGN_OR_RETURN(const std::string markdown, ReadFile(input_ + "/EXPECTED.md"));
    std::vector<std::string> differences;
    out_ << "\n== Report: what the month came to\n";
    for (const ReportBlock& block : blocks) {
      out_ << '\n' << block.name << '\n';
      PrintBlock(block, out_);
      for (std::string& line : AgainstExpected(ParseExpected(markdown), block)) {
        differences.push_back(std::move(line));
      }
    }
    return differences;
  }

 private:
  static Error UnexpectedExit(const PilotStep& step, int code) {
    return {ErrorKind::kPrecondition,
            "DEMO_STEP_FAILED",
            "This step ended with exit code " + std::to_string(code) + ", not " +
                std::to_string(step.expected_exit) + ".",
            {},
            {}};
  }

  static std::vector<std::string> AgainstExpected(const std::vector<ReportBlock>& expected,
                                                  const ReportBlock& found) {
    for (const ReportBlock& block : expected) {
      if (block.name == found.name) return Compare(block, found);
    }
    return {found.name + ": EXPECTED.md has no such block"};
  }

  // "demo/x" is a file of the input folder, "OUT/x" one of the temporary folder.
  std::vector<std::string> Located(std::vector<std::string> args) const {
    for (std::string& arg : args) {
      if (arg.rfind("demo/", 0) == 0) arg = input_ + arg.substr(4);
      if (arg.rfind("OUT/", 0) == 0) arg = house_.folder() + arg.substr(3);
    }
    return args;
  }

  DemoHouse& house_;
  std::string input_;
  std::ostream& out_;
};

int Fail(const Error& error, std::ostream& err) {
  err << "tirek demo: " << Describe(error) << '\n';
  return static_cast<int>(ExitCodeOf(error));
}

int Judge(const std::vector<std::string>& differences, const std::string& against,
          std::ostream& out) {
  for (const std::string& difference : differences) out << "  " << difference << '\n';
  out << against << ": " << differences.size() << " differences\n";
  return differences.empty() ? 0 : 1;
}

constexpr const char* kGoOn =
    "\nbooks closed\n\n"
    "Everything above ran on a temporary database that is gone now. To go on with your own:\n"
    "  build/tirek up      starts a PostgreSQL of its own and all services, and leaves them "
    "running\n"
    "  build/tirek --help  what there is to command; each noun has create, get, list and import\n";

int Run(const std::string& input, std::ostream& out, std::ostream& err) {
  const auto text = ReadFile(input + "/pilot.steps");
  if (!text) return Fail(text.error(), err);
  const auto steps = ParsePilotSteps(*text);
  if (!steps) return Fail(steps.error(), err);
  out << "Tirek carries the pilot month of " << input << " through the house.\n" << std::flush;
  auto house = DemoHouse::Open();
  if (!house) return Fail(house.error(), err);
  Demo demo(**house, input, out);
  const auto carried = demo.Carry(*steps);
  if (!carried) return Fail(carried.error(), err);
  const auto differences = demo.Report();
  if (!differences) return Fail(differences.error(), err);
  const auto verified = host::VerifyDatabase((*house)->database_url());
  if (!verified) return Fail(verified.error(), err);
  out << '\n';
  const int expected = Judge(*differences, "against " + input + "/EXPECTED.md, line by line", out);
  const int claimed = Judge(*verified, "tirek verify: recomputed from the recorded facts", out);
  if (expected + claimed != 0) return 1;
  out << kGoOn;
  return 0;
}

}  // namespace

int RunDemo(const std::vector<std::string>& args, std::ostream& out, std::ostream& err) {
  CLI::App app("Carries the pilot through October 2026 and prints what the month came to.",
               "tirek demo");
  std::string input = "demo";
  app.add_option("--input", input, "Folder with pilot.steps and the files it names")
      ->capture_default_str();
  std::vector<std::string> reversed(args.rbegin(), args.rend());
  try {
    app.parse(reversed);
  } catch (const CLI::ParseError& error) {
    return app.exit(error, out, err) == 0 ? 0 : static_cast<int>(ExitCode::kWrongUsage);
  }
  return Run(input, out, err);
}

}  // namespace tirek::cli
