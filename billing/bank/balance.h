// The arithmetic of a statement: opening + credits − debits = closing, and the lines are all of it.
#pragma once

#include <optional>

#include "billing/bank/refusals.h"
#include "billing/bank/statement.h"
#include "core/money/money.h"

namespace tirek::bank {

// What the bank itself says beside the balances, and where it stands in the file.
struct DeclaredSums {
  std::optional<Money> credits;
  std::optional<Money> debits;
  std::optional<long long> credit_count;
  std::optional<long long> debit_count;
  Place credits_place;
  Place debits_place;
  Place closing_place;  // of the closing balance, where there is one
};

// The sums of lines, as they come. 128 bits hold any sum of as many lines as a file may have.
struct LineSums {
  __int128 credits = 0;
  __int128 debits = 0;
  long long credit_count = 0;
  long long debit_count = 0;

  void Add(const StatementLine& line);
};

// Gives `statement` its credits and debits and refuses it when it does not add up. `once` leaves
// out the lines listed in `statement.repeats`, `all` has them: they count where only the bank's own
// figures with them agree.
void CloseStatement(const DeclaredSums& declared, const LineSums& once, const LineSums& all,
                    Statement& statement, Refusals& refusals);

}  // namespace tirek::bank
