#include "billing/ledger/movement.h"

#include <limits>
#include <utility>

namespace tirek::ledger {
namespace {

// False where the sum, or its negation, would not fit.
bool Add(std::int64_t& sum, std::int64_t amount) {
  return !__builtin_add_overflow(sum, amount, &sum) &&
         sum != std::numeric_limits<std::int64_t>::min();
}

// An account seen from its normal side.
struct Seen {
  __int128 least;  // the balance, were all that is reserved to leave gone
  __int128 most;   // the balance, were all that is reserved to come here
};

Seen SeenFromNormalSide(Side side, const AccountState& state) {
  const __int128 balance = state.balance_minor;
  if (side == Side::kDebit) {
    return {balance - state.reserved_credit_minor, balance + state.reserved_debit_minor};
  }
  return {-balance - state.reserved_debit_minor, -balance + state.reserved_credit_minor};
}

}  // namespace

Movement::Touched& Movement::Touch(AccountKind kind, Currency currency) {
  Account& account = ledger_.Open(kind, currency);
  for (Touched& touched : touched_) {
    if (touched.account == &account) return touched;
  }
  return touched_.emplace_back(Touched{&account, account.state});
}

bool Movement::Post(const Entry& entry) {
  for (const Posting& posting : entry.postings()) {
    Touched& touched = Touch(posting.account, entry.currency());
    if (!Add(touched.next.balance_minor, posting.amount_minor)) return false;
    standings_.push_back({touched.next.balance_minor});
  }
  return true;
}

bool Movement::Reserve(const ReservationDraft& draft) {
  return Add(Touch(draft.debit, draft.currency).next.reserved_debit_minor, draft.amount_minor) &&
         Add(Touch(draft.credit, draft.currency).next.reserved_credit_minor, draft.amount_minor);
}

void Movement::Free(const ReservationDraft& draft) {
  Touch(draft.debit, draft.currency).next.reserved_debit_minor -= draft.amount_minor;
  Touch(draft.credit, draft.currency).next.reserved_credit_minor -= draft.amount_minor;
}

std::optional<Movement::Refusal> Movement::BrokenLimit() const {
  for (const Touched& touched : touched_) {
    const Account& account = *touched.account;
    const Side side = DefinitionOf(account.kind).normal_side;
    const Seen before = SeenFromNormalSide(side, account.state);
    const Seen after = SeenFromNormalSide(side, touched.next);
    const auto& least = touched.next.least_minor;
    const auto& most = touched.next.most_minor;
    if (least && after.least < *least && after.least < before.least) {
      return Refusal{Verdict::kOverdrawn, account.kind};
    }
    if (most && after.most > *most && after.most > before.most) {
      return Refusal{Verdict::kLimitExceeded, account.kind};
    }
  }
  return {};
}

void Movement::Apply(std::vector<std::function<void()>>& undo) {
  for (Touched& touched : touched_) {
    Account& account = *touched.account;
    undo.emplace_back([&account, state = account.state, changed = account.changed,
                       reserved_changed = account.reserved_changed] {
      account.state = state;
      account.changed = changed;
      account.reserved_changed = reserved_changed;
    });
    const bool same = account.state.reserved_debit_minor == touched.next.reserved_debit_minor &&
                      account.state.reserved_credit_minor == touched.next.reserved_credit_minor;
    account.state = touched.next;
    account.changed = true;
    if (!same) account.reserved_changed = true;
  }
}

}  // namespace tirek::ledger
