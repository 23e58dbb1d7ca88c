// A first reading of a statement file: whether it can be taken, and which orders several of its
// lines name. Holds the statements' heads and eight bytes a line that names an order. Pure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <unordered_set>
#include <vector>

#include "billing/bank/statement.h"
#include "billing/bank/statement_sink.h"

namespace tirek::settlement {

struct ScannedStatement {
  bank::Statement head;  // without its lines
  int lines = 0;
  std::set<int> dropped;  // file lines of documents that stand there again and do not count
};

class StatementScan final : public bank::StatementSink {
 public:
  void Begin(std::size_t statement, const bank::Statement& head) override;
  void Take(std::size_t statement, const bank::StatementLine& line) override;
  void End(std::size_t statement, const bank::Statement& whole) override;
  // Once the file was read to its end.
  void Finish();

  const std::vector<ScannedStatement>& statements() const { return statements_; }
  bool has_contested() const { return !contested_.empty(); }
  // True of each order that more than one line of the file names, and by chance of another one.
  bool IsContested(const std::string& reference) const;

 private:
  std::vector<ScannedStatement> statements_;
  std::vector<std::uint64_t> named_;
  std::unordered_set<std::uint64_t> contested_;
};

// A line that is kept, with its number in its statement, from 1.
struct NumberedLine {
  std::size_t statement = 0;
  int number = 0;
  bank::StatementLine line;
};

// Another reading of the same file: hands its lines over in portions.
class LinePortions final : public bank::StatementSink {
 public:
  using Visit = std::function<void(const std::vector<NumberedLine>&)>;
  LinePortions(const StatementScan& scan, Visit visit);

  void Begin(std::size_t, const bank::Statement&) override {}
  void Take(std::size_t statement, const bank::StatementLine& line) override;
  void End(std::size_t, const bank::Statement&) override {}
  // The last portion.
  void Finish();

 private:
  const StatementScan& scan_;
  Visit visit_;
  std::vector<int> numbers_;  // by statement, of its last line
  std::vector<NumberedLine> portion_;
  std::size_t bytes_ = 0;
};

}  // namespace tirek::settlement
