#include "tests/scenarios/server_process.h"

#include <stdlib.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "core/base/clock.h"
#include "core/calendar/time_zone.h"

namespace tirek::test {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::milliseconds kGlance{20};
constexpr std::chrono::minutes kPatience{1};
constexpr std::string_view kCalls = "  calls    ";
constexpr std::string_view kUnix = "unix:";

std::vector<std::string> Environment(const std::vector<std::string>& added) {
  std::vector<std::string> all = {"PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8",
                                  std::string("LD_PRELOAD=") + TIREK_SHIFTED_CLOCK,
                                  "SHIFTED_CLOCK_SECONDS=" + std::to_string(SecondsToPilotDate())};
  for (const char* name : {"HOME", "TMPDIR", "TIREK_PG_BIN", "TSAN_OPTIONS", "UBSAN_OPTIONS"}) {
    if (const char* value = std::getenv(name)) all.push_back(std::string(name) + "=" + value);
  }
  // A sanitized program insists on being loaded first, but for this.
  const char* asan = std::getenv("ASAN_OPTIONS");
  all.push_back("ASAN_OPTIONS=verify_asan_link_order=0:" + std::string(asan ? asan : ""));
  all.insert(all.end(), added.begin(), added.end());
  return all;
}

std::unique_ptr<host::ChildProcess> Launch(const std::vector<std::string>& args,
                                           const std::string& log,
                                           const std::vector<std::string>& environment) {
  host::ServerUser ourselves;
  ourselves.uid = geteuid();
  ourselves.gid = getegid();
  auto child = host::ChildProcess::Start(
      {TIREK_PROGRAM, args, Environment(environment), log, SIGKILL}, ourselves);
  if (!child) throw std::runtime_error(Describe(child.error()));
  return std::move(child).value();
}

// From what the server said since `start`; empty while it has not said it.
std::string TcpAddressIn(const std::string& output, std::size_t start) {
  for (std::size_t at = output.find(kCalls, start); at != std::string::npos;
       at = output.find(kCalls, at + 1)) {
    const std::size_t end = output.find('\n', at);
    if (end == std::string::npos) return "";
    std::string address = output.substr(at + kCalls.size(), end - at - kCalls.size());
    if (address.rfind(kUnix, 0) != 0) return address;
  }
  return "";
}

}  // namespace

ScratchFolder::ScratchFolder() {
  std::string pattern = (fs::temp_directory_path() / "tirek-scenario-XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
  path_ = pattern;
  fs::permissions(path_, fs::perms::owner_all | fs::perms::others_exec);
}

ScratchFolder::~ScratchFolder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

long SecondsToPilotDate() {
  constexpr long kMillion = 1'000'000;
  constexpr long kFourteenHours = 14L * 3600;
  static const long shift = [] {
    const Instant midnight = Kazakhstan().StartOf(*CivilDate::FromYmd(2026, 11, 3));
    return midnight.micros / kMillion + kFourteenHours - SystemClock().Now().micros / kMillion;
  }();
  return shift;
}

std::string ReadText(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

ServerProcess::ServerProcess(const std::vector<std::string>& args, const std::string& log,
                             const std::vector<std::string>& environment)
    : log_(log) {
  const std::size_t start = ReadText(log).size();
  child_ = Launch(args, log, environment);
  const auto deadline = std::chrono::steady_clock::now() + kPatience;
  while (address_.empty()) {
    const auto end = child_->WaitFor(kGlance);
    address_ = TcpAddressIn(ReadText(log), start);
    if (end || std::chrono::steady_clock::now() > deadline) {
      throw std::runtime_error("tirek did not start: " + end.value_or("too slow") + "\n" +
                               ReadText(log));
    }
  }
}

std::string ServerProcess::AwaitEnd() {
  const auto end = child_->WaitFor(kPatience);
  if (end) return *end;
  throw std::runtime_error("tirek does not end:\n" + ReadText(log_));
}

void ServerProcess::AwaitOutput(const std::string& text) {
  const auto deadline = std::chrono::steady_clock::now() + kPatience;
  while (Output().find(text) == std::string::npos) {
    if (std::chrono::steady_clock::now() > deadline) {
      throw std::runtime_error("tirek does not say " + text + ":\n" + Output());
    }
    child_->WaitFor(kGlance);
  }
}

std::string ServerProcess::Output() const { return ReadText(log_); }

ProgramResult RunProgram(const std::vector<std::string>& args,
                         const std::vector<std::string>& environment) {
  const ScratchFolder folder;
  const std::string log = folder.path() + "/output";
  const auto child = Launch(args, log, environment);
  const auto end = child->WaitFor(kPatience);
  return {end.value_or("too slow"), ReadText(log)};
}

}  // namespace tirek::test
