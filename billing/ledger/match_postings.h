// How a match of the bank's lines with payment orders is posted. A line came into suspense when its
// statement was imported; a match takes its money from there to where it belongs. Undone, each
// entry is taken back by its reversal.
#pragma once

#include <string>

#include "billing/ledger/entry.h"
#include "billing/ledger/posting_rules.h"
#include "core/base/result.h"
#include "core/calendar/civil_date.h"
#include "core/money/money.h"

namespace tirek::ledger {

// A line's money, or the part of it that belongs to one order.
struct MatchedMoney {
  std::string source_id;
  CivilDate effective_date;
  Money amount;
  bool is_credit = false;  // money that came in
};

// In the payer's ledger. Dr BANK / Cr SUSPENSE for money that went out, the other way round for
// money that came in.
Result<Entry> PostOutOfSuspense(const MatchedMoney& money);
// The other way: what the import had matched is nobody's again.
Result<Entry> PostIntoSuspense(const MatchedMoney& money);
// Dr BANK_CHARGES / Cr SUSPENSE.
Result<Entry> PostBankCharge(const MatchedMoney& money);

struct MatchedOrder {
  std::string ledger_id;
  std::string source_id;
  Dimensions dims;
  CivilDate effective_date;
  Money paid;     // by this line; of a return: what comes back
  Money ordered;  // what the bank was told to pay, less what came back of it in part before
  Money netted;   // what was taken off before
  PaidDocument pays = {};
};

// Dr BANK_CLEARING / Cr BANK.
Result<Entry> PostMatchedPayment(const MatchedOrder& order);
// The order is as if it had never been sent: Cr PAYABLE, or ADVANCE, for what it had ordered and
// netted, Dr BANK for what came back, Dr RECEIVABLE and ADVANCE for what was netted; what the bank
// had paid short or over is no longer under way, either.
Result<Entry> PostReturnedPayment(const MatchedOrder& order);

// A part of what was paid came back and is owed again, what was netted stays so: Dr BANK /
// Cr PAYABLE. An advance comes back as a whole.
Result<Entry> PostPartlyReturned(const MatchedOrder& order);

}  // namespace tirek::ledger
