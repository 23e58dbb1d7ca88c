#include "cli/demo/pilot_steps.h"

#include <sstream>

namespace tirek::cli {
namespace {

Error InvalidStep(int line) {
  return {ErrorKind::kInvalid,
          "DEMO_STEP_INVALID",
          "Line " + std::to_string(line) + " of pilot.steps is not of the form \"role: command\".",
          {{"line", std::to_string(line)}},
          {}};
}

// "(1) finance: …" expects exit code 1.
int TakeExpectedExit(std::string& text) {
  if (text.size() < 4 || text[0] != '(' || text[2] != ')' || text[3] != ' ') return 0;
  const int code = text[1] - '0';
  text.erase(0, 4);
  return code;
}

std::vector<std::string> Words(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> words;
  for (std::string word; stream >> word;) words.push_back(word);
  return words;
}

}  // namespace

Result<std::vector<PilotStep>> ParsePilotSteps(std::string_view text) {
  std::istringstream lines{std::string(text)};
  std::vector<PilotStep> steps;
  std::string heading;
  int number = 0;
  for (std::string line; std::getline(lines, line);) {
    ++number;
    if (line.empty() || line[0] == '#') continue;
    if (line.rfind("== ", 0) == 0) {
      heading = line.substr(3);
      continue;
    }
    PilotStep step{heading, "", {}, TakeExpectedExit(line)};
    const std::size_t colon = line.find(": ");
    if (colon == std::string::npos) return InvalidStep(number);
    step.actor = line.substr(0, colon);
    step.args = Words(line.substr(colon + 2));
    if (step.actor.empty() || step.args.empty()) return InvalidStep(number);
    steps.push_back(std::move(step));
    heading.clear();
  }
  return steps;
}

}  // namespace tirek::cli
