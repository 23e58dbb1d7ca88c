#include "services/settlement/book_gateway.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <vector>

#include "core/base/assert.h"
#include "core/sql/array.h"
#include "core/sql/columns.h"
#include "core/sql/hex.h"
#include "services/settlement/row_values.h"
#include "services/settlement/sealed_gateway.h"

namespace tirek::settlement {
namespace {

using ledger::AccountKind;
using ledger::Book;
using ledger::Command;
using ledger::CommandSet;
using Parameters = std::vector<std::optional<std::string>>;

template <typename Each>
void ForEach(std::span<const CommandSet> sets, Each each) {
  for (const CommandSet& set : sets) {
    for (const Command& command : set) each(command);
  }
}

std::optional<CivilDate> EffectiveDateOf(const Command& command) {
  if (const auto* entry = std::get_if<ledger::Entry>(&command)) return entry->effective_date();
  if (const auto* made = std::get_if<ledger::Reservation>(&command)) {
    return made->draft().effective_date;
  }
  if (const auto* post = std::get_if<ledger::PostReserved>(&command)) return post->effective_date;
  if (const auto* reverse = std::get_if<ledger::ReverseEntry>(&command)) {
    return reverse->effective_date;
  }
  return {};
}

std::optional<std::string> ReservationOf(const Command& command) {
  if (const auto* made = std::get_if<ledger::Reservation>(&command)) {
    return made->draft().reservation_id;
  }
  if (const auto* post = std::get_if<ledger::PostReserved>(&command)) return post->reservation_id;
  if (const auto* voided = std::get_if<ledger::VoidReserved>(&command)) {
    return voided->reservation_id;
  }
  return {};
}

std::vector<std::string> LedgersOf(std::span<const CommandSet> sets) {
  std::set<std::string> ledgers;
  ForEach(sets, [&](const Command& command) { ledgers.insert(ledger::LedgerIdOf(command)); });
  return {ledgers.begin(), ledgers.end()};
}

AccountKind KindOf(std::string_view name) {
  const auto kind = ledger::ParseAccountKind(name);
  TIREK_ASSERT(kind.has_value());
  return *kind;
}

CivilDate DateOfDay(std::int64_t epoch_day) {
  const auto date = CivilDate::FromEpochDay(static_cast<std::int32_t>(epoch_day));
  TIREK_ASSERT(date.has_value());
  return *date;
}

std::optional<std::int64_t> Optional(const sql::TextRows& rows, std::size_t row, int column) {
  if (rows.IsNull(row, column)) return {};
  return rows.Int64(row, column);
}

std::optional<std::string> OptionalText(const sql::TextRows& rows, std::size_t row, int column) {
  if (rows.IsNull(row, column)) return {};
  return std::string(rows.Text(row, column));
}

void ReadAccounts(const sql::TextRows& rows, Book& book) {
  for (std::size_t row = 0; row < rows.size(); ++row) {
    ledger::LedgerBook& ledger = book.ledgers.at(std::string(rows.Text(row, 0)));
    ledger::Account& account =
        ledger.Open(KindOf(rows.Text(row, 1)), CurrencyOf(std::string(rows.Text(row, 2))));
    account.stored = true;
    account.state = {rows.Int64(row, 3), rows.Int64(row, 4),     rows.Int64(row, 5),
                     rows.Int64(row, 6), Optional(rows, row, 7), Optional(rows, row, 8)};
    if (!rows.IsNull(row, 9)) account.days[DateOfDay(rows.Int64(row, 9))] = rows.Int64(row, 10);
  }
}

ledger::ReservedAmount ReadReservation(const sql::TextRows& rows, std::size_t row) {
  ledger::ReservedAmount reserved{
      {std::string(rows.Text(row, 0)),
       std::string(rows.Text(row, 1)),
       KindOf(rows.Text(row, 2)),
       KindOf(rows.Text(row, 3)),
       rows.Int64(row, 4),
       CurrencyOf(std::string(rows.Text(row, 5))),
       DateOfDay(rows.Int64(row, 6)),
       std::string(rows.Text(row, 7)),
       {OptionalText(rows, row, 8), OptionalText(rows, row, 9), OptionalText(rows, row, 10)},
       {}},
      *ledger::ParseReservationState(rows.Text(row, 12)),
      std::string(rows.Text(row, 13))};
  if (!rows.IsNull(row, 11)) reserved.draft.expire_time = Instant{rows.Int64(row, 11)};
  return reserved;
}

// An account and a date that the batch posts to.
using Day = std::tuple<std::string, AccountKind, std::string, CivilDate>;

// Also by way of what was posted or reserved before, in this batch or earlier.
class PostedDays {
 public:
  PostedDays(std::span<const CommandSet> sets, const Book& book) : book_(book) {
    for (const auto& [key, reserved] : book.reservations) drafts_[key] = {&reserved.draft};
    ForEach(sets, [this](const Command& command) {
      if (const auto* made = std::get_if<ledger::Reservation>(&command)) {
        drafts_[{made->draft().ledger_id, made->draft().reservation_id}].push_back(&made->draft());
      }
    });
    ForEach(sets, [this](const Command& command) {
      std::visit([this](const auto& asked) { Add(asked); }, command);
    });
  }

