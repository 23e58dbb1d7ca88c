// Differential: random batches decided by the core and by a plain map that does one command after
// the other, the obvious way, agree in every verdict, balance and number, and in what each month
// comes to.
#include <map>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "billing/ledger/balances.h"
#include "billing/ledger/decide.h"

namespace tirek::ledger {
namespace {

const CivilDate kFirstDay = *CivilDate::FromYmd(2026, 10, 31);
constexpr int kDays[] = {0, 1, 31, 92};  // after the first, three of them in other months
constexpr std::int64_t kStart = 1'793'836'800'000'000;
constexpr AccountKind kKinds[] = {AccountKind::kExpenseAccrued, AccountKind::kPayable,
                                  AccountKind::kBank};
constexpr std::int64_t kLeast = 0;
constexpr std::int64_t kMost = 30;

// What one account is in the model: sums of what happened, and nothing that was carried along.
struct ModelAccount {
  std::vector<std::pair<CivilDate, std::int64_t>> postings;
  std::map<std::string, std::int64_t> open;  // reservations, debit positive

  __int128 Balance() const {
    __int128 sum = 0;
    for (const auto& [date, amount] : postings) sum += amount;
    return sum;
  }
};

struct Model {
  std::map<std::pair<std::string, AccountKind>, ModelAccount> accounts;
  std::map<std::pair<std::string, std::string>, Entry> entries;  // by ledger and source
  struct Held {
    ReservationDraft draft;
    std::string state = "OPEN";
  };
  std::map<std::pair<std::string, std::string>, Held> held;
  std::map<std::string, std::int64_t> sequences;
  Instant now;                              // of the batch; it may be before the one before
  std::map<std::string, Instant> recorded;  // the last entry of each ledger

