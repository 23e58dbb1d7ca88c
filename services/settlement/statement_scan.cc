#include "services/settlement/statement_scan.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace tirek::settlement {
namespace {

constexpr std::size_t kPortionLines = 10'000;
constexpr std::size_t kPortionBytes = std::size_t{4} << 20U;  // of texts

// Two references with one digest are taken for contested both: that costs a look-up, no more.
std::uint64_t DigestOf(std::string_view reference) {
  return std::hash<std::string_view>{}(reference);
}

std::size_t TextBytes(const bank::StatementLine& line) {
  std::size_t bytes = line.purpose.size() + line.counterparty.name.size();
  for (const bank::LineDetail& detail : line.details) {
    bytes += sizeof(detail) + detail.purpose.size() + detail.counterparty.name.size();
  }
  return bytes;
}

}  // namespace

void StatementScan::Begin(std::size_t /*statement*/, const bank::Statement& head) {
  statements_.push_back({head, 0, {}});
}

void StatementScan::Take(std::size_t statement, const bank::StatementLine& line) {
  if (line.state != bank::LineState::kBooked) return;
  ++statements_.at(statement).lines;
  if (line.reference && line.direction == bank::Direction::kDebit) {
    named_.push_back(DigestOf(*line.reference));
  }
}

void StatementScan::End(std::size_t statement, const bank::Statement& whole) {
  ScannedStatement& scanned = statements_.at(statement);
  scanned.head = whole;
  for (const bank::RepeatedDocument& repeat : whole.repeats) {
    if (!repeat.counted) scanned.dropped.insert(repeat.line);
  }
  scanned.lines -= static_cast<int>(scanned.dropped.size());
  scanned.head.repeats = {};
}

void StatementScan::Finish() {
  std::sort(named_.begin(), named_.end());
  for (std::size_t i = 1; i < named_.size(); ++i) {
    if (named_[i] == named_[i - 1]) contested_.insert(named_[i]);
  }
  named_ = {};
}

bool StatementScan::IsContested(const std::string& reference) const {
  return contested_.contains(DigestOf(reference));
}

LinePortions::LinePortions(const StatementScan& scan, Visit visit)
    : scan_(scan), visit_(std::move(visit)), numbers_(scan.statements().size()) {}

void LinePortions::Take(std::size_t statement, const bank::StatementLine& line) {
  const auto& dropped = scan_.statements().at(statement).dropped;
  if (line.state != bank::LineState::kBooked || dropped.contains(line.file_line)) return;
  portion_.push_back({statement, ++numbers_[statement], line});
  bytes_ += TextBytes(line);
  if (portion_.size() == kPortionLines || bytes_ > kPortionBytes) Finish();
}

void LinePortions::Finish() {
  if (!portion_.empty()) visit_(portion_);
  portion_.clear();
  bytes_ = 0;
}

}  // namespace tirek::settlement
