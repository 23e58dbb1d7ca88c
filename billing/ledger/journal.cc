#include "billing/ledger/journal.h"

#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "core/calendar/month.h"
#include "core/money/money.h"

namespace tirek::ledger {
namespace {

std::string AmountOf(std::int64_t minor, Currency currency) {
  return Money::FromMinor(minor, currency).AmountText() + " " + std::string(currency.code());
}

// Text without what ends a line or begins a comment there.
std::string OneLine(std::string text) {
  for (char& c : text) {
    if (static_cast<unsigned char>(c) < 0x20 || c == ';' || c == '|') c = ' ';
  }
  return text;
}

std::string TitleOf(const JournalEntry& entry) {
  return OneLine(entry.source_type + " " + entry.source_id +
                 (entry.description.empty() ? "" : " " + entry.description));
}

// "prv_01j…:PAYABLE".
std::string HledgerAccount(const JournalEntry& entry, AccountKind kind) {
  return entry.ledger_id + ":" + std::string(AccountKindName(kind));
}

const char* RootOf(AccountKind kind) {
  const AccountDefinition& definition = DefinitionOf(kind);
  if (definition.column == Column::kMemo) return "Equity";
  if (kind == AccountKind::kExpenseAccrued) return "Expenses";
  return definition.normal_side == Side::kDebit ? "Assets" : "Liabilities";
}

// "Liabilities:PRV-01J…:PAYABLE": beancount's names begin with one of five roots.
std::string BeancountAccount(const JournalEntry& entry, AccountKind kind) {
  std::string name = entry.ledger_id + ":" + std::string(AccountKindName(kind));
  for (char& c : name) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (c == '_') c = '-';
  }
  return RootOf(kind) + (":" + name);
}

using Key = std::tuple<std::string, AccountKind, std::string_view>;  // ledger, account, currency

Key KeyOf(const JournalEntry& entry, const JournalPosting& posting) {
  return {entry.ledger_id, posting.account, entry.currency.code()};
}

using Place = std::pair<std::size_t, std::size_t>;  // of an entry and a posting of it

// The last posting of each account and currency in each month.
std::set<Place> MonthEnds(std::span<const JournalEntry> entries) {
  std::map<std::pair<Key, Month>, Place> last;
  for (std::size_t e = 0; e < entries.size(); ++e) {
    const JournalEntry& entry = entries[e];
    for (std::size_t p = 0; p < entry.postings.size(); ++p) {
      last.insert_or_assign({KeyOf(entry, entry.postings[p]), Month::Of(entry.effective_date)},
                            Place{e, p});
    }
  }
  std::set<Place> ends;
  for (const auto& [key, place] : last) ends.insert(place);
  return ends;
}

std::string BeancountText(const std::string& text) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + "\"";
}

std::string Quoted(const std::string& text) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + "\"";
}

std::string Optional(const std::optional<std::string>& text) { return text ? Quoted(*text) : ""; }

std::string Number(const std::optional<std::int64_t>& number) {
  return number ? std::to_string(*number) : "";
}

std::string OpenDirectives(std::span<const JournalEntry> entries) {
  std::map<std::string, CivilDate> opened;  // entries come by date, so the first is the earliest
  for (const JournalEntry& entry : entries) {
    for (const JournalPosting& posting : entry.postings) {
      opened.emplace(BeancountAccount(entry, posting.account), entry.effective_date);
    }
  }
  std::string text;
  for (const auto& [account, date] : opened) text += date.ToString() + " open " + account + "\n";
  return text;
}

}  // namespace

std::string RenderHledger(std::span<const JournalEntry> entries) {
  const auto ends = MonthEnds(entries);
  std::map<Key, std::int64_t> balances;
  std::string text = "; Ledgers of Tirek by effective date. Debits are positive.\n";
  for (std::size_t e = 0; e < entries.size(); ++e) {
    const JournalEntry& entry = entries[e];
    text += "\n" + entry.effective_date.ToString() + " * (" + entry.entry_id + ") " +
            TitleOf(entry) + "\n";
    for (std::size_t p = 0; p < entry.postings.size(); ++p) {
      const JournalPosting& posting = entry.postings[p];
      const std::int64_t balance = balances[KeyOf(entry, posting)] += posting.amount_minor;
      text += "    " + HledgerAccount(entry, posting.account) + "  " +
              AmountOf(posting.amount_minor, entry.currency);
      if (ends.contains({e, p})) text += " = " + AmountOf(balance, entry.currency);
      text += "\n";
    }
  }
  return text;
}

std::string RenderBeancount(std::span<const JournalEntry> entries) {
  const auto ends = MonthEnds(entries);
  std::map<Key, std::int64_t> balances;
  std::map<std::string, std::string> assertions;  // by their own text, dated after the month
  std::string text =
      "; Ledgers of Tirek by effective date. Debits are positive.\n" + OpenDirectives(entries);
  for (std::size_t e = 0; e < entries.size(); ++e) {
    const JournalEntry& entry = entries[e];
    text += "\n" + entry.effective_date.ToString() + " * " + BeancountText(TitleOf(entry)) + "\n" +
            "  entry: " + BeancountText(entry.entry_id) + "\n";
    for (std::size_t p = 0; p < entry.postings.size(); ++p) {
      const JournalPosting& posting = entry.postings[p];
      const std::int64_t balance = balances[KeyOf(entry, posting)] += posting.amount_minor;
      const std::string account = BeancountAccount(entry, posting.account);
      text += "  " + account + "  " + AmountOf(posting.amount_minor, entry.currency) + "\n";
      if (!ends.contains({e, p})) continue;
      const std::string date = Month::Of(entry.effective_date).period().end.ToString();
      assertions[date + account + std::string(entry.currency.code())] =
          date + " balance " + account + "  " + AmountOf(balance, entry.currency) + "\n";
    }
  }
  text += "\n";
  for (const auto& [key, assertion] : assertions) text += assertion;
  return text;
}

std::string RenderCsv(std::span<const JournalEntry> entries) {
  std::string text =
      "ledger_id,sequence,entry_id,source_type,source_id,effective_date,record_micros,description,"
      "reverses_id,currency,hash,postings,line,account,amount_minor,account_sequence,"
      "balance_minor,day_minor,contract_id,funding_source,budget_code,adjustment_reason\n";
  for (const JournalEntry& entry : entries) {
    const std::string head =
        entry.ledger_id + "," + std::to_string(entry.sequence) + "," + entry.entry_id + "," +
        entry.source_type + "," + Quoted(entry.source_id) + "," + entry.effective_date.ToString() +
        "," + std::to_string(entry.record_time.micros) + "," + Quoted(entry.description) + "," +
        Optional(entry.reverses_id) + "," + std::string(entry.currency.code()) + "," + entry.hash +
        "," + std::to_string(entry.postings.size()) + ",";
    int line = 0;
    for (const JournalPosting& posting : entry.postings) {
      text += head + std::to_string(++line) + "," + std::string(AccountKindName(posting.account)) +
              "," + std::to_string(posting.amount_minor) + "," + Number(posting.account_sequence) +
              "," + std::to_string(posting.balance_minor) + "," + Number(posting.day_minor) + "," +
              Optional(posting.dims.contract_id) + "," + Optional(posting.dims.funding_source) +
              "," + Optional(posting.dims.budget_code) + "," + Optional(entry.adjustment_reason) +
              "\n";
    }
  }
  return text;
}

}  // namespace tirek::ledger
