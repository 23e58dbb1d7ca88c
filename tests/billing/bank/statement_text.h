// Statements and refusals as text, so that a test compares whole answers.
#pragma once

#include <string>

#include "billing/bank/statement.h"
#include "core/base/error.h"

namespace tirek::bank {

// "+15000.50 Б-7/1 2026-11-09 2026-11-09 191140004441 880 -": sign, number, booked, value date,
// БИН, КНП, reference.
inline std::string ToText(const StatementLine& line) {
  return (line.direction == Direction::kCredit ? "+" : "-") + line.amount.AmountText() + " " +
         line.number + " " + line.booked_date.ToString() + " " + line.value_date.ToString() + " " +
         line.counterparty.bin + " " + line.knp + " " + line.reference.value_or("-");
}

// "KZ67… KZT [2026-11-01, 2026-12-01) 5000000.00 +15000.50 -2184510.00 = 2830490.50".
inline std::string ToText(const Statement& statement) {
  return statement.account.text() + " " + std::string(statement.currency.code()) + " " +
         statement.period.ToString() + " " + statement.opening.AmountText() + " +" +
         statement.credits.AmountText() + " -" + statement.debits.AmountText() + " = " +
         statement.closing.AmountText();
}

// "line 12 СуммаРасход: STATEMENT_AMOUNT; …".
inline std::string ToText(const Error& error) {
  std::string text;
  for (const Violation& violation : error.violations) {
    if (!text.empty()) text += "; ";
    text += violation.field + ": " + violation.reason;
  }
  return text;
}

}  // namespace tirek::bank
