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
  Place credits_place;
  Place debits_place;
  Place closing_place;  // of the closing balance, always known
};

// Sums the lines into `statement.credits` and `.debits` and refuses a statement that does not add
// up. A document that repeats an earlier one is left out of the lines, unless the bank's own
// figures count it; either way it is listed in `statement.repeats`.
void CloseStatement(const DeclaredSums& declared, Statement& statement, Refusals& refusals);

}  // namespace tirek::bank
