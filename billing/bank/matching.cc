#include "billing/bank/matching.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "core/base/assert.h"

namespace tirek::bank {
namespace {

constexpr std::array<std::pair<MatchKind, std::string_view>, 6> kKinds = {{
    {MatchKind::kExact, "EXACT"},
    {MatchKind::kShort, "SHORT"},
    {MatchKind::kOver, "OVER"},
    {MatchKind::kUnknownCredit, "UNKNOWN_CREDIT"},
    {MatchKind::kUnknownDebit, "UNKNOWN_DEBIT"},
    {MatchKind::kDuplicate, "DUPLICATE"},
}};

// Payments that look the same when no reference tells them apart.
using Likeness = std::tuple<std::int64_t, std::string_view, std::string_view, std::string_view>;

Likeness LikenessOf(Money amount, std::string_view iban, std::string_view bin) {
  return {amount.minor(), amount.currency().code(), iban, bin};
}

Likeness LikenessOf(const ExpectedPayment& order) {
  return LikenessOf(order.amount, order.payee_iban, order.payee_bin);
}

struct Alike {
  std::vector<std::size_t> orders;
  std::size_t open = 0;  // how many of them are not met yet
};

class Matcher {
 public:
  Matcher(std::span<const ExpectedPayment> orders, std::span<const StatementLine> lines)
      : orders_(orders), lines_(lines), met_(orders.size()), matches_(lines.size()) {
    for (std::size_t i = 0; i < orders.size(); ++i) {
      met_[i] = orders[i].met;
      // Two orders of one reference would make "at most once" meaningless.
      TIREK_ASSERT(by_reference_.emplace(orders[i].end_to_end_id, i).second);
      Alike& alike = by_likeness_[LikenessOf(orders[i])];
      alike.orders.push_back(i);
      if (!orders[i].met) ++alike.open;
    }
  }

  // All references before any likeness: an order named by one line is not guessed for another.
  StatementMatch Match() && {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (lines_[i].direction == Direction::kCredit) {
        matches_[i] = JudgeCredit(lines_[i]);
      } else if (lines_[i].reference) {
        matches_[i] = JudgeReference(lines_[i]);
      }
    }
    StatementMatch result;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      result.lines.push_back(matches_[i] ? *std::move(matches_[i]) : JudgeLikeness(lines_[i]));
    }
    for (std::size_t i = 0; i < orders_.size(); ++i) {
      if (!met_[i]) result.unmet.push_back(i);
    }
    return result;
  }

 private:
  LineMatch Unknown(const StatementLine& line, std::string reason) const {
    const MatchKind kind =
        line.direction == Direction::kCredit ? MatchKind::kUnknownCredit : MatchKind::kUnknownDebit;
    return {kind, MatchBasis::kNone, {}, {}, line.amount, std::move(reason)};
  }

  LineMatch JudgeCredit(const StatementLine& line) const {
    if (line.reference && by_reference_.contains(*line.reference)) {
      return Unknown(line, "Money came in that names payment order " + *line.reference +
                               "; it may be a return.");
    }
    return Unknown(line, "Money came in that no payment order explains.");
  }

  LineMatch JudgeReference(const StatementLine& line) {
    const auto found = by_reference_.find(*line.reference);
    if (found == by_reference_.end()) {
      return Unknown(line, "The line names payment order " + *line.reference +
                               ", which is not among the orders sent.");
    }
    const std::size_t index = found->second;
    const ExpectedPayment& order = orders_[index];
    if (!line.counterparty.iban.empty() && line.counterparty.iban != order.payee_iban) {
      return Unknown(line, "The line names payment order " + order.end_to_end_id +
                               ", but the money went to another account.");
    }
    if (line.amount.currency() != order.amount.currency()) {
      return Unknown(line, "The line names payment order " + order.end_to_end_id +
                               ", but is in another currency.");
    }
    return Meet(index, line, MatchBasis::kReference);
  }

  LineMatch JudgeLikeness(const StatementLine& line) {
    if (line.counterparty.iban.empty() || line.counterparty.bin.empty()) {
      return Unknown(line,
                     "The line has no reference and does not name the payee's account and "
                     "БИН.");
    }
    const auto found =
        by_likeness_.find(LikenessOf(line.amount, line.counterparty.iban, line.counterparty.bin));
    if (found == by_likeness_.end()) {
      return Unknown(line, "No payment order has this amount, payee's account and БИН.");
    }
    const Alike& alike = found->second;
    if (alike.open > 1) {
      return Unknown(line, std::to_string(alike.open) +
                               " payment orders have this amount, payee's account and БИН; without "
                               "a reference none is chosen.");
    }
    // Searched only while one is open, so a thousand equal lines do not search a thousand times.
    const auto open = [&](std::size_t candidate) { return !met_[candidate]; };
    const std::size_t index = alike.open == 0
                                  ? alike.orders.front()
                                  : *std::find_if(alike.orders.begin(), alike.orders.end(), open);
    return Meet(index, line, MatchBasis::kAmountAndPayee);
  }

  LineMatch Meet(std::size_t index, const StatementLine& line, MatchBasis basis) {
    const ExpectedPayment& order = orders_[index];
    LineMatch match{MatchKind::kExact, basis, index, order.amount, line.amount, {}};
    const std::string name = "Payment order " + order.end_to_end_id;
    const std::string paid = line.amount.ToString();
    if (met_[index]) {
      match.kind = MatchKind::kDuplicate;
      match.reason = name + " is met already; " + paid + " went out again.";
      return match;
    }
    met_[index] = true;
    --by_likeness_.at(LikenessOf(order)).open;
    if (line.amount == order.amount) {
      match.reason = name + " is met with its amount.";
      return match;
    }
    const bool less = line.amount.minor() < order.amount.minor();
    match.kind = less ? MatchKind::kShort : MatchKind::kOver;
    match.reason = name + " of " + order.amount.ToString() + " is met with " + paid +
                   (less ? ", which is less." : ", which is more.");
    return match;
  }

  std::span<const ExpectedPayment> orders_;
  std::span<const StatementLine> lines_;
  std::vector<bool> met_;  // by order
  std::unordered_map<std::string_view, std::size_t> by_reference_;
  std::map<Likeness, Alike> by_likeness_;
  std::vector<std::optional<LineMatch>> matches_;  // by line; absent: no reference
};

}  // namespace

std::string_view MatchKindName(MatchKind kind) {
  for (const auto& [candidate, name] : kKinds) {
    if (candidate == kind) return name;
  }
  AssertFailed("a known kind of match", __FILE__, __LINE__);
}

std::optional<MatchKind> ParseMatchKind(std::string_view name) {
  for (const auto& [candidate, candidate_name] : kKinds) {
    if (candidate_name == name) return candidate;
  }
  return {};
}

std::string_view MatchBasisName(MatchBasis basis) {
  switch (basis) {
    case MatchBasis::kNone:
      return "NONE";
    case MatchBasis::kReference:
      return "REFERENCE";
    case MatchBasis::kAmountAndPayee:
      return "AMOUNT_AND_PAYEE";
  }
  AssertFailed("a known basis of a match", __FILE__, __LINE__);
}

StatementMatch MatchStatement(std::span<const ExpectedPayment> orders,
                              std::span<const StatementLine> lines) {
  return Matcher(orders, lines).Match();
}

}  // namespace tirek::bank
