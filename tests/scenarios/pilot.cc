#include "tests/scenarios/pilot.h"

#include <stdexcept>

#include "cli/demo/pilot_report.h"
#include "tests/scenarios/server_process.h"

namespace tirek::test {
namespace {

constexpr const char* kMonth = "2026-10";

template <typename T>
T Need(Result<T> result) {
  if (!result) throw std::runtime_error(Describe(result.error()));
  return std::move(result).value();
}

std::string Joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

}  // namespace

Pilot::Pilot(Desk& desk)
    : desk_(desk), steps_(Need(cli::ParsePilotSteps(ReadText("demo/pilot.steps")))) {}

Answer Pilot::Take() {
  const cli::PilotStep& step = steps_.at(next_++);
  Answer answer = desk_.Type(step.actor, step.args);
  if (answer.exit_code == step.expected_exit) return answer;
  throw std::runtime_error("[" + step.actor + "] $ tirek " + Joined(step.args) + "\n" +
                           answer.text + "(exit code " + std::to_string(answer.exit_code) + ")");
}

void Pilot::CarryUntil(const std::string& words) {
  while (!done() && (words.empty() || Joined(next().args).rfind(words, 0) != 0)) Take();
}

void Pilot::CarryToEnd() { CarryUntil(""); }

std::vector<std::string> Pilot::Differences() {
  const auto expected = cli::ParseExpected(ReadText("demo/EXPECTED.md"));
  const auto found = Need(cli::ReadReport(desk_.channel(), desk_.TokenOf("auditor"), kMonth));
  std::vector<std::string> differences;
  if (expected.size() != found.size()) differences.push_back("EXPECTED.md has other blocks");
  for (const cli::ReportBlock& block : found) {
    cli::ReportBlock wanted{block.name, {}, {}};
    for (const cli::ReportBlock& one : expected) {
      if (one.name == block.name) wanted = one;
    }
    for (std::string& line : cli::Compare(wanted, block)) differences.push_back(std::move(line));
  }
  return differences;
}

}  // namespace tirek::test
