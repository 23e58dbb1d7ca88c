#include "billing/ledger/turnover.h"

#include "core/base/assert.h"

namespace tirek::ledger {
namespace {

void EndMonth(LedgerBook& ledger) {
  for (Account& account : ledger.accounts) {
    if (account.debited_minor == 0 && account.credited_minor == 0) continue;
    Turnover& turnover =
        ledger.turnovers[{account.kind, std::string(account.currency.code()), *ledger.month}];
    turnover.debit_minor += account.debited_minor;
    turnover.credit_minor += account.credited_minor;
    account.opened_minor += account.debited_minor - account.credited_minor;
    account.debited_minor = account.credited_minor = 0;
  }
}

void AddToNewest(const Posting& posting, Account& account) {
  if (posting.amount_minor > 0) {
    account.debited_minor += posting.amount_minor;
  } else {
    account.credited_minor -= posting.amount_minor;
  }
}

void AddToOlder(const Posting& posting, Month month, Account& account, LedgerBook& ledger) {
  Turnover& turnover =
      ledger.turnovers[{account.kind, std::string(account.currency.code()), month}];
  if (posting.amount_minor > 0) {
    turnover.debit_minor += posting.amount_minor;
  } else {
    turnover.credit_minor -= posting.amount_minor;
  }
  account.opened_minor += posting.amount_minor;
}

void AddEntry(SealedEntry& sealed, LedgerBook& ledger) {
  const Entry& entry = sealed.entry.entry;
  const Month month = Month::Of(entry.effective_date());
  if (!ledger.month || *ledger.month < month) {
    if (ledger.month) EndMonth(ledger);
    ledger.month = month;
    ledger.months_begun.emplace(month, sealed.entry.sequence);
  }
  sealed.late = month < *ledger.month;
  for (const Posting& posting : entry.postings()) {
    Account& account = ledger.Open(posting.account, entry.currency());
    if (sealed.late) {
      AddToOlder(posting, month, account, ledger);
    } else {
      AddToNewest(posting, account);
    }
  }
}

}  // namespace

void AddUp(Book& book) {
  for (SealedEntry& sealed : book.made) {
    const auto ledger = book.ledgers.find(sealed.entry.entry.ledger_id());
    TIREK_ASSERT(ledger != book.ledgers.end());
    AddEntry(sealed, ledger->second);
  }
}

}  // namespace tirek::ledger
