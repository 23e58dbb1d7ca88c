#include "services/settlement/settlement_verify.h"

#include <set>

#include "billing/ledger/balances.h"
#include "core/sql/columns.h"
#include "services/settlement/chain_verify.h"
#include "services/settlement/ledger_list_gateway.h"
#include "services/settlement/payment_gateway.h"
#include "services/settlement/row_values.h"

namespace tirek::settlement {
namespace {

constexpr int kRowsAtOnce = 1000;

// The stored rows as the pure rules would have made them.
Result<ledger::Entry> EntryOf(const LedgerEntry& stored) {
  Error unknown{ErrorKind::kInvalid, "", "Its source or an account is not known.", {}, {}};
  const auto source_type = ledger::ParseSourceType(stored.source_type);
  if (!source_type) return unknown;
  const Currency currency =
      stored.postings.empty() ? kTenge : stored.postings.front().amount.currency();
  ledger::EntryDraft draft{stored.ledger_id,
                           *source_type,
                           stored.source_id,
                           stored.effective_date,
                           currency,
                           stored.description,
                           {},
                           NullIfEmpty(stored.reverses_id)};
  for (const LedgerPosting& posting : stored.postings) {
    const auto account = ledger::ParseAccountKind(posting.account);
    if (!account) return unknown;
    draft.postings.push_back({*account, posting.amount.minor(), {}});
  }
  return ledger::Entry::Make(std::move(draft));
}

void FoldLedger(LedgerListGateway& gateway, const std::string& ledger_id,
                ledger::Balances& balances, std::vector<std::string>& differences) {
  long long after = 0;
  while (true) {
    const auto entries = gateway.Entries({ledger_id, "", after, kRowsAtOnce});
    for (const LedgerEntry& stored : entries) {
      const auto entry = EntryOf(stored);
      auto added = entry ? ledger::AddEntry(balances, *entry) : Result<void>(entry.error());
      if (added) continue;
      differences.push_back("settlement: entry " + stored.entry_id + " of ledger " + ledger_id +
                            " is not an entry: " + added.error().message);
    }
    if (entries.size() < kRowsAtOnce) return;
    after = entries.back().sequence;
  }
}

ledger::Balances StoredBalances(LedgerListGateway& gateway, const std::string& ledger_id) {
  ledger::Balances balances;
  // A ledger has fewer accounts and currencies than a page has rows.
  for (const LedgerAccount& account : gateway.Accounts({ledger_id, {}}, {kRowsAtOnce, {}})) {
    const auto kind = ledger::ParseAccountKind(account.account);
    TIREK_ASSERT(kind.has_value());
    balances[{ledger_id, *kind, account.debit.currency()}] =
        account.debit.minor() - account.credit.minor();
  }
  return balances;
}

void CompareBalances(const ledger::Balances& stored, const ledger::Balances& folded,
                     std::vector<std::string>& differences) {
  std::set<ledger::AccountKey> accounts;
  for (const auto& [account, balance] : stored) accounts.insert(account);
  for (const auto& [account, balance] : folded) accounts.insert(account);
  const auto balance_of = [](const ledger::Balances& balances, const ledger::AccountKey& account) {
    const auto found = balances.find(account);
    return Money::FromMinor(found == balances.end() ? 0 : found->second, account.currency);
  };
  for (const ledger::AccountKey& account : accounts) {
    const Money sum = balance_of(stored, account);
    const Money recomputed = balance_of(folded, account);
    if (sum == recomputed) continue;
    differences.push_back("settlement: account " +
                          std::string(ledger::AccountKindName(account.kind)) + " of ledger " +
                          account.ledger_id + " has " + sum.ToString() +
                          ", recomputed from its entries " + recomputed.ToString() + ".");
  }
  if (const auto even = ledger::CheckTrialBalance(stored); !even) {
    differences.push_back("settlement: ledger " + even.error().metadata.at("ledger_id") + ": " +
                          even.error().message);
  }
}

// The text of the first element of this name; the file is one that we wrote.
std::string ElementText(const std::string& xml, const std::string& name) {
  const std::string open = "<" + name + ">";
  const std::size_t start = xml.find(open);
  if (start == std::string::npos) return "";
  const std::size_t from = start + open.size();
  return xml.substr(from, xml.find("</", from) - from);
}

void CompareFile(PaymentGateway& gateway, const PaymentRun& run,
                 std::vector<std::string>& differences) {
  const std::string& id = run.payment_run_id.text();
  const std::string file = gateway.File(run.payment_run_id);
  const auto orders = gateway.OrdersOf(run.payment_run_id);
  Money total = Money::FromMinor(0, run.total.currency());
  for (const PaymentOrder& order : orders) {
    const auto sum = total.Plus(order.amount);
    if (sum) total = *sum;
    if (file.find("<EndToEndId>" + order.end_to_end_id + "</EndToEndId>") == std::string::npos) {
      differences.push_back("settlement: payment order " + order.end_to_end_id + " of run " + id +
                            " is not in the stored payment file.");
    }
  }
  if (ElementText(file, "NbOfTxs") != std::to_string(orders.size()) ||
      ElementText(file, "CtrlSum") != total.AmountText()) {
    differences.push_back("settlement: the stored payment file of run " + id + " has " +
                          ElementText(file, "NbOfTxs") + " payments of " +
                          ElementText(file, "CtrlSum") + ", its orders are " +
                          std::to_string(orders.size()) + " of " + total.AmountText() + ".");
  }
}

void VerifyFiles(PaymentGateway& gateway, std::vector<std::string>& differences) {
  rpc::Page page{kRowsAtOnce - 1, {}};
  while (true) {
    const auto runs = gateway.List(PaymentRunFilter{}, page);
    for (const PaymentRun& run : runs) {
      if (run.state == "SENT") CompareFile(gateway, run, differences);
    }
    if (runs.size() < kRowsAtOnce) return;
    page.after = {runs.back().payment_run_id.text()};
  }
}

}  // namespace

std::vector<std::string> VerifySettlement(sql::UnitOfWork& work) {
  std::vector<std::string> differences;
  LedgerListGateway ledgers(work);
  for (const std::string& ledger_id : ledgers.LedgerIds()) {
    ledger::Balances folded;
    FoldLedger(ledgers, ledger_id, folded, differences);
    CompareBalances(StoredBalances(ledgers, ledger_id), folded, differences);
  }
  for (std::string& difference : VerifyChains(work)) differences.push_back(std::move(difference));
  PaymentGateway payments(work);
  VerifyFiles(payments, differences);
  return differences;
}

}  // namespace tirek::settlement
