// The ledger as somebody would keep it on paper: lists of what happened, and every sum added up
// anew from them. It shares no code with billing/ledger, so that one can be wrong without the
// other.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace tirek::settlement::model {

struct Leg {
  std::string account;
  std::string currency;
  long long amount = 0;  // debit positive
  friend bool operator==(const Leg&, const Leg&) = default;
};

enum class Action { kPost, kReserve, kPostReserved, kVoid, kReverse };

struct Asked {
  Action action = Action::kPost;
  std::string ledger;
  std::string id;
  std::string day = {};        // "2026-10-31"
  std::vector<Leg> legs = {};  // of a reservation two: what is debited and what is credited
  std::string description = {};
  std::string of = {};                        // the reservation or the entry that is meant
  std::optional<long long> amount = {};       // of what is reserved
  std::string currency = {};                  // of that amount
  std::optional<long long> expire_time = {};  // microseconds
  bool linked = false;                        // with the command after it
};

struct Said {
  std::string verdict;
  long long number = 0;  // of the entry, in its ledger
  std::string account = {};
};

struct PlainEntry {
  std::string source;  // "MANUAL e1": what may not come twice
  std::string day;
  std::string description;
  std::vector<Leg> legs;
  std::string reverses;  // the id of the entry that it takes back
  long long record_time = 0;
  std::string entry_id;  // as the server named it
};

struct Held {
  Asked asked;
  std::string state = "OPEN";
};

struct Limits {
  std::optional<long long> least, most;
};

using Account = std::pair<std::string, std::string>;  // its name and currency

struct Turnover {
  __int128 debit = 0;
  __int128 credit = 0;  // not above zero
};

struct PlainBook {
  std::vector<PlainEntry> entries;
  std::map<std::string, Held> held;
  std::map<Account, Limits> limits;

  __int128 Balance(const Account& account) const;
  // Whether an entry before this one, counted from 1, is of a later month.
  bool CameLate(std::size_t number) const;
  // By account and month, "2026-10".
  std::map<std::pair<Account, std::string>, Turnover> Turnovers() const;
  // What open reservations take from the account's debit (true) or credit side.
  __int128 Reserved(const Account& account, bool debit) const;
  std::set<Account> Accounts() const;
};

class PlainLedger {
 public:
  // One batch, in the order in which it was asked.
  std::vector<Said> Do(const std::vector<Asked>& batch, long long now);
  // A document's entries, all or none: "" or the reason of the first that is refused.
  std::string Post(const std::vector<Asked>& documents, long long now);
  void Close(const std::string& month) { closed_.insert(month); }
  bool IsClosed(const std::string& day) const { return closed_.contains(day.substr(0, 7)); }

  PlainBook& book(const std::string& ledger) { return books_[ledger]; }
  const std::map<std::string, PlainBook>& books() const { return books_; }

 private:
  std::vector<Said> DoSet(const std::vector<Asked>& set, long long now);
  Said DoOne(const Asked& asked, long long now);
  Said Enter(PlainBook& book, PlainEntry entry, long long now);
  Said Reserve(PlainBook& book, const Asked& asked, long long now);
  Said PostReserved(PlainBook& book, const Asked& asked, long long now);
  Said Void(PlainBook& book, const Asked& asked);
  Said Reverse(PlainBook& book, const Asked& asked, long long now);
  void Expire(const std::vector<Asked>& batch, long long now);

  std::map<std::string, PlainBook> books_;
  std::set<std::string> closed_;
};

}  // namespace tirek::settlement::model
