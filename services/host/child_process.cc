#include "services/host/child_process.h"

#include <fcntl.h>
#include <linux/close_range.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>

namespace tirek::host {
namespace {

Error NotStarted(const std::string& program, int number) {
  return {ErrorKind::kUnavailable,
          "CHILD_NOT_STARTED",
          program + " cannot be started: " + std::strerror(number),
          {{"program", program}},
          {}};
}

std::vector<char*> Pointers(std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  pointers.reserve(texts.size() + 1);
  for (std::string& text : texts) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  return pointers;
}

// Everything that the child needs, laid out before fork: after it only async-signal-safe calls are
// allowed, because another thread may hold malloc's lock.
struct Launch {
  char* const* arguments;
  char* const* environment;
  const ServerUser* user;
  int log;
  int report;
  int death_signal;
  pid_t parent;
};

[[noreturn]] void Fail(const Launch& launch) {
  const int number = errno;
  [[maybe_unused]] const ssize_t written = write(launch.report, &number, sizeof number);
  _exit(127);
}

void ResetSignals() {
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  for (const int number : {SIGPIPE, SIGINT, SIGTERM, SIGHUP}) std::signal(number, SIG_DFL);
}

[[noreturn]] void RunChild(const Launch& launch) {
  ResetSignals();
  setsid();
  const int nothing = open("/dev/null", O_RDONLY);
  if (dup2(nothing, 0) < 0 || dup2(launch.log, 1) < 0 || dup2(launch.log, 2) < 0) Fail(launch);
  if (launch.user->other_than_us && !BecomeUser(*launch.user)) Fail(launch);
  // After the change of user, which clears it.
  if (launch.death_signal != 0) prctl(PR_SET_PDEATHSIG, launch.death_signal);
  if (getppid() != launch.parent) _exit(127);
  close_range(3, ~0U, CLOSE_RANGE_CLOEXEC);
  execve(launch.arguments[0], launch.arguments, launch.environment);
  Fail(launch);
}

}  // namespace

Result<std::unique_ptr<ChildProcess>> ChildProcess::Start(ChildCommand command, ServerUser user) {
  std::array<int, 2> report{};
  if (pipe2(report.data(), O_CLOEXEC) != 0) return NotStarted(command.program, errno);
  std::unique_ptr<ChildProcess> child(new ChildProcess());
  const std::string program = command.program;
  child->keeper_ =
      std::thread([raw = child.get(), command = std::move(command), user = std::move(user),
                   end = report[1]] { raw->Keep(command, user, end); });
  // The pipe closes on exec; before it, what went wrong comes through it.
  int number = 0;
  ssize_t got = 0;
  do {
    got = read(report[0], &number, sizeof number);
  } while (got < 0 && errno == EINTR);
  close(report[0]);
  if (got > 0) return NotStarted(program, number);
  return child;
}

void ChildProcess::Keep(const ChildCommand& command, const ServerUser& user, int report) {
  std::vector<std::string> arguments = {command.program};
  arguments.insert(arguments.end(), command.arguments.begin(), command.arguments.end());
  std::vector<std::string> environment = command.environment;
  const std::vector<char*> argument_pointers = Pointers(arguments);
  const std::vector<char*> environment_pointers = Pointers(environment);
  const int log = open(command.log.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  const Launch launch{argument_pointers.data(),
                      environment_pointers.data(),
                      &user,
                      log,
                      report,
                      command.signal_when_we_die,
                      getpid()};
  const pid_t pid = log < 0 ? -1 : fork();
  if (pid == 0) RunChild(launch);
  if (pid < 0) {
    const int number = errno;
    [[maybe_unused]] const ssize_t written = write(report, &number, sizeof number);
    const std::lock_guard lock(mutex_);
    status_ = 0;
  }
  pid_ = pid;  // before the pipe closes, which is what Start waits for
  close(report);
  if (log >= 0) close(log);
  if (pid > 0) AwaitEnd();
}

void ChildProcess::AwaitEnd() {
  siginfo_t ignored{};
  // Not reaped before the lock is held, so that Signal never meets a reused number.
  while (waitid(P_PID, static_cast<id_t>(pid_), &ignored, WEXITED | WNOWAIT) != 0 &&
         errno == EINTR) {
  }
  const std::lock_guard lock(mutex_);
  int status = 0;
  waitpid(pid_, &status, 0);
  status_ = status;
  ended_.notify_all();
}

ChildProcess::~ChildProcess() {
  Signal(SIGKILL);
  keeper_.join();
}

void ChildProcess::Signal(int number) {
  const std::lock_guard lock(mutex_);
  if (!status_ && pid_ > 0) kill(pid_, number);
}

std::optional<std::string> ChildProcess::WaitFor(std::chrono::milliseconds time) {
  std::unique_lock lock(mutex_);
  if (!ended_.wait_for(lock, time, [this] { return status_.has_value(); })) return std::nullopt;
  if (WIFSIGNALED(*status_)) return "signal " + std::to_string(WTERMSIG(*status_));
  return "exit code " + std::to_string(WEXITSTATUS(*status_));
}

bool ChildProcess::succeeded() const {
  const std::lock_guard lock(mutex_);
  return status_ && WIFEXITED(*status_) && WEXITSTATUS(*status_) == 0;
}

}  // namespace tirek::host
