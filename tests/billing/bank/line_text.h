// A statement line with all that a format may tell, in one row of text.
#pragma once

#include <string>

#include "billing/bank/statement.h"

namespace tirek::bank {

// "-300.00 1 2026-11-05/2026-11-06 Name|bin|iban|bic|kbe knp=859 ref=TRK-1 e2e=… bank=B-1 …".
inline std::string WholeText(const StatementLine& line) {
  std::string text = line.direction == Direction::kCredit ? "+" : "-";
  text += line.amount.AmountText() + " " + line.number + " " + line.booked_date.ToString() + "/" +
          line.value_date.ToString() + " " + line.counterparty.name + "|" + line.counterparty.bin +
          "|" + line.counterparty.iban + "|" + line.counterparty.bic + "|" + line.counterparty.kbe;
  const auto add = [&](const char* name, const std::string& value) {
    if (!value.empty()) text += std::string(" ") + name + "=" + value;
  };
  add("knp", line.knp);
  add("ref", line.reference.value_or(""));
  add("e2e", line.end_to_end_id);
  add("bank", line.bank_reference);
  add("type", line.type);
  if (line.reversal) text += " reversal";
  if (line.fee) text += " fee";
  if (line.returned) text += " returned(" + line.returned->code + " " + line.returned->text + ")";
  add("batch", line.batch_id);
  for (const LineDetail& detail : line.details) {
    text += " [" + (detail.amount ? detail.amount->AmountText() : "?") + " " +
            detail.end_to_end_id + " " + detail.counterparty.iban + "]";
  }
  add("purpose", line.purpose);
  return text;
}

}  // namespace tirek::bank
