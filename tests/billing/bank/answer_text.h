// What a reader makes of a file, in one line: its statements, or why it is refused.
#pragma once

#include <string>

#include "billing/bank/statement_format.h"
#include "tests/billing/bank/statement_text.h"

namespace tirek::bank {

// "KZ67… KZT [2026-11-01, 2026-12-01) 5.00 +1.00 -2.00 = 4.00, 3 lines; …"; "STATEMENT_BALANCE at
// line 15 КонечныйОстаток; …".
inline std::string AnswerTo(const std::string& bytes, const ReadOptions& options = {}) {
  Refusals refusals;
  CollectedStatements collected;
  MemoryBytes memory(bytes);
  ReadStatements(memory, options, collected, refusals);
  if (!refusals.empty()) return ToText(refusals.ToError());
  std::string answer;
  for (const Statement& statement : collected.statements()) {
    if (!answer.empty()) answer += "; ";
    answer += statement.account_number + " " + std::string(statement.currency.code()) + " " +
              statement.period.ToString() + " " + statement.opening.AmountText() + " +" +
              statement.credits.AmountText() + " -" + statement.debits.AmountText() + " = " +
              statement.closing.AmountText() + ", " + std::to_string(statement.lines.size()) +
              " lines";
  }
  return answer;
}

}  // namespace tirek::bank
