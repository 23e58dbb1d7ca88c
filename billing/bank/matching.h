// What the import does by itself with each line of a statement: only a line that names its payment
// order pays it. All else waits for a person.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "billing/bank/statement.h"
#include "core/money/money.h"

namespace tirek::bank {

// A payment order that was sent, as far as a statement can be compared with it.
struct ExpectedPayment {
  std::string end_to_end_id;
  Money amount;
  std::string payee_iban;
  std::string payee_bin;
  bool met = false;                      // already found on an earlier statement
  std::optional<CivilDate> requested{};  // the day that it was to be paid on
  std::int64_t rest_minor = 0;           // of one that was met with less: what is left
};

enum class MatchKind {
  kExact,          // the order's amount to the tiyn
  kShort,          // the order is met with less
  kOver,           // the order is met with more
  kUnknownCredit,  // money came in that no order explains
  kUnknownDebit,   // money went out that no order explains
  kDuplicate,      // money went out again for an order that is met already
};
std::string_view MatchKindName(MatchKind kind);  // "UNKNOWN_CREDIT"
std::optional<MatchKind> ParseMatchKind(std::string_view name);

// What the verdict rests on.
enum class MatchBasis { kNone, kReference };
std::string_view MatchBasisName(MatchBasis basis);  // "REFERENCE"

struct LineMatch {
  MatchKind kind = MatchKind::kUnknownDebit;
  MatchBasis basis = MatchBasis::kNone;
  std::optional<std::size_t> order;  // the order that is met, or met again by a duplicate
  std::optional<Money> expected;     // that order's amount
  Money got;                         // the line's amount
  std::string reason;                // a sentence for people, without personal data
  std::string suspense;              // of a line that meets none: one of error_reason.proto

  bool is_break() const { return kind != MatchKind::kExact; }
  // True when the line pays `order`: then it is posted against it, whatever its amount.
  bool meets_order() const { return kind <= MatchKind::kOver; }
};

struct StatementMatch {
  std::vector<LineMatch> lines;    // one for each line, in their order
  std::vector<std::size_t> unmet;  // orders that no statement has met, in their order
};

// Each order is met at most once. Where several lines name one order, the one of its exact amount
// pays it and the others are duplicates; where none has it, none is chosen.
StatementMatch MatchStatement(std::span<const ExpectedPayment> orders,
                              std::span<const StatementLine> lines);

}  // namespace tirek::bank
