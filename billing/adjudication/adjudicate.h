// From the claimed lines of a contract to decisions: what is paid, cut at the contract's ceiling,
// or denied. What the ceiling cuts is kept as unfunded, day by day, not lost.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "billing/capitation/line.h"
#include "billing/order/rules.h"
#include "core/base/result.h"
#include "core/money/money.h"

namespace tirek::adjudication {

struct Funds {
  Money ceiling = Money::FromMinor(0, kTenge);          // of the contract
  Money accepted_before = Money::FromMinor(0, kTenge);  // by its earlier adjudications
  // Days are accepted by date, on a date by admission; or all days of the persons admitted first
  // before those of the others. Ties go by placement id.
  order::CutOrder cut_order = order::CutOrder::kLatestDayFirst;
};

enum class Verdict {
  kPaid,      // approved in full
  kReduced,   // some of its days, or a part of one, are beyond the ceiling
  kDenied,    // by the capitation line's reason
  kUnfunded,  // the ceiling was used up before it
};

// claimed = approved + unfunded + denied.
struct Decision {
  Verdict verdict = Verdict::kPaid;
  std::string reason;  // empty when paid; CEILING_EXCEEDED, or the denial reason of the line
  Money ceiling_left;  // before the first of its days
  Money claimed;
  Money approved;
  Money unfunded;
  Money denied;
};

// A person-day beyond the ceiling: all of its money, or what of it was not left.
struct CutDay {
  std::size_t line = 0;  // its index among the lines
  std::string placement_id;
  CivilDate date;
  Decimal quantity;    // of the whole day
  Money claimed;       // for the whole day
  Money unfunded;      // what of it is cut
  std::string reason;  // CEILING_EXCEEDED
};

// Totals of the decisions, for which the same identity holds; unfunded = Σ of the days cut.
struct Adjudication {
  std::vector<Decision> decisions;  // one a line, in the order of the lines
  Money claimed;
  Money approved;
  Money unfunded;
  Money denied;
  std::vector<CutDay> cut_days;  // in the order in which they would have been accepted
};

// A payable line claims its amount, a denied one what it would have been. Days are accepted in the
// order of the funds until the ceiling is reached: the day that crosses it is divided in money, so
// that what is accepted is exactly what was left. The money of a line is that of its days by their
// quantities, tiyns that do not divide by largest remainder, the earlier day first.
// The decisions do not depend on the order of the lines.
//
// Fails with LINES_OF_SEVERAL_CONTRACTS, DUPLICATE_LINE (a placement's day twice, but for parts of
// different reasons), AMOUNT_NEGATIVE, CURRENCY_MISMATCH, AMOUNT_OVERFLOW.
Result<Adjudication> Adjudicate(std::span<const capitation::Line> lines, const Funds& funds);

std::string_view VerdictName(Verdict verdict);  // "PAID"
std::optional<Verdict> ParseVerdict(std::string_view name);

}  // namespace tirek::adjudication
