// A Tirek on one machine, `tirek up`, that a test may kill and start again.
#pragma once

#include <memory>
#include <string>

#include "tests/scenarios/desk.h"
#include "tests/scenarios/server_process.h"

namespace tirek::test {

class FaultHouse {
 public:
  // On a copy of a data directory with the pilot as far as October's attendance.
  FaultHouse();
  ~FaultHouse();
  FaultHouse(const FaultHouse&) = delete;
  FaultHouse& operator=(const FaultHouse&) = delete;

  // `fault`: "claim.posted:1" kills the server when it first comes there; empty for none.
  void Start(const std::string& fault = "");
  // What it ended with: "exit code 0", "signal 9".
  std::string AwaitEnd();
  void Signal(int number) { server_->Signal(number); }
  void AwaitOutput(const std::string& text) { server_->AwaitOutput(text); }
  std::string Output() const { return server_->Output(); }

  Desk& desk() { return *desk_; }
  std::string address() const { return "unix:" + data() + "/tirek.sock"; }
  // What `tirek verify` says, whether the server runs or not.
  std::string Verify() const;
  // Of the data directory's PostgreSQL, as superuser; it runs.
  std::string database_url() const;
  pid_t postmaster() const;

 private:
  std::string data() const { return folder_.path() + "/data"; }
  std::string cluster() const { return data() + "/postgres"; }

  ScratchFolder folder_;
  std::unique_ptr<ServerProcess> server_;
  std::unique_ptr<Desk> desk_;
};

}  // namespace tirek::test
