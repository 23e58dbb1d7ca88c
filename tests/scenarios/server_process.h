// The built program `tirek` as a process of its own, with the pilot's date on its clock.
#pragma once

#include <sys/types.h>

#include <memory>
#include <string>
#include <vector>

#include "services/host/child_process.h"

namespace tirek::test {

// A temporary folder that root's PostgreSQL may pass; gone with the object.
class ScratchFolder {
 public:
  ScratchFolder();
  ~ScratchFolder();
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

// Seconds from the machine's time to 3 November 2026, 14:00 in Kazakhstan, when this program began.
long SecondsToPilotDate();

class ServerProcess {
 public:
  // Starts `tirek args…` and waits until it takes calls; throws with its output when it ends
  // instead. `environment` is added to what it needs; `log` takes its output, appended.
  ServerProcess(const std::vector<std::string>& args, const std::string& log,
                const std::vector<std::string>& environment = {});

  // The TCP address where it takes calls.
  const std::string& address() const { return address_; }
  pid_t pid() const { return child_->pid(); }
  void Signal(int number) { child_->Signal(number); }
  // "exit code 0" or "signal 9"; throws when it still runs after a minute.
  std::string AwaitEnd();
  // Until its output has `text`; throws after a minute.
  void AwaitOutput(const std::string& text);
  std::string Output() const;

 private:
  std::unique_ptr<host::ChildProcess> child_;
  std::string log_;
  std::string address_;
};

struct ProgramResult {
  std::string end;     // "exit code 0"
  std::string output;  // both streams
};

// Runs `tirek args…` to its end.
ProgramResult RunProgram(const std::vector<std::string>& args,
                         const std::vector<std::string>& environment = {});

std::string ReadText(const std::string& path);

}  // namespace tirek::test
