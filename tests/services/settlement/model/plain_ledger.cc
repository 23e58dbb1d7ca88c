#include "tests/services/settlement/model/plain_ledger.h"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace tirek::settlement::model {
namespace {

constexpr __int128 kMost = INT64_MAX;

bool Fits(__int128 sum) { return sum <= kMost && sum >= -kMost; }

bool IsDebitNormal(const std::string& account) {
  static const std::set<std::string> kDebit = {"EXPENSE_ACCRUED", "BANK", "RECEIVABLE", "UNFUNDED"};
  return kDebit.contains(account);
}

std::set<Account> AccountsOf(const std::vector<Leg>& legs) {
  std::set<Account> accounts;
  for (const Leg& leg : legs) accounts.insert({leg.account, leg.currency});
  return accounts;
}

// The balance from the account's normal side, were all that is reserved to leave it gone.
__int128 Lowest(const PlainBook& book, const Account& account) {
  const bool debit = IsDebitNormal(account.first);
  const __int128 balance = debit ? book.Balance(account) : -book.Balance(account);
  return balance - book.Reserved(account, !debit);
}

__int128 Highest(const PlainBook& book, const Account& account) {
  const bool debit = IsDebitNormal(account.first);
  const __int128 balance = debit ? book.Balance(account) : -book.Balance(account);
  return balance + book.Reserved(account, debit);
}

// "" or the verdict and the account, the first one that `legs` name.
std::pair<std::string, std::string> BrokenLimit(const PlainBook& before, const PlainBook& after,
                                                const std::vector<Leg>& legs) {
  for (const Leg& leg : legs) {
    const Account account(leg.account, leg.currency);
    const auto found = after.limits.find(account);
    if (found == after.limits.end()) continue;
    const auto& [least, most] = found->second;
    const __int128 low = Lowest(after, account), high = Highest(after, account);
    if (least && low < *least && low < Lowest(before, account)) return {"OVERDRAWN", leg.account};
    if (most && high > *most && high > Highest(before, account)) {
      return {"LIMIT_EXCEEDED", leg.account};
    }
  }
  return {};
}

// As they are entered one by one, no balance may leave 64 bits.
bool LegsFit(const PlainBook& book, const PlainEntry& entry) {
  std::map<Account, __int128> balances;
  for (const Account& account : AccountsOf(entry.legs)) balances[account] = book.Balance(account);
  return std::all_of(entry.legs.begin(), entry.legs.end(), [&balances](const Leg& leg) {
    return Fits(balances[{leg.account, leg.currency}] += leg.amount);
  });
}

std::string MonthOf(const PlainEntry& entry) { return entry.day.substr(0, 7); }

std::string Compare(const std::vector<Leg>& known, const std::vector<Leg>& asked, bool same_day,
                    bool same_rest) {
  const auto differ = [&](auto field) {
    return !std::equal(known.begin(), known.end(), asked.begin(), asked.end(),
                       [&](const Leg& a, const Leg& b) { return field(a) == field(b); });
  };
  if (differ([](const Leg& leg) { return leg.account; })) return "EXISTS_WITH_DIFFERENT_ACCOUNTS";
  if (known != asked) return "EXISTS_WITH_DIFFERENT_AMOUNT";
  if (!same_day) return "EXISTS_WITH_DIFFERENT_DATE";
  return same_rest ? "EXISTS" : "EXISTS_WITH_DIFFERENT_CONTENT";
}

long long LedgerTime(const PlainBook& book, long long now) {
  return book.entries.empty() ? now : std::max(now, book.entries.back().record_time);
}

}  // namespace

__int128 PlainBook::Balance(const Account& account) const {
  __int128 sum = 0;
  for (const PlainEntry& entry : entries) {
    for (const Leg& leg : entry.legs) {
      if (Account(leg.account, leg.currency) == account) sum += leg.amount;
    }
  }
  return sum;
}

bool PlainBook::CameLate(std::size_t number) const {
  const std::string month = MonthOf(entries.at(number - 1));
  return std::any_of(entries.begin(), entries.begin() + static_cast<std::ptrdiff_t>(number - 1),
                     [&month](const PlainEntry& before) { return month < MonthOf(before); });
}

