// What the import does by itself with each line of a statement: only a line that names its payment
// order pays it. All else waits for a person.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

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
  bool names_order = false;       // the order is met, or met again by a duplicate
  std::optional<Money> expected;  // that order's amount
  Money got;                      // the line's amount
  std::string reason;             // a sentence for people, without personal data
  std::string suspense;           // of a line that meets none: one of error_reason.proto

  bool is_break() const { return kind != MatchKind::kExact; }
  // True when the line pays `order`: then it is posted against it, whatever its amount.
  bool meets_order() const { return kind <= MatchKind::kOver; }
};

// What all lines of a statement say of one order, so that its lines can be judged one by one.
// Lines are told apart by their numbers.
struct Naming {
  std::size_t lines = 0;             // that may pay the order
  std::size_t first = 0;             // of them
  std::optional<std::size_t> exact;  // the first of the order's amount

  // Of a line that names `order`.
  void Note(const ExpectedPayment& order, const StatementLine& line, std::size_t number);
  // Where several lines name one order, the one of its exact amount pays it and the others are
  // duplicates; where none has it, none is chosen.
  std::optional<std::size_t> paying() const;
};

// `order` is the one that the line names, or null when there is none; `naming` is what the whole
// statement says of it. So each order is met at most once.
LineMatch JudgeLine(const StatementLine& line, std::size_t number, const ExpectedPayment* order,
                    const Naming& naming);

}  // namespace tirek::bank
