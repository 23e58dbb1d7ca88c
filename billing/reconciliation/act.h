// The reconciliation act (акт сверки): both sides' figures, and each document that explains the
// difference, until there is none.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "billing/reconciliation/counterparty_list.h"
#include "billing/reconciliation/documents.h"
#include "core/base/result.h"
#include "core/money/money.h"

namespace tirek::reconciliation {

enum class LineState { kDifferentAmount, kOnlyOurs, kOnlyTheirs, kAgreed };

std::string_view LineStateName(LineState state);  // "DIFFERENT_AMOUNT", …
std::string_view BasisName(Basis basis);          // "NUMBER", "DATE_AND_AMOUNT"; "" of none

struct ActLine {
  LineState state = LineState::kAgreed;
  Basis basis = Basis::kNone;
  std::optional<std::size_t> ours;                 // index, absent where only they have it
  std::optional<std::size_t> theirs;               // index
  Money difference = Money::FromMinor(0, kTenge);  // owed by them less owed by us
};

// Debit and credit as the side's own books have them; balances are what is owed to the provider.
struct Side {
  Money opening = Money::FromMinor(0, kTenge);
  Money debit = Money::FromMinor(0, kTenge);
  Money credit = Money::FromMinor(0, kTenge);
  Money closing = Money::FromMinor(0, kTenge);
  int documents = 0;
};

// difference = opening_difference + the lines' differences + their_error.
struct Act {
  Money difference = Money::FromMinor(0, kTenge);  // their closing less ours
  Money opening_difference = Money::FromMinor(0, kTenge);
  Money their_error = Money::FromMinor(0, kTenge);  // what they say is closing, less what it is
  bool agreed = false;
  Side ours;
  Side theirs;
  std::vector<ActLine> lines;  // what differs first, by date

  int Count(LineState state) const;
};

struct TheirFigures {
  Money opening = Money::FromMinor(0, kTenge);
  std::optional<Money> closing;  // as they say; what the list comes to when absent
  CounterpartyList list;
};

// Documents of ours with the balance before them, against the other side's figures; all in one
// currency. Amounts agree to the minor unit or differ. AMOUNT_OVERFLOW, CURRENCY_MISMATCH.
Result<Act> Reconcile(Money our_opening, std::span<const Document> ours,
                      const TheirFigures& theirs);

// Our side alone.
Result<Side> SideOf(Money opening, std::span<const Document> ours);

}  // namespace tirek::reconciliation
