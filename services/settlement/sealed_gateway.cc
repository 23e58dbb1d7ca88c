#include "services/settlement/sealed_gateway.h"

#include <stdexcept>
#include <string>
#include <tuple>
#include <utility>

#include "core/sql/array_rows.h"
#include "core/sql/binary_copy.h"
#include "core/sql/binary_row.h"
#include "core/sql/columns.h"
#include "core/sql/one_trip.h"
#include "services/settlement/row_values.h"

namespace tirek::settlement {
namespace {

using ledger::Book;
using ledger::SealedEntry;

// Above this COPY into a temporary table is faster than arrays are.
constexpr std::size_t kEntriesAsArrays = 256;

// Whoever changed a row that is locked here makes the whole transaction fail.
void AddUpdate(sql::Trip& trip, const std::string& statement, const sql::ArrayRows& rows) {
  trip.Add(statement, rows.Literals(), [wanted = rows.rows()](const sql::TextRows& updated) {
    if (updated.changed() != wanted)
      throw std::runtime_error("a locked row of a ledger was changed");
  });
}

constexpr const char* kEntryColumns =
    "INSERT INTO settlement.entry (ledger_id, entry_id, sequence, source_type, source_id,"
    " effective_date, record_time, description, reverses_id, posting_count, hash,"
    " adjustment_reason) SELECT ledger_id, entry_id, sequence, source_type, source_id,"
    " effective_date, ";
constexpr const char* kPostingColumns =
    "INSERT INTO settlement.posting (ledger_id, sequence, line, account, amount_minor,"
    " currency_code, effective_date, account_sequence, balance_minor, day_minor, contract_id,"
    " funding_source, budget_code) SELECT ledger_id, sequence, line, account, amount_minor,"
    " currency_code, effective_date, account_sequence, balance_minor, day_minor, contract_id,"
    " funding_source, budget_code FROM ";
constexpr const char* kTable =
    "CREATE TEMPORARY TABLE IF NOT EXISTS posted_entry (ledger_id text, sequence bigint,"
    " line integer, account text, amount_minor bigint, account_sequence bigint,"
    " balance_minor bigint, day_minor bigint, contract_id text, funding_source text,"
    " budget_code text, currency_code text, effective_date date, entry_id text, source_type text,"
    " source_id text, micros bigint, description text, reverses_id text, posting_count integer,"
    " hash bytea, adjustment_reason text) ON COMMIT DELETE ROWS";

// Entries and their postings go in as one statement, because the database judges the balance at
// the end of each.
std::string InsertPosted(const std::string& entries, const std::string& postings) {
  return std::string("WITH entries AS (") + kEntryColumns + sql::TimestampOf("micros") +
         ", description, reverses_id, posting_count, hash, adjustment_reason FROM " + entries +
         ") " + kPostingColumns + postings;
}

constexpr const char* kEntryArrays =
    "unnest($1::text[], $2::text[], $3::bigint[], $4::text[], $5::text[], $6::date[],"
    " $7::bigint[], $8::text[], $9::text[], $10::smallint[], $11::bytea[], $12::text[])"
    " AS x (ledger_id, entry_id, sequence, source_type, source_id, effective_date, micros,"
    " description, reverses_id, posting_count, hash, adjustment_reason)";
constexpr const char* kPostingArrays =
    "unnest($13::text[], $14::bigint[], $15::smallint[], $16::text[], $17::bigint[],"
    " $18::char(3)[], $19::date[], $20::bigint[], $21::bigint[], $22::bigint[], $23::text[],"
    " $24::text[], $25::text[]) AS y (ledger_id, sequence, line, account, amount_minor,"
    " currency_code, effective_date, account_sequence, balance_minor, day_minor, contract_id,"
    " funding_source, budget_code)";

void AddEntry(const SealedEntry& sealed, sql::ArrayRows& rows) {
  const ledger::Entry& entry = sealed.entry.entry;
  rows.Text(entry.ledger_id())
      .Text(sealed.entry.entry_id)
      .Number(sealed.entry.sequence)
      .Text(SourceTypeName(entry.source_type()))
      .Text(entry.source_id())
      .Date(entry.effective_date())
      .Number(sealed.record_time.micros)
      .Text(entry.description())
      .OptionalText(entry.reverses_id())
      .Number(static_cast<std::int64_t>(entry.postings().size()))
      .Bytes(sealed.hash)
      .OptionalText(entry.adjustment_reason());
}

void AddPostings(const SealedEntry& sealed, sql::ArrayRows& rows) {
  const ledger::Entry& entry = sealed.entry.entry;
  for (std::size_t i = 0; i < entry.postings().size(); ++i) {
    const ledger::Posting& posting = entry.postings()[i];
    const ledger::Standing& standing = sealed.standings[i];
    rows.Text(entry.ledger_id())
        .Number(sealed.entry.sequence)
        .Number(static_cast<std::int64_t>(i + 1))
        .Text(AccountKindName(posting.account))
        .Number(posting.amount_minor)
        .Text(entry.currency().code())
        .Date(entry.effective_date())
        .Number(standing.account_sequence)
        .Number(standing.balance_minor)
        .Number(standing.day_minor)
        .OptionalText(posting.dims.contract_id)
        .OptionalText(posting.dims.funding_source)
        .OptionalText(posting.dims.budget_code);
  }
}

void WriteAsArrays(sql::Trip& trip, const Book& book) {
  sql::ArrayRows entries(12);
  sql::ArrayRows postings(13);
  for (const SealedEntry& sealed : book.made) {
    AddEntry(sealed, entries);
    AddPostings(sealed, postings);
  }
  static const std::string statement = InsertPosted(kEntryArrays, kPostingArrays);
  sql::Trip::Parameters parameters = entries.Literals();
  for (auto& literal : postings.Literals()) parameters.push_back(std::move(literal));
  trip.Add(statement, std::move(parameters));
}

void PutRows(const SealedEntry& sealed, sql::BinaryRowWriter& row) {
  const ledger::Entry& entry = sealed.entry.entry;
  for (std::size_t i = 0; i < entry.postings().size(); ++i) {
    const ledger::Posting& posting = entry.postings()[i];
    const ledger::Standing& standing = sealed.standings[i];
    row.BeginRow(22);
    row.Text(entry.ledger_id());
    row.Int64(sealed.entry.sequence);
    row.Int32(static_cast<std::int32_t>(i + 1));
    row.Text(AccountKindName(posting.account));
    row.Int64(posting.amount_minor);
    row.Int64(standing.account_sequence);
    row.Int64(standing.balance_minor);
    row.Int64(standing.day_minor);
    row.OptionalText(posting.dims.contract_id);
    row.OptionalText(posting.dims.funding_source);
    row.OptionalText(posting.dims.budget_code);
    row.Text(entry.currency().code());
    row.Date(entry.effective_date());
    row.Text(sealed.entry.entry_id);
    row.Text(SourceTypeName(entry.source_type()));
    row.Text(entry.source_id());
    row.Int64(sealed.record_time.micros);
    row.Text(entry.description());
    row.OptionalText(entry.reverses_id());
    row.Int32(static_cast<std::int32_t>(entry.postings().size()));
    row.Text(sealed.hash);
    row.OptionalText(entry.adjustment_reason());
  }
}

// Through a temporary table, because row-level security refuses COPY into the ledger itself.
void WriteByCopy(sql::UnitOfWork& work, sql::Trip& trip, const Book& book) {
  sql::OneTrip(work, kTable, {});
  std::string bytes;
  sql::BinaryRowWriter row(bytes);
  for (const SealedEntry& sealed : book.made) PutRows(sealed, row);
  sql::BinaryCopyIn copy(work, "pg_temp.posted_entry");
  copy.Rows(bytes);
  copy.Finish();
  static const std::string statement =
      InsertPosted("pg_temp.posted_entry WHERE line = 1", "pg_temp.posted_entry");
  trip.Add(statement, {});
  // Rows go at the commit; the same transaction may post once more before it.
  trip.Add("DELETE FROM pg_temp.posted_entry", {});
}

// The rows are locked, so that where they lie is where they stay. Found one by one: row-level
// security makes the planner expect so few of them that it would read them all for each.
void WriteHeads(sql::Trip& trip, const Book& book) {
  sql::ArrayRows heads(4);
  for (const auto& [ledger_id, ledger] : book.ledgers) {
    if (!ledger.changed) continue;
    heads.Text(ledger_id)
        .Number(ledger.head.sequence)
        .Bytes(ledger.head.hash)
        .Number(ledger.head.record_time.micros);
  }
  static const std::string statement =
      "UPDATE settlement.ledger_head h SET sequence = x.sequence, hash = x.hash, record_time = " +
      sql::TimestampOf("x.micros") +
      " FROM unnest($1::text[], $2::bigint[], $3::bytea[], $4::bigint[])"
      " AS x (ledger_id, sequence, hash, micros) CROSS JOIN LATERAL (SELECT ctid AS place"
      " FROM settlement.ledger_head WHERE ledger_id = x.ledger_id OFFSET 0) found"
      " WHERE h.ctid = found.place";
  AddUpdate(trip, statement, heads);
}

constexpr const char* kAccounts =
    " FROM unnest($1::text[], $2::text[], $3::char(3)[], $4::bigint[], $5::bigint[], $6::bigint[],"
    " $7::bigint[], $8::date[], $9::bigint[])"
    " AS x (ledger_id, account, currency_code, balance, sequence, debit, credit, day, day_sum)";

// Of the dates that the batch knows the last: the next batch will most often want it.
void AddAccount(const std::string& ledger_id, const ledger::Account& account,
                sql::ArrayRows& rows) {
  const ledger::AccountState& state = account.state;
  std::optional<CivilDate> day;
  std::int64_t day_minor = 0;
  if (!account.days.empty()) std::tie(day, day_minor) = *account.days.rbegin();
  rows.Text(ledger_id)
      .Text(AccountKindName(account.kind))
      .Text(account.currency.code())
      .Number(state.balance_minor)
      .Number(state.sequence)
      .Number(state.reserved_debit_minor)
      .Number(state.reserved_credit_minor)
      .OptionalDate(day)
      .Number(day_minor);
}

void AddReservation(const ledger::ReservedAmount& reserved, Instant now, sql::ArrayRows& rows) {
  const ledger::ReservationDraft& draft = reserved.draft;
  std::optional<std::int64_t> expire_micros;
  if (draft.expire_time) expire_micros = draft.expire_time->micros;
  rows.Text(draft.ledger_id)
      .Text(draft.reservation_id)
      .Text(AccountKindName(draft.debit))
      .Text(AccountKindName(draft.credit))
      .Number(draft.amount_minor)
      .Text(draft.currency.code())
      .Date(draft.effective_date)
      .Text(draft.description)
      .OptionalText(draft.dims.contract_id)
      .OptionalText(draft.dims.funding_source)
      .OptionalText(draft.dims.budget_code)
      .OptionalNumber(expire_micros)
      .Number(now.micros)
      .Text(ReservationStateName(reserved.state))
      .OptionalText(NullIfEmpty(reserved.entry_id));
}

}  // namespace

void WriteEntries(sql::UnitOfWork& work, sql::Trip& trip, const Book& book) {
  if (book.made.size() <= kEntriesAsArrays) {
    WriteAsArrays(trip, book);
  } else {
    WriteByCopy(work, trip, book);
  }
  WriteHeads(trip, book);
}

void WriteAccounts(sql::Trip& trip, const Book& book) {
  sql::ArrayRows made(9);
  sql::ArrayRows changed(9);
  for (const auto& [ledger_id, ledger] : book.ledgers) {
    for (const ledger::Account& account : ledger.accounts) {
      if (account.changed) AddAccount(ledger_id, account, account.stored ? changed : made);
    }
  }
  static const std::string insert =
      std::string(
          "INSERT INTO settlement.account (ledger_id, account, currency_code,"
          " balance_minor, sequence, reserved_debit_minor, reserved_credit_minor, day,"
          " day_minor) SELECT ledger_id, account, currency_code, balance, sequence, debit, credit,"
          " day, day_sum") +
      kAccounts;
  static const std::string update =
      std::string(
          "UPDATE settlement.account a SET balance_minor = x.balance, sequence = x.sequence,"
          " reserved_debit_minor = x.debit, reserved_credit_minor = x.credit, day = x.day,"
          " day_minor = x.day_sum") +
      kAccounts +
      " CROSS JOIN LATERAL (SELECT ctid AS place FROM settlement.account"
      " WHERE ledger_id = x.ledger_id AND account = x.account"
      " AND currency_code = x.currency_code OFFSET 0) found WHERE a.ctid = found.place";
  if (!made.empty()) trip.Add(insert, made.Literals());
  if (!changed.empty()) AddUpdate(trip, update, changed);
}

void WriteReservations(sql::Trip& trip, const Book& book, Instant now) {
  sql::ArrayRows made(15);
  sql::ArrayRows ended(4);
  for (const auto& [key, reserved] : book.reservations) {
    if (reserved.made) {
      AddReservation(reserved, now, made);
    } else if (reserved.changed) {
      ended.Text(key.first)
          .Text(key.second)
          .Text(ReservationStateName(reserved.state))
          .OptionalText(NullIfEmpty(reserved.entry_id));
    }
  }
  static const std::string insert =
      "INSERT INTO settlement.reservation (ledger_id, reservation_id, debit_account,"
      " credit_account, amount_minor, currency_code, effective_date, description, contract_id,"
      " funding_source, budget_code, expire_time, record_time, state, entry_id)"
      " SELECT c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, " +
      sql::TimestampOf("c11") + ", " + sql::TimestampOf("c12") +
      ", c13, c14 FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bigint[],"
      " $6::text[], $7::date[], $8::text[], $9::text[], $10::text[], $11::text[], $12::bigint[],"
      " $13::bigint[], $14::text[], $15::text[])"
      " AS x (c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14)";
  if (!made.empty()) trip.Add(insert, made.Literals());
  if (!ended.empty()) {
    trip.Add(
        "UPDATE settlement.reservation r SET state = x.state, entry_id = x.entry_id"
        " FROM unnest($1::text[], $2::text[], $3::text[], $4::text[])"
        " AS x (ledger_id, reservation_id, state, entry_id)"
        " WHERE r.ledger_id = x.ledger_id AND r.reservation_id = x.reservation_id",
        ended.Literals());
  }
}

}  // namespace tirek::settlement
