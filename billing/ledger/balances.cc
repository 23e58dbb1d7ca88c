#include "billing/ledger/balances.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

namespace tirek::ledger {
namespace {

std::string ToText(__int128 value) {
  std::string digits;
  const bool negative = value < 0;
  do {
    const int digit = static_cast<int>(value % 10);
    digits.push_back(static_cast<char>('0' + (digit < 0 ? -digit : digit)));
    value /= 10;
  } while (value != 0);
  if (negative) digits.push_back('-');
  std::reverse(digits.begin(), digits.end());
  return digits;
}

Error Overflow(const AccountKey& account) {
  return Error{ErrorKind::kInvalid,
               "AMOUNT_OVERFLOW",
               "The balance of the account would be too large.",
               {{"ledger_id", account.ledger_id},
                {"account", std::string(AccountKindName(account.kind))},
                {"currency", std::string(account.currency.code())}},
               {}};
}

}  // namespace

Result<void> AddEntry(Balances& balances, const Entry& entry) {
  Balances touched;
  for (const Posting& posting : entry.postings()) {
    const AccountKey key{entry.ledger_id(), posting.account, entry.currency()};
    const auto before = balances.find(key);
    auto [balance, first] = touched.try_emplace(key, 0);
    if (first && before != balances.end()) balance->second = before->second;
    if (__builtin_add_overflow(balance->second, posting.amount_minor, &balance->second)) {
      return Overflow(key);
    }
  }
  for (const auto& [key, balance] : touched) balances[key] = balance;
  return {};
}

Result<Balances> FoldEntries(std::span<const Entry> entries) {
  Balances balances;
  for (const Entry& entry : entries) TIREK_RETURN_IF_ERROR(AddEntry(balances, entry));
  return balances;
}

Result<void> CheckTrialBalance(const Balances& balances) {
  std::map<std::pair<std::string_view, std::string_view>, __int128> sums;
  for (const auto& [account, balance] : balances) {
    sums[{account.ledger_id, account.currency.code()}] += balance;
  }
  for (const auto& [key, sum] : sums) {
    if (sum == 0) continue;
    return Error{ErrorKind::kPrecondition,
                 "TRIAL_BALANCE_UNEVEN",
                 "The balances of a ledger do not sum to zero.",
                 {{"ledger_id", std::string(key.first)},
                  {"currency", std::string(key.second)},
                  {"difference_minor", ToText(sum)}},
                 {}};
  }
  return {};
}

}  // namespace tirek::ledger
