#include "billing/bank/matching.h"

#include <array>
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

LineMatch Unknown(const StatementLine& line, const char* suspense, std::string reason) {
  const MatchKind kind =
      line.direction == Direction::kCredit ? MatchKind::kUnknownCredit : MatchKind::kUnknownDebit;
  return {kind, MatchBasis::kNone, false, {}, line.amount, std::move(reason), suspense};
}

LineMatch JudgeCredit(const StatementLine& line, const ExpectedPayment* order) {
  if (order != nullptr) {
    return Unknown(
        line, "SUSPENSE_UNDECIDED",
        "Money came in that names payment order " + *line.reference + "; it may be a return.");
  }
  return Unknown(line, "SUSPENSE_MONEY_IN", "Money came in that no payment order explains.");
}

LineMatch Again(const ExpectedPayment& order, const StatementLine& line) {
  return {MatchKind::kDuplicate,
          MatchBasis::kReference,
          true,
          order.amount,
          line.amount,
          "Payment order " + order.end_to_end_id + " is met already; " + line.amount.ToString() +
              " went out again.",
          "SUSPENSE_ALREADY_MET"};
}

LineMatch Met(const ExpectedPayment& order, const StatementLine& line) {
  LineMatch match{
      MatchKind::kExact, MatchBasis::kReference, true, order.amount, line.amount, {}, {}};
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

// What keeps the line from paying the order that it names, whatever other lines say of it.
std::optional<LineMatch> Hindrance(const StatementLine& line, const ExpectedPayment& order) {
  const std::string named = "The line names payment order " + *line.reference;
  if (!line.counterparty.iban.empty() && line.counterparty.iban != order.payee_iban) {
    return Unknown(line, "SUSPENSE_OTHER_ACCOUNT",
                   named + ", but the money went to another account.");
  }
  if (line.amount.currency() != order.amount.currency()) {
    return Unknown(line, "SUSPENSE_CURRENCY", named + ", but is in another currency.");
  }
  return {};
}

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

void Naming::Note(const ExpectedPayment& order, const StatementLine& line, std::size_t number) {
  if (line.direction == Direction::kCredit || Hindrance(line, order)) return;
  if (++lines == 1) first = number;
  if (!exact && line.amount == order.amount) exact = number;
}

std::optional<std::size_t> Naming::paying() const {
  if (exact) return exact;
  return lines == 1 ? std::optional(first) : std::nullopt;
}

LineMatch JudgeLine(const StatementLine& line, std::size_t number, const ExpectedPayment* order,
                    const Naming& naming) {
  if (line.direction == Direction::kCredit) return JudgeCredit(line, order);
  if (!line.reference) {
    return Unknown(line, "SUSPENSE_UNDECIDED",
                   "The line does not name one payment order; a person says what it pays.");
  }
  const std::string named = "The line names payment order " + *line.reference;
  if (order == nullptr) {
    return Unknown(line, "SUSPENSE_REFERENCE_UNKNOWN",
                   named + ", which is not among the orders sent.");
  }
  if (auto hindered = Hindrance(line, *order)) return *std::move(hindered);
  if (order->met && line.amount.minor() <= order->rest_minor) {
    return Unknown(line, "SUSPENSE_UNDECIDED",
                   named + ", which was paid short; it may be the rest.");
  }
  if (order->met) return Again(*order, line);
  if (!naming.paying()) {
    return Unknown(
        line, "SUSPENSE_UNDECIDED",
        "Several lines name payment order " + order->end_to_end_id + ", and none has its amount.");
  }
  return naming.paying() == number ? Met(*order, line) : Again(*order, line);
}

}  // namespace tirek::bank
