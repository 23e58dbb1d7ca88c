// Two computations of a month as rows: lines that differ, or sums by provider or territory.
#pragma once

#include <map>
#include <span>
#include <string>
#include <utility>

#include "billing/capitation/compare.h"
#include "billing/capitation/line.h"
#include "billing/capitation/result_hash.h"
#include "core/base/result.h"
#include "services/billing/comparison.h"

namespace tirek::billing {

// Filled with the lines of one group of providers after another, in the order of a month's lines.
class ComparisonTable {
 public:
  explicit ComparisonTable(RowsWanted wanted) : wanted_(std::move(wanted)) {}

  // All lines of some providers; `territories` by placement. AMOUNT_OVERFLOW, CURRENCY_MISMATCH.
  Result<void> Add(std::span<const capitation::Line> before,
                   std::span<const capitation::Line> after,
                   const std::map<std::string, std::string>& territories);
  // Fails as Add. Nothing can be added after it.
  Result<Comparison> Finish();

 private:
  using Territories = std::map<std::string, std::string>;

  bool IsWanted(const capitation::Line& line) const;
  Result<void> Count(const capitation::Line& line, const Territories& territories,
                     Money Difference::*side);
  Result<void> AddLine(const capitation::LineChange& change, const Territories& territories);
  Result<void> JudgeProviders();
  Result<void> AddSums();
  void List(Difference row);

  RowsWanted wanted_;
  std::map<std::string, Difference> providers_;
  std::map<std::string, Difference> territory_sums_;
  Comparison comparison_;
  capitation::ResultHasher before_;
  capitation::ResultHasher after_;
};

}  // namespace tirek::billing
