#include "billing/bank/statement_sink.h"

#include <set>
#include <utility>

#include "core/base/assert.h"

namespace tirek::bank {
namespace {

void DropUncounted(Statement& statement) {
  std::set<int> dropped;
  for (const RepeatedDocument& repeat : statement.repeats) {
    if (!repeat.counted) dropped.insert(repeat.line);
  }
  if (dropped.empty()) return;
  std::erase_if(statement.lines,
                [&](const StatementLine& line) { return dropped.contains(line.file_line); });
}

}  // namespace

void LimitedStatements::Begin(std::size_t statement, const Statement& head) {
  if (statement < kMostStatements) sink_.Begin(statement, head);
  if (statement == kMostStatements) {
    refusals_.Add(head.file_line, {}, "STATEMENT_TOO_MANY_STATEMENTS",
                  "at most 10000 statements in a file");
  }
}

void LimitedStatements::Take(std::size_t statement, const StatementLine& line) {
  if (++lines_ <= kMostLines && statement < kMostStatements) sink_.Take(statement, line);
  if (lines_ == kMostLines + 1) {
    refusals_.Add(line.file_line, {}, "STATEMENT_TOO_MANY_LINES",
                  "at most 5000000 lines in a file");
  }
}

void LimitedStatements::End(std::size_t statement, const Statement& whole) {
  if (statement < kMostStatements) sink_.End(statement, whole);
}

void CollectedStatements::Begin(std::size_t statement, const Statement& head) {
  TIREK_ASSERT(statement == statements_.size());
  statements_.push_back(head);
}

void CollectedStatements::Take(std::size_t statement, const StatementLine& line) {
  Statement& taken = statements_.at(statement);
  const bool booked = line.state == LineState::kBooked;
  (booked ? taken.lines : taken.movements_to_come).push_back(line);
}

void CollectedStatements::End(std::size_t statement, const Statement& whole) {
  Statement& taken = statements_.at(statement);
  auto lines = std::move(taken.lines);
  auto to_come = std::move(taken.movements_to_come);
  taken = whole;
  taken.lines = std::move(lines);
  taken.movements_to_come = std::move(to_come);
  DropUncounted(taken);
}

}  // namespace tirek::bank
