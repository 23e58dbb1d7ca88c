// From the claimed lines of a contract to decisions: what is paid, cut at the contract's ceiling,
// or denied. What the ceiling cuts is kept as unfunded, not lost.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "billing/capitation/line.h"
#include "core/base/result.h"
#include "core/money/money.h"

namespace tirek::adjudication {

// Which lines are cut first when the ceiling does not suffice for all; written in the contract.
enum class CutOrder {
  kByDate,  // lines are funded by first day, then by placement: later person-days are cut first
};

struct Funds {
  Money ceiling = Money::FromMinor(0, kTenge);          // of the contract
  Money accepted_before = Money::FromMinor(0, kTenge);  // by its earlier adjudications
  CutOrder cut_order = CutOrder::kByDate;
};

enum class Verdict {
  kPaid,      // approved in full
  kReduced,   // approved up to the ceiling, the rest unfunded
  kDenied,    // by the capitation line's reason
  kUnfunded,  // the ceiling was used up before it
};

// claimed = approved + unfunded + denied.
struct Decision {
  Verdict verdict = Verdict::kPaid;
  std::string reason;  // empty when paid; CEILING_EXCEEDED, or the denial reason of the line
  Money ceiling_left;  // before this line: approved is the lesser of it and claimed
  Money claimed;
  Money approved;
  Money unfunded;
  Money denied;
};

// Totals of the decisions, for which the same identity holds.
struct Adjudication {
  std::vector<Decision> decisions;  // one a line, in the order of the lines
  Money claimed;
  Money approved;
  Money unfunded;
  Money denied;
};

// A payable line claims its amount, a denied one what it would have been. The decision on each line
// does not depend on the order of the lines.
//
// Fails with LINES_OF_SEVERAL_CONTRACTS, DUPLICATE_LINE (a placement's day claimed by two lines),
// AMOUNT_NEGATIVE, CURRENCY_MISMATCH, AMOUNT_OVERFLOW.
Result<Adjudication> Adjudicate(std::span<const capitation::Line> lines, const Funds& funds);

std::string_view VerdictName(Verdict verdict);  // "PAID"
std::optional<Verdict> ParseVerdict(std::string_view name);
std::string_view CutOrderName(CutOrder order);  // "BY_DATE"
std::optional<CutOrder> ParseCutOrder(std::string_view name);

}  // namespace tirek::adjudication
