#include "services/settlement/book_gateway.h"

#include <algorithm>
#include <optional>
#include <set>
#include <vector>

#include "core/base/assert.h"
#include "core/sql/array.h"
#include "core/sql/columns.h"
#include "services/settlement/ledger_row_gateway.h"
#include "services/settlement/reservation_gateway.h"
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
       {rows.OptionalText(row, 8), rows.OptionalText(row, 9), rows.OptionalText(row, 10)},
       {}},
      *ledger::ParseReservationState(rows.Text(row, 12)),
      std::string(rows.Text(row, 13))};
  if (!rows.IsNull(row, 11)) reserved.draft.expire_time = Instant{rows.Int64(row, 11)};
  return reserved;
}

bool AnyReserved(const Book& book) {
  return std::any_of(book.ledgers.begin(), book.ledgers.end(),
                     [](const auto& known) { return known.second.HasReserved(); });
}

using Periods = decltype(Book::periods);

Periods ReadMonths(const sql::TextRows& rows, Book& book) {
  Periods periods;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const auto month = Month::Parse(rows.Text(row, 0));
    TIREK_ASSERT(month.has_value());
    const auto state = ledger::ParsePeriodState(rows.Text(row, 1));
    TIREK_ASSERT(state.has_value());
    periods[*month] = {*state, Instant{rows.Int64(row, 2)}};
    book.version = static_cast<std::uint32_t>(rows.Int64(row, 3));
  }
  return periods;
}

// Until the transaction ends the months of the commands cannot close.
void HoldMonths(std::span<const CommandSet> sets, sql::Trip& trip, sql::Trip::Read read) {
  std::set<std::string> months;
  ForEach(sets, [&](const Command& command) {
    if (const auto date = EffectiveDateOf(command)) months.insert(Month::Of(*date).ToString());
  });
  if (months.empty()) return;
  trip.Add(
      "SELECT month, state, state_micros, pg_current_xact_id()::xid::text"
      " FROM settlement.hold_months($1::text[])",
      {sql::ArrayLiteral(std::vector(months.begin(), months.end()))}, std::move(read));
}

}  // namespace

void BookGateway::Open(std::span<const CommandSet> sets, sql::Trip& trip, Book& book) {
  HoldMonths(sets, trip,
             [&book](const sql::TextRows& rows) { book.periods = ReadMonths(rows, book); });
  OpenLedgers(trip, LedgersOf(sets), book);
}

void BookGateway::HoldKnown(std::span<const CommandSet> sets, sql::Trip& trip, Book& book) {
  HoldMonths(sets, trip, [&book](const sql::TextRows& rows) {
    if (ReadMonths(rows, book) != book.periods) throw LedgerMoved("a month was closed or opened");
  });
}

void BookGateway::OpenNew(std::span<const CommandSet> sets, Book& book) {
  std::vector<std::string> missing = LedgersOf(sets);
  std::erase_if(missing, [&](const std::string& id) { return book.ledgers.contains(id); });
  if (missing.empty()) return;
  sql::Trip trip(work_);
  MakeLedgers(trip, missing, book);
  trip.Go();
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

void BookGateway::Write(const Book& book, Instant now, sql::Trip& trip) {
  // Ledgers first: where others may have changed them, entries would only be in each other's way.
  WriteLedgers(trip, book);
  if (!book.made.empty()) WriteEntries(work_, trip, book);
  WriteReservations(trip, book, now);
}

}  // namespace tirek::settlement
