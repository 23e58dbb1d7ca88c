#include "billing/ledger/posting_rules.h"

#include <utility>

#include "core/base/assert.h"

namespace tirek::ledger {
namespace {

Error NotPositive(std::string_view document_id, Money amount) {
  return Error{ErrorKind::kInvalid,
               "AMOUNT_NOT_POSITIVE",
               "The amount of this document must be greater than zero.",
               {{"document_id", std::string(document_id)}, {"amount", amount.ToString()}},
               {}};
}

void AddPair(std::vector<Posting>& postings, AccountKind debit, AccountKind credit, Money amount,
             const Dimensions& dims) {
  postings.push_back({debit, amount.minor(), dims});
  postings.push_back({credit, -amount.minor(), dims});
}

struct Transfer {
  AccountKind debit;
  AccountKind credit;
};

// `document` has every field of an entry except its postings.
Result<Entry> PostTransfer(EntryDraft document, Transfer transfer, Money amount,
                           const Dimensions& dims) {
  if (amount.minor() <= 0) return NotPositive(document.source_id, amount);
  AddPair(document.postings, transfer.debit, transfer.credit, amount, dims);
  return Entry::Make(std::move(document));
}

Result<Entry> PostUnknownLine(const UnknownStatementLine& line, Transfer transfer,
                              std::string description) {
  EntryDraft document{
      std::string(kPayerLedger), SourceType::kStatementLine, line.line_id, line.effective_date,
      line.amount.currency(),    std::move(description),     {},           {}};
  return PostTransfer(std::move(document), transfer, line.amount, {});
}

}  // namespace

void AddNetted(std::vector<Posting>& postings, Money netted, const PaidDocument& pays,
               std::int64_t sign, const Dimensions& dims) {
  const std::int64_t owed_back = netted.minor() - pays.advances_minor;
  if (owed_back != 0) postings.push_back({AccountKind::kReceivable, sign * owed_back, dims});
  if (pays.advances_minor != 0) {
    postings.push_back({AccountKind::kAdvance, sign * pays.advances_minor, dims});
  }
}

Result<std::optional<Entry>> PostAdjudicatedClaim(const AdjudicatedClaim& claim) {
  for (const Money amount : {claim.approved, claim.unfunded}) {
    if (amount.minor() < 0) return NotPositive(claim.claim_id, amount);
  }
  // Only to refuse a claim in two currencies.
  TIREK_RETURN_IF_ERROR(claim.approved.Plus(claim.unfunded));

  EntryDraft document{claim.ledger_id,
                      SourceType::kClaim,
                      claim.claim_id,
                      claim.effective_date,
                      claim.approved.currency(),
                      "Claim " + claim.claim_id + " adjudicated",
                      {},
                      {}};
  if (!claim.approved.is_zero()) {
    AddPair(document.postings, AccountKind::kExpenseAccrued, AccountKind::kPayable, claim.approved,
            claim.dims);
  }
  if (!claim.unfunded.is_zero()) {
    AddPair(document.postings, AccountKind::kUnfunded, AccountKind::kUnfundedContra, claim.unfunded,
            claim.dims);
  }
  if (document.postings.empty()) return std::optional<Entry>();
  TIREK_ASSIGN_OR_RETURN(Entry entry, Entry::Make(std::move(document)));
  return std::optional<Entry>(std::move(entry));
}

Result<std::optional<Entry>> PostAdjustment(const PostedAdjustment& adjustment) {
  for (const Money amount : {adjustment.payable, adjustment.receivable}) {
    if (amount.minor() < 0) return NotPositive(adjustment.adjustment_id, amount);
  }
  // Only to refuse an adjustment in two currencies.
  TIREK_ASSIGN_OR_RETURN(const Money both, adjustment.payable.Plus(adjustment.receivable));
  TIREK_RETURN_IF_ERROR(both.Plus(adjustment.unfunded));

  EntryDraft document{adjustment.ledger_id,
                      SourceType::kAdjustment,
                      adjustment.adjustment_id,
                      adjustment.effective_date,
                      adjustment.payable.currency(),
                      "Adjustment " + adjustment.adjustment_id + " of months that were billed",
                      {},
                      {}};
  if (!adjustment.payable.is_zero()) {
    AddPair(document.postings, AccountKind::kExpenseAccrued, AccountKind::kPayable,
            adjustment.payable, adjustment.dims);
  }
  if (!adjustment.receivable.is_zero()) {
    AddPair(document.postings, AccountKind::kReceivable, AccountKind::kExpenseAccrued,
            adjustment.receivable, adjustment.dims);
  }
  if (!adjustment.unfunded.is_zero()) {
    AddPair(document.postings, AccountKind::kUnfunded, AccountKind::kUnfundedContra,
            adjustment.unfunded, adjustment.dims);
  }
  if (document.postings.empty()) return std::optional<Entry>();
  TIREK_ASSIGN_OR_RETURN(Entry entry, Entry::Make(std::move(document)));
  return std::optional<Entry>(std::move(entry));
}

Result<Entry> PostSentPaymentOrder(const SentPaymentOrder& order) {
  for (const Money amount : {order.amount, order.netted}) {
    if (amount.minor() < 0) return NotPositive(order.order_id, amount);
  }
  TIREK_ASSERT(order.pays.advances_minor >= 0 && order.pays.advances_minor <= order.netted.minor());
  TIREK_ASSIGN_OR_RETURN(const Money document, order.amount.Plus(order.netted));
  if (document.is_zero()) return NotPositive(order.order_id, document);
  EntryDraft draft{order.ledger_id,
                   SourceType::kPaymentOrder,
                   order.order_id,
                   order.effective_date,
                   order.amount.currency(),
                   "Payment order " + order.order_id + " sent to the bank",
                   {{order.pays.account(), document.minor(), order.dims}},
                   {}};
  if (!order.amount.is_zero()) {
    draft.postings.push_back({AccountKind::kBankClearing, -order.amount.minor(), order.dims});
  }
  AddNetted(draft.postings, order.netted, order.pays, -1, order.dims);
  return Entry::Make(std::move(draft));
}

Result<Entry> PostRecoupedAdvance(const RecoupedAdvance& recouped) {
  EntryDraft document{recouped.ledger_id,
                      SourceType::kRecoupment,
                      recouped.recoupment_id,
                      recouped.effective_date,
                      recouped.amount.currency(),
                      "What is left of advance " + recouped.recoupment_id + " is owed back",
                      {},
                      {}};
  return PostTransfer(std::move(document), {AccountKind::kReceivable, AccountKind::kAdvance},
                      recouped.amount, recouped.dims);
}

Result<Entry> PostPaidStatementLine(const PaidStatementLine& line) {
  EntryDraft document{line.ledger_id,
                      SourceType::kStatementLine,
                      line.line_id,
                      line.effective_date,
                      line.amount.currency(),
                      "Payment found on the statement, line " + line.line_id,
                      {},
                      {}};
  return PostTransfer(std::move(document), {AccountKind::kBankClearing, AccountKind::kBank},
                      line.amount, line.dims);
}

Result<Entry> PostUnknownCredit(const UnknownStatementLine& line) {
  return PostUnknownLine(line, {AccountKind::kBank, AccountKind::kSuspense},
                         "Unknown credit on the statement, line " + line.line_id);
}

Result<Entry> PostUnknownDebit(const UnknownStatementLine& line) {
  return PostUnknownLine(line, {AccountKind::kSuspense, AccountKind::kBank},
                         "Unknown debit on the statement, line " + line.line_id);
}

}  // namespace tirek::ledger