  // A ledger's time does not step back with the clock.
  Instant TimeOf(const std::string& ledger) const {
    const auto last = recorded.find(ledger);
    return last == recorded.end() ? now : std::max(now, last->second);
  }
  // PAYABLE alone has limits: 0 to 30 on its credit side.
  std::string LimitOf(const std::string& ledger, const Model& before) const {
    const auto find = [&](const Model& model) {
      const auto found = model.accounts.find({ledger, AccountKind::kPayable});
      return found == model.accounts.end() ? ModelAccount{} : found->second;
    };
    const auto low = [](const ModelAccount& account) {
      __int128 value = -account.Balance();
      for (const auto& [id, amount] : account.open) value -= amount > 0 ? amount : 0;
      return value;
    };
    const auto high = [](const ModelAccount& account) {
      __int128 value = -account.Balance();
      for (const auto& [id, amount] : account.open) value += amount < 0 ? -amount : 0;
      return value;
    };
    const ModelAccount was = find(before), is = find(*this);
    if (low(is) < kLeast && low(is) < low(was)) return "OVERDRAWN";
    if (high(is) > kMost && high(is) > high(was)) return "LIMIT_EXCEEDED";
    return "DONE";
  }
  void Put(const Entry& entry) {
    for (const Posting& posting : entry.postings()) {
      accounts[{entry.ledger_id(), posting.account}].postings.emplace_back(entry.effective_date(),
                                                                           posting.amount_minor);
    }
    entries.emplace(std::pair(entry.ledger_id(), entry.source_id()), entry);
    ++sequences[entry.ledger_id()];
    recorded[entry.ledger_id()] = TimeOf(entry.ledger_id());
  }
  void Hold(const ReservationDraft& draft) {
    accounts[{draft.ledger_id, draft.debit}].open[draft.reservation_id] = draft.amount_minor;
    accounts[{draft.ledger_id, draft.credit}].open[draft.reservation_id] = -draft.amount_minor;
    held.emplace(std::pair(draft.ledger_id, draft.reservation_id), Held{draft});
  }
  void Release(Held& it, const std::string& state) {
    accounts[{it.draft.ledger_id, it.draft.debit}].open.erase(it.draft.reservation_id);
    accounts[{it.draft.ledger_id, it.draft.credit}].open.erase(it.draft.reservation_id);
    it.state = state;
  }
};

std::string Same(const Entry& known, const Entry& asked) {
  const auto& a = known.postings();
  const auto& b = asked.postings();
  if (a[0].account != b[0].account || a[1].account != b[1].account) {
    return "EXISTS_WITH_DIFFERENT_ACCOUNTS";
  }
  if (a[0].amount_minor != b[0].amount_minor) return "EXISTS_WITH_DIFFERENT_AMOUNT";
  if (known.effective_date() != asked.effective_date()) return "EXISTS_WITH_DIFFERENT_DATE";
  return "EXISTS";
}

std::string DoEntry(Model& model, const Entry& entry) {
  const auto known = model.entries.find({entry.ledger_id(), entry.source_id()});
  if (known != model.entries.end()) return Same(known->second, entry);
  const Model before = model;
  model.Put(entry);
  std::string said = model.LimitOf(entry.ledger_id(), before);
  if (said != "DONE") model = before;
  return said;
}

std::string DoReserve(Model& model, const ReservationDraft& draft) {
  const auto known = model.held.find({draft.ledger_id, draft.reservation_id});
  if (known != model.held.end()) {
    const ReservationDraft& it = known->second.draft;
    if (it.debit != draft.debit || it.credit != draft.credit) {
      return "EXISTS_WITH_DIFFERENT_ACCOUNTS";
    }
    if (it.amount_minor != draft.amount_minor) return "EXISTS_WITH_DIFFERENT_AMOUNT";
    if (it.effective_date != draft.effective_date) return "EXISTS_WITH_DIFFERENT_DATE";
    return it == draft ? "EXISTS" : "EXISTS_WITH_DIFFERENT_CONTENT";
  }
  if (draft.expire_time && *draft.expire_time <= model.TimeOf(draft.ledger_id)) {
    return "RESERVATION_EXPIRED";
  }
  const Model before = model;
  model.Hold(draft);
  std::string said = model.LimitOf(draft.ledger_id, before);
  if (said != "DONE") model = before;
  return said;
}

std::string DoPostReserved(Model& model, const PostReserved& post) {
  const auto found = model.held.find({post.ledger_id, post.reservation_id});
  if (found == model.held.end()) return "RESERVATION_UNKNOWN";
  Model::Held& it = found->second;
  const std::int64_t amount = post.amount ? post.amount->minor() : it.draft.amount_minor;
  if (amount > it.draft.amount_minor) return "RESERVATION_EXCEEDED";
  const Entry entry = *Entry::Make({post.ledger_id,
                                    SourceType::kManual,
                                    post.source_id,
                                    post.effective_date,
                                    kTenge,
                                    it.draft.description,
                                    {{it.draft.debit, amount, {}}, {it.draft.credit, -amount, {}}},
                                    {}});
  const auto known = model.entries.find({post.ledger_id, post.source_id});
  if (known != model.entries.end()) return Same(known->second, entry);
  if (it.state != "OPEN") return "RESERVATION_" + it.state;
  model.Put(entry);
  model.Release(it, "POSTED");
  return "DONE";
}

std::string DoVoid(Model& model, const VoidReserved& voided) {
  const auto found = model.held.find({voided.ledger_id, voided.reservation_id});
  if (found == model.held.end()) return "RESERVATION_UNKNOWN";
  if (found->second.state == "VOIDED") return "EXISTS";
  if (found->second.state != "OPEN") return "RESERVATION_" + found->second.state;
  model.Release(found->second, "VOIDED");
  return "DONE";
}

std::vector<std::string> DoSet(Model& model, const CommandSet& set) {
  const Model before = model;
  std::vector<std::string> said;
  for (const Command& command : set) {
    if (const auto* entry = std::get_if<Entry>(&command)) said.push_back(DoEntry(model, *entry));
    if (const auto* it = std::get_if<Reservation>(&command)) {
      said.push_back(DoReserve(model, it->draft()));
    }
    if (const auto* it = std::get_if<PostReserved>(&command)) {
      said.push_back(DoPostReserved(model, *it));
    }
    if (const auto* it = std::get_if<VoidReserved>(&command)) said.push_back(DoVoid(model, *it));
    if (said.back() == "DONE" || said.back() == "EXISTS") continue;
    model = before;
    for (std::size_t i = 0; i + 1 < said.size(); ++i) said[i] = "SET_REFUSED";
    said.resize(set.size(), "SET_REFUSED");
    break;
  }
  return said;
}

std::string AnyId(const char* prefix) { return prefix + std::to_string(*rc::gen::inRange(0, 8)); }
std::pair<AccountKind, AccountKind> AnyAccounts() {
  const int first = *rc::gen::inRange(0, 3);
  return {kKinds[first], kKinds[(first + *rc::gen::inRange(1, 3)) % 3]};
}

Command AnyCommand() {
  const std::string ledger = *rc::gen::element<std::string>("prv_a", "prv_b");
  const std::int64_t amount = *rc::gen::inRange<std::int64_t>(1, 20);
  const CivilDate date = kFirstDay + kDays[*rc::gen::inRange(0, 4)];
  const auto [debit, credit] = AnyAccounts();
  switch (*rc::gen::weightedElement<int>({{4, 0}, {3, 1}, {2, 2}, {1, 3}})) {
    case 0:
      return *Entry::Make({ledger,
                           SourceType::kManual,
                           AnyId("e"),
                           date,
                           kTenge,
                           "",
                           {{debit, amount, {}}, {credit, -amount, {}}},
                           {}});
    case 1: {
      const bool expires = *rc::gen::arbitrary<bool>();
      const Instant at{kStart + *rc::gen::inRange(0, 10)};
      return *Reservation::Make({ledger,
                                 AnyId("r"),
                                 debit,
                                 credit,
                                 amount,
                                 kTenge,
                                 date,
                                 "",
                                 {},
                                 expires ? std::optional(at) : std::nullopt});
    }
    case 2: {
      const bool part = *rc::gen::arbitrary<bool>();
      return PostReserved{ledger,
                          AnyId("r"),
                          SourceType::kManual,
                          AnyId("e"),
                          date,
                          part ? std::optional(Money::FromMinor(amount, kTenge)) : std::nullopt};
    }
    default:
      return VoidReserved{ledger, AnyId("r")};
  }
}

void CompareAccounts(Model& model, Book& book) {
  for (const auto& [ledger_id, ledger] : book.ledgers) {
    RC_ASSERT(ledger.head.sequence == model.sequences[ledger_id]);
    for (const Account& account : ledger.accounts) {
      const ModelAccount& told = model.accounts[{ledger_id, account.kind}];
      RC_ASSERT(told.Balance() == account.state.balance_minor);
      std::int64_t debit = 0, credit = 0;
      for (const auto& [id, amount] : told.open) (amount > 0 ? debit : credit) += amount;
      RC_ASSERT(account.state.reserved_debit_minor == debit);
      RC_ASSERT(account.state.reserved_credit_minor == -credit);
    }
  }
}

// What the database has of a ledger once its batches are written.
struct StoredLedger {
  std::vector<SealedEntry> entries;
  std::map<Month, std::int64_t> months_begun;
  std::map<TurnoverKey, Turnover> turnovers;
};
using StoredLedgers = std::map<std::string, StoredLedger>;

// The book as the next batch finds it.
void Store(Book& book, StoredLedgers& stored) {
  for (SealedEntry& sealed : book.made) {
    const Entry& entry = sealed.entry.entry;
    book.known.emplace(SourceKey{entry.ledger_id(), entry.source_type(), entry.source_id()},
                       sealed.entry);
    stored[entry.ledger_id()].entries.push_back(std::move(sealed));
  }
  book.made.clear();
  book.made_of.clear();
  for (auto& [ledger_id, ledger] : book.ledgers) {
    stored[ledger_id].months_begun.merge(ledger.months_begun);
    RC_ASSERT(ledger.months_begun.empty());  // no month begins twice
    for (const auto& [key, sums] : ledger.turnovers) {
      stored[ledger_id].turnovers[key].debit_minor += sums.debit_minor;
      stored[ledger_id].turnovers[key].credit_minor += sums.credit_minor;
    }
    ledger.turnovers.clear();
  }
}

// Each posting's standing is the sum of the postings before it and itself.
void CheckStandings(const StoredLedgers& stored) {
  for (const auto& [ledger_id, ledger] : stored) {
    std::map<AccountKind, std::int64_t> running;
    std::int64_t sequence = 0;
    for (const SealedEntry& sealed : ledger.entries) {
      RC_ASSERT(sealed.entry.sequence == ++sequence);
      const auto postings = sealed.entry.entry.postings();
      for (std::size_t i = 0; i < postings.size(); ++i) {
        std::int64_t& sum = running[postings[i].account];
        RC_ASSERT(sealed.standings[i].balance_minor == (sum += postings[i].amount_minor));
      }
    }
  }
}

// All that was ever posted, month by month.
std::map<TurnoverKey, Turnover> AllTurnovers(const StoredLedger& stored) {
  std::map<TurnoverKey, Turnover> all;
  for (const SealedEntry& sealed : stored.entries) {
    const Entry& entry = sealed.entry.entry;
    for (const Posting& posting : entry.postings()) {
      Turnover& sums = all[{posting.account, "KZT", Month::Of(entry.effective_date())}];
      (posting.amount_minor > 0 ? sums.debit_minor : sums.credit_minor) +=
          posting.amount_minor > 0 ? posting.amount_minor : -posting.amount_minor;
    }
  }
  return all;
}

// The newest month, and with it which entries came late and where months began.
std::optional<Month> NewestOf(const StoredLedger& stored) {
  std::map<Month, std::int64_t> begun;
  for (const SealedEntry& sealed : stored.entries) {
    const Month month = Month::Of(sealed.entry.entry.effective_date());
    const bool late = !begun.empty() && month < begun.rbegin()->first;
    RC_ASSERT(sealed.late == late);
    if (!late) begun.emplace(month, sealed.entry.sequence);
  }
  RC_ASSERT(begun == stored.months_begun);
  return begun.empty() ? std::nullopt : std::optional(begun.rbegin()->first);
}

void CompareMonths(StoredLedger& stored, const LedgerBook& ledger) {
  const std::optional<Month> newest = NewestOf(stored);
  RC_ASSERT(ledger.month == newest);
  std::map<AccountKind, Account> accounts;
  for (const auto& [key, sums] : AllTurnovers(stored)) {
    Account& account =
        accounts.try_emplace(key.account, Account{key.account, kTenge, {}}).first->second;
    if (key.month == newest) {
      account.debited_minor = sums.debit_minor;
      account.credited_minor = sums.credit_minor;
      continue;
    }
    account.opened_minor += sums.debit_minor - sums.credit_minor;
    const Turnover written = stored.turnovers[key];
    RC_ASSERT(written.debit_minor == sums.debit_minor);
    RC_ASSERT(written.credit_minor == sums.credit_minor);
  }
  for (const auto& [key, sums] : stored.turnovers) {
    RC_ASSERT(key.month < *newest);
    RC_ASSERT(sums.debit_minor + sums.credit_minor > 0);
  }
  for (const Account& account : ledger.accounts) {
    const Account told =
        accounts.try_emplace(account.kind, Account{account.kind, kTenge, {}}).first->second;
    RC_ASSERT(account.opened_minor == told.opened_minor);
    RC_ASSERT(account.debited_minor == told.debited_minor);
    RC_ASSERT(account.credited_minor == told.credited_minor);
  }
}

TEST_CASE("random batches are decided as a plain map decides them one after the other") {
  CHECK(rc::check("core equals model", [] {
    Model model;
    Book book;
    StoredLedgers stored;
    for (const char* ledger : {"prv_a", "prv_b"}) {
      book.ledgers[ledger].number = ledger == std::string("prv_a") ? 1 : 2;
      Account& payable = book.ledgers[ledger].Open(AccountKind::kPayable, kTenge);
      payable.state.least_minor = kLeast;
      payable.state.most_minor = kMost;
    }
    const int batches = *rc::gen::inRange(1, 6);
    for (int b = 0; b < batches; ++b) {
      model.now = Instant{kStart + *rc::gen::inRange(0, 10)};
      std::vector<CommandSet> sets(*rc::gen::inRange<std::size_t>(1, 8));
      for (CommandSet& set : sets) {
        const int size = *rc::gen::weightedElement<int>({{3, 1}, {1, 2}, {1, 4}});
        for (int i = 0; i < size; ++i) set.push_back(AnyCommand());
      }
      for (auto& [key, it] : model.held) {
        if (it.state == "OPEN" && it.draft.expire_time &&
            *it.draft.expire_time <= model.TimeOf(key.first)) {
          model.Release(it, "EXPIRED");
        }
      }
      const auto answers = Decide(book, sets, model.now);
      RC_ASSERT(answers.size() == sets.size());
      for (std::size_t s = 0; s < sets.size(); ++s) {
        std::vector<std::string> said;
        for (const Answer& answer : answers[s]) said.emplace_back(VerdictName(answer.verdict));
        RC_ASSERT(said == DoSet(model, sets[s]));
      }
      CompareAccounts(model, book);
      Store(book, stored);
      for (const auto& [ledger_id, ledger] : book.ledgers) {
        CompareMonths(stored[ledger_id], ledger);
      }
    }
    CheckStandings(stored);
  }));
}

}  // namespace
}  // namespace tirek::ledger
