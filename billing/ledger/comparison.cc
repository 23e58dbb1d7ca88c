#include "billing/ledger/comparison.h"

#include <algorithm>
#include <span>

namespace tirek::ledger {
namespace {

bool SameAccounts(std::span<const Posting> left, std::span<const Posting> right) {
  return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                    [](const Posting& a, const Posting& b) { return a.account == b.account; });
}

bool SameAmounts(std::span<const Posting> left, std::span<const Posting> right) {
  return std::equal(
      left.begin(), left.end(), right.begin(), right.end(),
      [](const Posting& a, const Posting& b) { return a.amount_minor == b.amount_minor; });
}

}  // namespace

Verdict CompareWith(const Entry& known, const Entry& asked) {
  if (!SameAccounts(known.postings(), asked.postings())) {
    return Verdict::kExistsWithDifferentAccounts;
  }
  if (known.currency() != asked.currency() || !SameAmounts(known.postings(), asked.postings())) {
    return Verdict::kExistsWithDifferentAmount;
  }
  if (known.effective_date() != asked.effective_date()) return Verdict::kExistsWithDifferentDate;
  const bool same = known.description() == asked.description() &&
                    known.reverses_id() == asked.reverses_id() &&
                    known.adjustment_reason() == asked.adjustment_reason() &&
                    std::equal(known.postings().begin(), known.postings().end(),
                               asked.postings().begin(), asked.postings().end());
  return same ? Verdict::kExists : Verdict::kExistsWithDifferentContent;
}

Verdict CompareWith(const ReservationDraft& known, const ReservationDraft& asked) {
  if (known.debit != asked.debit || known.credit != asked.credit) {
    return Verdict::kExistsWithDifferentAccounts;
  }
  if (known.amount_minor != asked.amount_minor || known.currency != asked.currency) {
    return Verdict::kExistsWithDifferentAmount;
  }
  if (known.effective_date != asked.effective_date) return Verdict::kExistsWithDifferentDate;
  return known == asked ? Verdict::kExists : Verdict::kExistsWithDifferentContent;
}

}  // namespace tirek::ledger
