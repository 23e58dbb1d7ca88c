// host_program as a process of its own, which a test may kill.
#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

#include "tests/services/host/temporary_folder.h"

namespace tirek::test {

class Program {
 public:
  explicit Program(const std::vector<std::string>& args);
  ~Program();  // kills it, unless it has ended
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  // Until its output holds `text`; fails the test when it ends before, or after two minutes.
  void AwaitOutput(const std::string& text) { Await(folder_ / "out", text); }
  void AwaitError(const std::string& text) { Await(folder_ / "err", text); }
  // What stands in the output after `label`, to the end of its line.
  std::string Shown(const std::string& label) const;
  void Signal(int number) const;
  // Its exit code; -N when signal N ended it.
  int Wait();

  std::string out() const { return ReadFile(folder_ / "out"); }
  std::string err() const { return ReadFile(folder_ / "err"); }

 private:
  void Await(const std::string& file, const std::string& text);
  bool Ended(bool wait);

  TemporaryFolder folder_;
  pid_t pid_ = -1;
  int status_ = 0;
  bool ended_ = false;
};

}  // namespace tirek::test
