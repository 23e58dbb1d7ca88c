// Who takes what a reader finds, line by line, so that a statement of any length can be read.
#pragma once

#include <cstddef>
#include <vector>

#include "billing/bank/refusals.h"
#include "billing/bank/statement.h"

namespace tirek::bank {

// Everything that is taken is provisional until the reader has refused nothing: a consumer keeps
// it aside (a transaction, a temporary table) and drops it when the file is refused.
class StatementSink {
 public:
  StatementSink() = default;
  StatementSink(const StatementSink&) = delete;
  StatementSink& operator=(const StatementSink&) = delete;
  virtual ~StatementSink() = default;

  // Account and currency are known; balances, sums and lines are not. Statements of one file may
  // be open at once: `statement` is their number, from 0, in the order of the file.
  virtual void Begin(std::size_t statement, const Statement& head) = 0;
  virtual void Take(std::size_t statement, const StatementLine& line) = 0;
  // All but the lines. Repeats that are not counted were taken as lines and are none.
  virtual void End(std::size_t statement, const Statement& whole) = 0;
};

// What a file may hold, whatever its format.
inline constexpr int kMostLines = 5'000'000;
inline constexpr std::size_t kMostStatements = 10'000;

// Lets through what a file may hold, and refuses the rest once.
class LimitedStatements final : public StatementSink {
 public:
  LimitedStatements(StatementSink& sink, Refusals& refusals) : sink_(sink), refusals_(refusals) {}
  void Begin(std::size_t statement, const Statement& head) override;
  void Take(std::size_t statement, const StatementLine& line) override;
  void End(std::size_t statement, const Statement& whole) override;

 private:
  StatementSink& sink_;
  Refusals& refusals_;
  int lines_ = 0;
};

// Whole statements in memory.
class CollectedStatements final : public StatementSink {
 public:
  void Begin(std::size_t statement, const Statement& head) override;
  void Take(std::size_t statement, const StatementLine& line) override;
  void End(std::size_t statement, const Statement& whole) override;

  std::vector<Statement>& statements() { return statements_; }

 private:
  std::vector<Statement> statements_;
};

}  // namespace tirek::bank
