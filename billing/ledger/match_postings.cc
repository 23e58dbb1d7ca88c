#include "billing/ledger/match_postings.h"

#include <utility>

namespace tirek::ledger {
namespace {

Error NotPositive(const std::string& source_id, Money amount) {
  return Error{ErrorKind::kInvalid,
               "AMOUNT_NOT_POSITIVE",
               "The amount of this document must be greater than zero.",
               {{"document_id", source_id}, {"amount", amount.ToString()}},
               {}};
}

Result<Entry> PostPair(const MatchedMoney& money, AccountKind debit, AccountKind credit,
                       const char* what) {
  if (money.amount.minor() <= 0) return NotPositive(money.source_id, money.amount);
  return Entry::Make({std::string(kPayerLedger),
                      SourceType::kMatch,
                      money.source_id,
                      money.effective_date,
                      money.amount.currency(),
                      what + (", match " + money.source_id),
                      {{debit, money.amount.minor(), {}}, {credit, -money.amount.minor(), {}}},
                      {}});
}

Result<void> RequireSums(const MatchedOrder& order) {
  if (order.paid.minor() <= 0) return NotPositive(order.source_id, order.paid);
  // Only to refuse sums that do not fit, or of two currencies.
  TIREK_RETURN_IF_ERROR(order.ordered.Plus(order.netted));
  TIREK_RETURN_IF_ERROR(order.ordered.Minus(order.paid));
  return {};
}

EntryDraft DraftOf(const MatchedOrder& order, const char* what) {
  return {order.ledger_id,
          SourceType::kMatch,
          order.source_id,
          order.effective_date,
          order.paid.currency(),
          what + (", match " + order.source_id),
          {},
          {}};
}

}  // namespace

Result<Entry> PostOutOfSuspense(const MatchedMoney& money) {
  return money.is_credit
             ? PostPair(money, AccountKind::kSuspense, AccountKind::kBank, "Out of suspense")
             : PostPair(money, AccountKind::kBank, AccountKind::kSuspense, "Out of suspense");
}

Result<Entry> PostIntoSuspense(const MatchedMoney& money) {
  return money.is_credit
             ? PostPair(money, AccountKind::kBank, AccountKind::kSuspense, "Back to suspense")
             : PostPair(money, AccountKind::kSuspense, AccountKind::kBank, "Back to suspense");
}

Result<Entry> PostBankCharge(const MatchedMoney& money) {
  return PostPair(money, AccountKind::kBankCharges, AccountKind::kSuspense, "Charge of the bank");
}

Result<Entry> PostMatchedPayment(const MatchedOrder& order) {
  TIREK_RETURN_IF_ERROR(RequireSums(order));
  EntryDraft draft = DraftOf(order, "Payment found on the statement");
  draft.postings = {{AccountKind::kBankClearing, order.paid.minor(), order.dims},
                    {AccountKind::kBank, -order.paid.minor(), order.dims}};
  return Entry::Make(std::move(draft));
}

Result<Entry> PostReturnedPayment(const MatchedOrder& order) {
  TIREK_RETURN_IF_ERROR(RequireSums(order));
  EntryDraft draft = DraftOf(order, "Payment came back");
  const std::int64_t under_way = order.ordered.minor() - order.paid.minor();
  draft.postings = {
      {AccountKind::kBank, order.paid.minor(), order.dims},
      {order.pays.account(), -(order.ordered.minor() + order.netted.minor()), order.dims}};
  if (under_way != 0) draft.postings.push_back({AccountKind::kBankClearing, under_way, order.dims});
  AddNetted(draft.postings, order.netted, order.pays, 1, order.dims);
  return Entry::Make(std::move(draft));
}

Result<Entry> PostPartlyReturned(const MatchedOrder& order) {
  TIREK_RETURN_IF_ERROR(RequireSums(order));
  EntryDraft draft = DraftOf(order, "A part of a payment came back");
  draft.postings = {{AccountKind::kBank, order.paid.minor(), order.dims},
                    {AccountKind::kPayable, -order.paid.minor(), order.dims}};
  return Entry::Make(std::move(draft));
}

}  // namespace tirek::ledger