  const std::set<Day>& days() const { return days_; }

 private:
  void AddPostings(const ledger::Entry& entry, CivilDate date) {
    for (const ledger::Posting& posting : entry.postings()) {
      days_.insert(
          {entry.ledger_id(), posting.account, std::string(entry.currency().code()), date});
    }
  }

  void Add(const ledger::Entry& entry) { AddPostings(entry, entry.effective_date()); }
  void Add(const ledger::PostReserved& post) {
    const auto found = drafts_.find({post.ledger_id, post.reservation_id});
    if (found == drafts_.end()) return;
    for (const ledger::ReservationDraft* draft : found->second) {
      for (const AccountKind kind : {draft->debit, draft->credit}) {
        days_.insert(
            {post.ledger_id, kind, std::string(draft->currency.code()), post.effective_date});
      }
    }
  }
  void Add(const ledger::ReverseEntry& reverse) {
    const auto original = book_.originals.find({reverse.ledger_id, reverse.entry_id});
    if (original != book_.originals.end()) AddPostings(original->second, reverse.effective_date);
  }
  void Add(const ledger::Reservation& /*reserves only*/) {}
  void Add(const ledger::VoidReserved& /*sets free only*/) {}

  const Book& book_;
  // An id may be asked for with several contents; which of them holds is not decided yet.
  std::map<std::pair<std::string, std::string>, std::vector<const ledger::ReservationDraft*>>
      drafts_;
  std::set<Day> days_;
};

bool AnyReserved(const Book& book) {
  for (const auto& [id, ledger] : book.ledgers) {
    for (const ledger::Account& account : ledger.accounts) {
      if (account.state.reserved_debit_minor != 0 || account.state.reserved_credit_minor != 0) {
        return true;
      }
    }
  }
  return false;
}

void ReadMonths(const sql::TextRows& rows, Book& book) {
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const auto month = Month::Parse(rows.Text(row, 0));
    TIREK_ASSERT(month.has_value());
    const auto state = ledger::ParsePeriodState(rows.Text(row, 1));
    TIREK_ASSERT(state.has_value());
    book.periods[*month] = {*state, Instant{rows.Int64(row, 2)}};
  }
}

void ReadLedgers(const sql::TextRows& rows, Book& book) {
  for (std::size_t row = 0; row < rows.size(); ++row) {
    ledger::LedgerBook& ledger = book.ledgers[std::string(rows.Text(row, 0))];
    ledger.head = {rows.Int64(row, 1), sql::FromHex(rows.Text(row, 2)),
                   Instant{rows.Int64(row, 3)}};
  }
}

}  // namespace

// A plan that was made while the tables were small would read them whole when they have grown.
void BookGateway::PlanByIndexes(sql::Trip& trip) {
  trip.Add(
      "SELECT set_config('plan_cache_mode', 'force_generic_plan', true),"
      " set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true),"
      " set_config('enable_mergejoin', 'off', true)",
      {});
}

