// A program that we start, watch and end: it runs as another user if need be, in a session of its
// own so that the terminal's Ctrl-C does not reach it, and ends when we end.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "core/base/result.h"
#include "services/host/server_user.h"

namespace tirek::host {

struct ChildCommand {
  std::string program;  // with its path
  std::vector<std::string> arguments;
  std::vector<std::string> environment;  // "NAME=value", all that it gets
  std::string log;                       // takes its output, appended
  int signal_when_we_die = 0;
};

class ChildProcess {
 public:
  // CHILD_NOT_STARTED (unavailable) when it cannot be executed.
  static Result<std::unique_ptr<ChildProcess>> Start(ChildCommand command, ServerUser user);
  ~ChildProcess();  // kills it unless it has ended
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;

  pid_t pid() const { return pid_; }
  // Does nothing when it has ended.
  void Signal(int number);
  // What it ended with ("exit code 1", "signal 9"), or nothing while it still runs.
  std::optional<std::string> WaitFor(std::chrono::milliseconds time);
  bool succeeded() const;

 private:
  ChildProcess() = default;
  void Keep(const ChildCommand& command, const ServerUser& user, int report);
  void AwaitEnd();

  // The kernel counts the parent's thread, not its process, as the one that dies: so the thread
  // that forks stays for as long as the child.
  std::thread keeper_;
  pid_t pid_ = -1;
  mutable std::mutex mutex_;
  std::condition_variable ended_;
  std::optional<int> status_;
};

}  // namespace tirek::host
