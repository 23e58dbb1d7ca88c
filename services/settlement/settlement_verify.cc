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
    if (account.balance) balances[{ledger_id, *kind, account.currency}] = account.balance->minor();
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

std::string OfRun(const PaymentRun& run) { return " of run " + run.payment_run_id.text(); }

// A sum stands as a whole text: "<Amt …>615878.90</Amt>" as well as "Сумма=615878.90".
bool HasOrder(const ExportedFile& stored, const PaymentOrder& order) {
  const bool is_xml = stored.format.starts_with("PAIN");
  const std::string amount = order.amount.AmountText();
  const std::string id = order.end_to_end_id;
  const auto has = [&stored](const std::string& text) {
    return stored.bytes.find(text) != std::string::npos;
  };
  if (!is_xml) return has(id) && has("=" + amount);
  return has("<EndToEndId>" + id + "</EndToEndId>") && has(">" + amount + "<");
}

void CompareTotals(const ExportedFile& stored, std::size_t orders, Money total,
                   std::vector<std::string>& differences) {
  const std::string count = ElementText(stored.bytes, "NbOfTxs");
  const std::string sum = ElementText(stored.bytes, "CtrlSum");
  if (count == std::to_string(orders) && sum == total.AmountText()) return;
  differences.push_back("settlement: the stored payment file" + OfRun(stored.run) + " has " +
                        count + " payments of " + sum + ", its orders are " +
                        std::to_string(orders) + " of " + total.AmountText() + ".");
}

void CompareFile(PaymentGateway& gateway, const PaymentRun& run,
                 std::vector<std::string>& differences) {
  const ExportedFile stored = gateway.File(run);
  auto orders = gateway.OrdersOf(run.payment_run_id);
  std::erase_if(orders, [](const PaymentOrder& order) {
    return order.amount.is_zero() || order.state == "HELD";
  });
  if (orders.empty()) return;  // nothing was left to be paid
  Money total = Money::FromMinor(0, run.total.currency());
  for (const PaymentOrder& order : orders) {
    const auto sum = total.Plus(order.amount);
    if (sum) total = *sum;
    if (HasOrder(stored, order)) continue;
    differences.push_back("settlement: payment order " + order.end_to_end_id + OfRun(run) +
                          " is not in the stored payment file.");
  }
  if (stored.format.starts_with("PAIN")) CompareTotals(stored, orders.size(), total, differences);
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