std::map<std::pair<Account, std::string>, Turnover> PlainBook::Turnovers() const {
  std::map<std::pair<Account, std::string>, Turnover> turnovers;
  for (const PlainEntry& entry : entries) {
    for (const Leg& leg : entry.legs) {
      Turnover& turnover = turnovers[{{leg.account, leg.currency}, MonthOf(entry)}];
      (leg.amount > 0 ? turnover.debit : turnover.credit) += leg.amount;
    }
  }
  return turnovers;
}

__int128 PlainBook::Reserved(const Account& account, bool debit) const {
  __int128 sum = 0;
  for (const auto& [id, it] : held) {
    const Leg& leg = it.asked.legs[debit ? 0 : 1];
    if (it.state != "OPEN" || Account(leg.account, leg.currency) != account) continue;
    sum += debit ? leg.amount : -leg.amount;
  }
  return sum;
}

std::set<Account> PlainBook::Accounts() const {
  std::set<Account> accounts;
  for (const PlainEntry& entry : entries) accounts.merge(AccountsOf(entry.legs));
  for (const auto& [id, it] : held) accounts.merge(AccountsOf(it.asked.legs));
  return accounts;
}

std::vector<Said> PlainLedger::Do(const std::vector<Asked>& batch, long long now) {
  Expire(batch, now);
  std::vector<Said> said;
  std::vector<Asked> set;
  for (const Asked& asked : batch) {
    set.push_back(asked);
    if (asked.linked) continue;
    for (Said& answer : DoSet(set, now)) said.push_back(std::move(answer));
    set.clear();
  }
  return said;
}

void PlainLedger::Expire(const std::vector<Asked>& batch, long long now) {
  for (const Asked& asked : batch) {
    PlainBook& book = books_[asked.ledger];
    for (auto& [id, it] : book.held) {
      if (it.state != "OPEN" || !it.asked.expire_time) continue;
      if (*it.asked.expire_time <= LedgerTime(book, now)) it.state = "EXPIRED";
    }
  }
}

std::vector<Said> PlainLedger::DoSet(const std::vector<Asked>& set, long long now) {
  const auto before = books_;
  std::vector<Said> said;
  for (const Asked& asked : set) {
    said.push_back(DoOne(asked, now));
    if (said.back().verdict == "DONE" || said.back().verdict == "EXISTS") continue;
    books_ = before;
    Said refused = said.back();
    const auto standing = books_[asked.ledger].entries.size();
    if (refused.number > static_cast<long long>(standing)) refused.number = 0;
    const std::size_t at = said.size() - 1;
    said.assign(set.size(), {"SET_REFUSED"});
    said[at] = refused;
    break;
  }
  return said;
}

Said PlainLedger::DoOne(const Asked& asked, long long now) {
  PlainBook& book = books_[asked.ledger];
  switch (asked.action) {
    case Action::kPost:
      return Enter(
          book, {"MANUAL " + asked.id, asked.day, asked.description, asked.legs, "", 0, ""}, now);
    case Action::kReserve:
      return Reserve(book, asked, now);
    case Action::kPostReserved:
      return PostReserved(book, asked, now);
    case Action::kVoid:
      return Void(book, asked);
    default:
      return Reverse(book, asked, now);
  }
}

Said PlainLedger::Enter(PlainBook& book, PlainEntry entry, long long now) {
  for (std::size_t i = 0; i < book.entries.size(); ++i) {
    const PlainEntry& known = book.entries[i];
    if (known.source != entry.source) continue;
    const bool same = known.description == entry.description && known.reverses == entry.reverses;
    return {Compare(known.legs, entry.legs, known.day == entry.day, same),
            static_cast<long long>(i + 1)};
  }
  if (IsClosed(entry.day)) return {"PERIOD_CLOSED"};
  const bool reversed = std::any_of(book.entries.begin(), book.entries.end(), [&](const auto& it) {
    return !entry.reverses.empty() && it.reverses == entry.reverses;
  });
  if (reversed) return {"REVERSED_ALREADY"};
  if (!LegsFit(book, entry)) return {"AMOUNT_OVERFLOW"};
  PlainBook after = book;
  entry.record_time = LedgerTime(book, now);
  after.entries.push_back(entry);
  const auto [broken, account] = BrokenLimit(book, after, entry.legs);
  if (!broken.empty()) return {broken, 0, account};
  book = std::move(after);
  return {"DONE", static_cast<long long>(book.entries.size())};
}

