// The part of the ledgers that a batch touches, in memory: what the database has of them, and what
// the batch makes of it. Deciding works on a book and nothing else.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "billing/ledger/command.h"
#include "billing/ledger/period.h"
#include "core/calendar/month.h"

namespace tirek::ledger {

// All amounts of an account stand debit positive, but the limits: they bound the balance on the
// account's normal side, less what is reserved to leave it and more what is reserved to come.
struct AccountState {
  std::int64_t balance_minor = 0;
  std::int64_t reserved_debit_minor = 0;
  std::int64_t reserved_credit_minor = 0;
  std::optional<std::int64_t> least_minor;  // never overdrawn: 0
  std::optional<std::int64_t> most_minor;

  friend bool operator==(const AccountState&, const AccountState&) = default;
};

struct Account {
  AccountKind kind;
  Currency currency;
  AccountState state;
  bool stored = false;  // before this batch
  bool changed = false;
  bool reserved_changed = false;
  // What stood here before the ledger's newest month, and what came to it in that month.
  __int128 opened_minor = 0;
  __int128 debited_minor = 0;
  __int128 credited_minor = 0;
};

struct LedgerHead {
  std::int64_t sequence = 0;
  std::string hash;     // of the last entry; empty before the first
  Instant record_time;  // of the last entry

  friend bool operator==(const LedgerHead&, const LedgerHead&) = default;
};

enum class ReservationState { kOpen, kPosted, kVoided, kExpired };
std::string_view ReservationStateName(ReservationState state);  // "OPEN"
std::optional<ReservationState> ParseReservationState(std::string_view name);

struct ReservedAmount {
  ReservationDraft draft;
  ReservationState state = ReservationState::kOpen;
  std::string entry_id;  // that it was posted as
  bool made = false;     // by this batch
  bool changed = false;
};

// An entry of the book: one that was there and is asked for again, or one that the batch made.
struct BookEntry {
  std::string entry_id;
  std::int64_t sequence = 0;
  Entry entry;
};

// What a posting leaves its account at.
struct Standing {
  std::int64_t balance_minor = 0;
};

struct SealedEntry {
  BookEntry entry;
  Instant record_time;
  std::vector<Standing> standings;  // one a posting
  std::string hash;
  bool late = false;  // its month was not the newest of the ledger any more
};

struct TurnoverKey {
  AccountKind account;
  std::string currency_code;
  Month month;
  friend auto operator<=>(const TurnoverKey&, const TurnoverKey&) = default;
};

struct Turnover {
  __int128 debit_minor = 0;
  __int128 credit_minor = 0;
};

struct LedgerBook {
  std::int32_t number = 0;  // that the database gave it
  // The state in the database that this one replaces, and no other: the transaction that wrote it,
  // and its head's hash. A number of a transaction comes again after a restore, the hash does not.
  std::uint32_t version = 0;
  std::string stored_hash = {};
  LedgerHead head = {};
  std::optional<Month> month = {};    // the newest of an entry so far
  std::deque<Account> accounts = {};  // few, and they stay where they are
  bool changed = false;
  // By AddUp: months that became the newest, with the number of their first entry, and what is to
  // be added to the turnovers of older ones.
  std::map<Month, std::int64_t> months_begun = {};
  std::map<TurnoverKey, Turnover> turnovers = {};

  // The account of the ledger, made when it has none.
  Account& Open(AccountKind kind, Currency currency);
  bool HasReserved() const;
  // Whether the batch changed anything of it.
  bool IsChanged() const;
  // It is written, as `new_version`: nothing is changed any more.
  void Settle(std::uint32_t new_version);
};

struct SourceKey {
  std::string ledger_id;
  SourceType type;
  std::string source_id;
  friend auto operator<=>(const SourceKey&, const SourceKey&) = default;
};

struct Book {
  std::unordered_map<std::string, LedgerBook> ledgers;
  std::map<SourceKey, BookEntry> known;      // entries that are there of the sources asked for
  std::map<SourceKey, std::size_t> made_of;  // position in `made`
  // Entries that are to be taken back, by ledger and entry.
  std::map<std::pair<std::string, std::string>, Entry> originals;
  std::set<std::pair<std::string, std::string>> reversed;  // (ledger, entry) with its reversal
  std::map<std::pair<std::string, std::string>, ReservedAmount> reservations;
  std::map<Month, Period> periods;  // absent: open
  std::deque<SealedEntry> made;     // by the batch, in order
  std::uint32_t version = 0;        // of what the batch writes
};

}  // namespace tirek::ledger