void BookGateway::Open(std::span<const CommandSet> sets, sql::Trip& trip, Book& book) {
  std::set<std::string> months;
  ForEach(sets, [&](const Command& command) {
    if (const auto date = EffectiveDateOf(command)) months.insert(Month::Of(*date).ToString());
  });
  if (!months.empty()) {
    trip.Add("SELECT month, state, state_micros FROM settlement.hold_months($1::text[])",
             {sql::ArrayLiteral(std::vector(months.begin(), months.end()))},
             [&book](const sql::TextRows& rows) { ReadMonths(rows, book); });
  }
  const std::string ledgers = sql::ArrayLiteral(LedgersOf(sets));
  trip.Add("SELECT ledger_id, sequence, hash, micros FROM settlement.lock_ledgers($1::text[])",
           {ledgers}, [&book](const sql::TextRows& rows) { ReadLedgers(rows, book); });
  // After the heads: a statement sees what was committed before it began.
  trip.Add(
      "SELECT ledger_id, account, currency_code, balance_minor, sequence, reserved_debit_minor,"
      " reserved_credit_minor, least_minor, most_minor, day - date '1970-01-01', day_minor"
      " FROM settlement.account WHERE ledger_id = ANY($1::text[])",
      {ledgers}, [&book](const sql::TextRows& rows) { ReadAccounts(rows, book); });
}

void BookGateway::ReadReservations(std::span<const CommandSet> sets, Instant now, Book& book) {
  std::vector<std::string> ids;
  ForEach(sets, [&](const Command& command) {
    if (const auto id = ReservationOf(command)) ids.push_back(*id);
  });
  if (ids.empty() && !AnyReserved(book)) return;
  // A ledger's time is not before what is recorded in it; more than has run out does no harm.
  Instant due = now;
  for (const auto& [id, ledger] : book.ledgers) due = std::max(due, ledger.head.record_time);
  const Parameters parameters = {sql::ArrayLiteral(LedgersOf(sets)), sql::ArrayLiteral(ids),
                                 std::to_string(due.micros)};
  const auto rows = sql::OneTrip(
      work_,
      "SELECT ledger_id, reservation_id, debit_account, credit_account, amount_minor,"
      " currency_code, epoch_day, description, contract_id, funding_source, budget_code,"
      " expire_micros, state, entry_id"
      " FROM settlement.open_reservations($1::text[], $2::text[], " +
          sql::TimestampOf("$3") + ")",
      parameters);
  for (std::size_t row = 0; row < rows.size(); ++row) {
    ledger::ReservedAmount reserved = ReadReservation(rows, row);
    std::pair key(reserved.draft.ledger_id, reserved.draft.reservation_id);
    book.reservations.emplace(std::move(key), std::move(reserved));
  }
}

void BookGateway::ReadDays(std::span<const CommandSet> sets, Book& book) {
  std::vector<std::pair<ledger::Account*, CivilDate>> asked;
  std::vector<std::string> ledgers, accounts, currencies, dates;
  const PostedDays posted(sets, book);
  for (const auto& [ledger_id, kind, currency, date] : posted.days()) {
    ledger::Account& account = book.ledgers.at(ledger_id).Open(kind, CurrencyOf(currency));
    if (account.state.sequence == 0 || account.days.contains(date)) continue;
    asked.emplace_back(&account, date);
    ledgers.push_back(ledger_id);
    accounts.emplace_back(ledger::AccountKindName(kind));
    currencies.push_back(currency);
    dates.push_back(date.ToString());
  }
  if (asked.empty()) return;
  const Parameters parameters = {sql::ArrayLiteral(ledgers), sql::ArrayLiteral(accounts),
                                 sql::ArrayLiteral(currencies), sql::ArrayLiteral(dates)};
  const auto rows =
      sql::OneTrip(work_,
                   "SELECT place, day_minor FROM settlement.day_sums($1::text[], $2::text[],"
                   " $3::text[], $4::date[])",
                   parameters);
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const auto& [account, date] = asked.at(static_cast<std::size_t>(rows.Int64(row, 0) - 1));
    account->days[date] = rows.Int64(row, 1);
  }
}

void BookGateway::Write(const Book& book, Instant now, sql::Trip& trip) {
  if (!book.made.empty()) WriteEntries(work_, trip, book);
  WriteAccounts(trip, book);
  WriteReservations(trip, book, now);
}

}  // namespace tirek::settlement