Said PlainLedger::Reserve(PlainBook& book, const Asked& asked, long long now) {
  if (const auto known = book.held.find(asked.id); known != book.held.end()) {
    const Asked& it = known->second.asked;
    const bool same = it.description == asked.description && it.expire_time == asked.expire_time;
    return {Compare(it.legs, asked.legs, it.day == asked.day, same)};
  }
  if (asked.expire_time && *asked.expire_time <= LedgerTime(book, now)) {
    return {"RESERVATION_EXPIRED"};
  }
  if (IsClosed(asked.day)) return {"PERIOD_CLOSED"};
  PlainBook after = book;
  after.held[asked.id] = {asked};
  for (const bool debit : {true, false}) {
    const Leg& leg = asked.legs[debit ? 0 : 1];
    if (!Fits(after.Reserved({leg.account, leg.currency}, debit))) return {"AMOUNT_OVERFLOW"};
  }
  const auto [broken, account] = BrokenLimit(book, after, asked.legs);
  if (!broken.empty()) return {broken, 0, account};
  book = std::move(after);
  return {"DONE"};
}

Said PlainLedger::PostReserved(PlainBook& book, const Asked& asked, long long now) {
  const auto found = book.held.find(asked.of);
  if (found == book.held.end()) return {"RESERVATION_UNKNOWN"};
  Held& held = found->second;
  const long long whole = held.asked.legs[0].amount;
  const bool of_another = asked.amount && asked.currency != held.asked.legs[0].currency;
  if (of_another || asked.amount.value_or(whole) > whole) return {"RESERVATION_EXCEEDED"};
  PlainEntry entry{
      "MANUAL " + asked.id, asked.day, held.asked.description, held.asked.legs, "", 0, ""};
  entry.legs[0].amount = asked.amount.value_or(whole);
  entry.legs[1].amount = -entry.legs[0].amount;
  for (std::size_t i = 0; i < book.entries.size(); ++i) {
    if (book.entries[i].source == entry.source) return Enter(book, entry, now);
  }
  if (held.state != "OPEN") return {"RESERVATION_" + held.state};
  // What was reserved counted against the limits when it was reserved.
  const auto limits = std::exchange(book.limits, {});
  Said said = Enter(book, entry, now);
  book.limits = limits;
  if (said.verdict == "DONE") book.held[asked.of].state = "POSTED";
  return said;
}

Said PlainLedger::Void(PlainBook& book, const Asked& asked) {
  const auto found = book.held.find(asked.of);
  if (found == book.held.end()) return {"RESERVATION_UNKNOWN"};
  std::string& state = found->second.state;
  if (state == "VOIDED") return {"EXISTS"};
  if (state != "OPEN") return {"RESERVATION_" + state};
  state = "VOIDED";
  return {"DONE"};
}

Said PlainLedger::Reverse(PlainBook& book, const Asked& asked, long long now) {
  for (const PlainEntry& original : book.entries) {
    if (original.entry_id != asked.of) continue;
    PlainEntry entry{"REVERSAL " + asked.id,
                     asked.day,
                     "Reversal of: " + original.description,
                     original.legs,
                     asked.of,
                     0,
                     ""};
    for (Leg& leg : entry.legs) leg.amount = -leg.amount;
    return Enter(book, entry, now);
  }
  return {"ENTRY_UNKNOWN"};
}

std::string PlainLedger::Post(const std::vector<Asked>& documents, long long now) {
  const auto before = books_;
  Expire(documents, now);
  for (const Asked& asked : documents) {
    PlainBook& book = books_[asked.ledger];
    const Said said = Enter(
        book, {"CLAIM " + asked.id, asked.day, asked.description, asked.legs, "", 0, ""}, now);
    if (said.verdict == "DONE") continue;
    books_ = before;
    return said.verdict;
  }
  return "";
}

}  // namespace tirek::settlement::model
