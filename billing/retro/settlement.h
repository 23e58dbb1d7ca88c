// How differences are settled: what is paid, what the provider owes back and in which parts.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/calendar/month.h"
#include "core/money/decimal.h"
#include "core/money/money.h"

namespace tirek::retro {

// A gross reversal takes liquidity from a provider for a month, so that finance chooses.
enum class Choice {
  kNetInMonth,     // more and less are one sum, paid or taken off this month's claim
  kGrossReversal,  // what was billed is taken back whole, what is right is paid whole
  kInstalments,    // more is paid at once, less is recovered under a ceiling a month
};

// What one month's differences under a contract come to. All of them are not below zero.
struct MonthChange {
  Money old_amount;       // of all lines that changed
  Money new_amount;       // of the same
  Money more;             // the differences above zero
  Money less;             // those below, without their sign
  Money unfunded_before;  // of the month: accepted above the ceiling, owed by nobody
};

// payable - receivable + unfunded = new_amount - old_amount.
struct MonthSettlement {
  Money payable;
  Money receivable;
  Money unfunded;  // below zero: what is taken back was never paid
};

// What more is owed is owed as far as the ceiling has room; what is less is first taken from what
// was unfunded, because nobody was paid for it. AMOUNT_NEGATIVE, CURRENCY_MISMATCH,
// AMOUNT_OVERFLOW.
Result<MonthSettlement> SettleMonth(Choice choice, const MonthChange& change, Money ceiling_left);

struct RecoveryTerms {
  Choice choice = Choice::kNetInMonth;
  Money owed;
  std::optional<Decimal> percent;  // of a month's payable, above 0 to 100; of instalments only
  Month first;
  Money expected;  // payable of each month, as it was last
};

struct RecoveryPart {
  Month month;
  Money amount;
  Money left;  // after it
};

// The months in which what is owed is taken off, by what each month is expected to pay: a part is
// rounded down to the minor unit, the last one takes the rest, and the parts add to what is owed.
// Where nothing is expected, one part says so by taking all. Nothing for nothing owed.
//
// INSTALMENT_PERCENT_OUT_OF_RANGE, INSTALMENT_TOO_SMALL (more than 120 parts), AMOUNT_NEGATIVE.
Result<std::vector<RecoveryPart>> PlanRecovery(const RecoveryTerms& terms);

std::string_view ChoiceName(Choice choice);  // "NET_IN_MONTH"
std::optional<Choice> ParseChoice(std::string_view name);

}  // namespace tirek::retro
