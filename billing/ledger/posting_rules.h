// How each document is posted: one document, at most one entry, no other way into the ledger.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "billing/ledger/entry.h"
#include "core/base/result.h"
#include "core/calendar/civil_date.h"
#include "core/money/money.h"

namespace tirek::ledger {

// A claim whose lines have been judged: `approved` is owed, `unfunded` lies above the ceiling.
struct AdjudicatedClaim {
  std::string ledger_id;
  std::string claim_id;
  Dimensions dims;
  CivilDate effective_date;
  Money approved;
  Money unfunded;
};

// Dr EXPENSE_ACCRUED / Cr PAYABLE for what is approved, Dr UNFUNDED / Cr UNFUNDED_CONTRA for what
// is not funded. No entry when both are zero.
Result<std::optional<Entry>> PostAdjudicatedClaim(const AdjudicatedClaim& claim);

// Differences of months that were billed: `payable` more is owed to the provider, `receivable` the
// provider owes back, and `unfunded` lies above the ceiling, or no more where it is below zero.
struct PostedAdjustment {
  std::string ledger_id;
  std::string adjustment_id;
  Dimensions dims;
  CivilDate effective_date;
  Money payable;
  Money receivable;
  Money unfunded;
};

// Dr EXPENSE_ACCRUED / Cr PAYABLE, Dr RECEIVABLE / Cr EXPENSE_ACCRUED, and Dr UNFUNDED / Cr
// UNFUNDED_CONTRA or the other way round. No entry when all are zero.
Result<std::optional<Entry>> PostAdjustment(const PostedAdjustment& adjustment);

// What an order pays, as far as it decides which accounts it moves.
struct PaidDocument {
  bool is_advance = false;          // not yet earned, else it is owed
  std::int64_t advances_minor = 0;  // of what was taken off, the part that was paid in advance; the
                                    // rest is owed back

  AccountKind account() const { return is_advance ? AccountKind::kAdvance : AccountKind::kPayable; }
};

// What was taken off, each part to its account: credits with -1, debits with 1.
void AddNetted(std::vector<Posting>& postings, Money netted, const PaidDocument& pays,
               std::int64_t sign, const Dimensions& dims);

struct SentPaymentOrder {
  std::string ledger_id;
  std::string order_id;
  Dimensions dims;
  CivilDate effective_date;
  Money amount;  // that the bank is told to pay
  Money netted;  // taken off
  PaidDocument pays = {};
};

// Dr PAYABLE for both, or ADVANCE, Cr BANK_CLEARING, Cr RECEIVABLE and ADVANCE. AMOUNT_NOT_POSITIVE
// when one is below zero or both are zero.
Result<Entry> PostSentPaymentOrder(const SentPaymentOrder& order);

// What is left of an advance that can no longer be earned.
struct RecoupedAdvance {
  std::string ledger_id;
  std::string recoupment_id;
  Dimensions dims;
  CivilDate effective_date;
  Money amount;
};

// Dr RECEIVABLE / Cr ADVANCE.
Result<Entry> PostRecoupedAdvance(const RecoupedAdvance& recouped);

// A line of the statement that was matched to a payment order of this ledger.
struct PaidStatementLine {
  std::string ledger_id;
  std::string line_id;
  Dimensions dims;
  CivilDate effective_date;
  Money amount;  // as the statement says: what is short stays in clearing, a break to be named
};

// Dr BANK_CLEARING / Cr BANK.
Result<Entry> PostPaidStatementLine(const PaidStatementLine& line);

// A line of the statement that belongs to no order: posted in the payer's ledger.
struct UnknownStatementLine {
  std::string line_id;
  CivilDate effective_date;
  Money amount;
};

// Money came in: Dr BANK / Cr SUSPENSE.
Result<Entry> PostUnknownCredit(const UnknownStatementLine& line);
// Money went out: Dr SUSPENSE / Cr BANK.
Result<Entry> PostUnknownDebit(const UnknownStatementLine& line);

}  // namespace tirek::ledger
