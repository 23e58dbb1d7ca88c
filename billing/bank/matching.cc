#include "billing/bank/matching.h"

#include <algorithm>
#include <array>
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

class Matcher {
 public:
  Matcher(std::span<const ExpectedPayment> orders, std::span<const StatementLine> lines)
      : orders_(orders), lines_(lines), named_by_(orders.size()), met_(orders.size()) {
    by_reference_.reserve(orders.size());
    for (std::size_t i = 0; i < orders.size(); ++i) {
      met_[i] = orders[i].met;
      // Two orders of one reference would make "at most once" meaningless.
      TIREK_ASSERT(by_reference_.emplace(orders[i].end_to_end_id, i).second);
    }
  }

  StatementMatch Match() && {
    StatementMatch result;
    result.lines.reserve(lines_.size());
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      result.lines.push_back(lines_[i].direction == Direction::kCredit ? JudgeCredit(lines_[i])
                                                                       : JudgeDebit(i));
    }
    for (std::size_t i = 0; i < orders_.size(); ++i) {
      if (!named_by_[i].empty()) JudgeNamed(i, result.lines);
      if (!met_[i]) result.unmet.push_back(i);
    }
    return result;
  }

 private:
  static LineMatch Unknown(const StatementLine& line, const char* suspense, std::string reason) {
    const MatchKind kind =
        line.direction == Direction::kCredit ? MatchKind::kUnknownCredit : MatchKind::kUnknownDebit;
    return {kind, MatchBasis::kNone, {}, {}, line.amount, std::move(reason), suspense};
  }

  LineMatch JudgeCredit(const StatementLine& line) const {
    if (line.reference && by_reference_.contains(*line.reference)) {
      return Unknown(
          line, "SUSPENSE_UNDECIDED",
          "Money came in that names payment order " + *line.reference + "; it may be a return.");
    }
    return Unknown(line, "SUSPENSE_MONEY_IN", "Money came in that no payment order explains.");
  }

  // A line that may pay the order that it names is only noted here: others may name it, too.
  LineMatch JudgeDebit(std::size_t index) {
    const StatementLine& line = lines_[index];
    if (!line.reference) {
      return Unknown(line, "SUSPENSE_UNDECIDED",
                     "The line does not name one payment order; a person says what it pays.");
    }
    const auto found = by_reference_.find(*line.reference);
    const std::string named = "The line names payment order " + *line.reference;
    if (found == by_reference_.end()) {
      return Unknown(line, "SUSPENSE_REFERENCE_UNKNOWN",
                     named + ", which is not among the orders sent.");
    }
    const ExpectedPayment& order = orders_[found->second];
    if (!line.counterparty.iban.empty() && line.counterparty.iban != order.payee_iban) {
      return Unknown(line, "SUSPENSE_OTHER_ACCOUNT",
                     named + ", but the money went to another account.");
    }
    if (line.amount.currency() != order.amount.currency()) {
      return Unknown(line, "SUSPENSE_CURRENCY", named + ", but is in another currency.");
    }
    if (order.met && line.amount.minor() <= order.rest_minor) {
      return Unknown(line, "SUSPENSE_UNDECIDED",
                     named + ", which was paid short; it may be the rest.");
    }
    if (order.met) return Again(found->second, line);
    named_by_[found->second].push_back(index);
    return Met(found->second, line);
  }

  LineMatch Again(std::size_t order, const StatementLine& line) const {
    return {MatchKind::kDuplicate,
            MatchBasis::kReference,
            order,
            orders_[order].amount,
            line.amount,
            "Payment order " + orders_[order].end_to_end_id + " is met already; " +
                line.amount.ToString() + " went out again.",
            "SUSPENSE_ALREADY_MET"};
  }

  void JudgeNamed(std::size_t index, std::vector<LineMatch>& matches) {
    const ExpectedPayment& order = orders_[index];
    const std::vector<std::size_t>& named_by = named_by_[index];
    auto pays = std::find_if(named_by.begin(), named_by.end(),
                             [&](std::size_t line) { return lines_[line].amount == order.amount; });
    if (pays == named_by.end() && named_by.size() == 1) pays = named_by.begin();
    met_[index] = pays != named_by.end();
    for (const std::size_t line : named_by) {
      if (pays == named_by.end()) {
        matches[line] = Unknown(lines_[line], "SUSPENSE_UNDECIDED",
                                "Several lines name payment order " + order.end_to_end_id +
                                    ", and none has its amount.");
      } else {
        matches[line] = line == *pays ? Met(index, lines_[line]) : Again(index, lines_[line]);
      }
    }
  }

  LineMatch Met(std::size_t index, const StatementLine& line) const {
    const ExpectedPayment& order = orders_[index];
    LineMatch match{
        MatchKind::kExact, MatchBasis::kReference, index, order.amount, line.amount, {}, {}};
    const std::string name = "Payment order " + order.end_to_end_id;
    if (line.amount == order.amount) {
      match.reason = name + " is met with its amount.";
      return match;
    }
    const bool less = line.amount.minor() < order.amount.minor();
    match.kind = less ? MatchKind::kShort : MatchKind::kOver;
    match.reason = name + " of " + order.amount.ToString() + " is met with " +
                   line.amount.ToString() + (less ? ", which is less." : ", which is more.");
    return match;
  }

  std::span<const ExpectedPayment> orders_;
  std::span<const StatementLine> lines_;
  std::vector<std::vector<std::size_t>> named_by_;  // by order: lines that may pay it
  std::vector<bool> met_;                           // by order
  std::unordered_map<std::string_view, std::size_t> by_reference_;
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
  return basis == MatchBasis::kNone ? "NONE" : "REFERENCE";
}

StatementMatch MatchStatement(std::span<const ExpectedPayment> orders,
                              std::span<const StatementLine> lines) {
  return Matcher(orders, lines).Match();
}

}  // namespace tirek::bank
