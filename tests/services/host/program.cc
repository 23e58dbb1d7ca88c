#include "tests/services/host/program.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <thread>

namespace tirek::test {
namespace {

constexpr std::chrono::minutes kPatience{2};
constexpr std::chrono::milliseconds kPause{10};

}  // namespace

Program::Program(const std::vector<std::string>& args) {
  std::vector<std::string> texts = {HOST_PROGRAM};
  texts.insert(texts.end(), args.begin(), args.end());
  std::vector<char*> pointers;
  pointers.reserve(texts.size() + 1);
  for (std::string& text : texts) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  const std::string out = folder_ / "out";
  const std::string err = folder_ / "err";
  pid_ = fork();
  REQUIRE(pid_ >= 0);
  if (pid_ == 0) {
    dup2(open(out.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600), 1);
    dup2(open(err.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600), 2);
    execv(HOST_PROGRAM, pointers.data());
    _exit(127);
  }
}

Program::~Program() {
  if (Ended(false)) return;
  Signal(SIGKILL);
  Ended(true);
}

bool Program::Ended(bool wait) {
  if (!ended_) ended_ = waitpid(pid_, &status_, wait ? 0 : WNOHANG) == pid_;
  return ended_;
}

void Program::Await(const std::string& file, const std::string& text) {
  const auto deadline = std::chrono::steady_clock::now() + kPatience;
  while (ReadFile(file).find(text) == std::string::npos) {
    CAPTURE(err());
    REQUIRE(!Ended(false));
    REQUIRE(std::chrono::steady_clock::now() < deadline);
    std::this_thread::sleep_for(kPause);
  }
}

std::string Program::Shown(const std::string& label) const {
  const std::string text = out();
  const std::size_t at = text.find(label);
  REQUIRE(at != std::string::npos);
  const std::size_t begin = text.find_first_not_of(' ', at + label.size());
  return text.substr(begin, text.find('\n', begin) - begin);
}

void Program::Signal(int number) const { kill(pid_, number); }

int Program::Wait() {
  const auto deadline = std::chrono::steady_clock::now() + kPatience;
  while (!Ended(false)) {
    REQUIRE(std::chrono::steady_clock::now() < deadline);
    std::this_thread::sleep_for(kPause);
  }
  return WIFSIGNALED(status_) ? -WTERMSIG(status_) : WEXITSTATUS(status_);
}

}  // namespace tirek::test
