#include "services/settlement/sealed_gateway.h"

#include <algorithm>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "billing/ledger/entry_id.h"
#include "core/sql/array.h"
#include "core/sql/binary_copy.h"
#include "core/sql/binary_row.h"
#include "core/sql/columns.h"
#include "core/sql/one_trip.h"
#include "core/sql/row_array.h"

namespace tirek::settlement {
namespace {

using ledger::Book;
using ledger::SealedEntry;

// Above this COPY into a temporary table is faster than an array is.
constexpr std::size_t kEntriesAsArray = 256;

// An entry's dimensions, of which most entries have none: an array that would be empty throughout
// is absent.
using Dimension = std::optional<std::string> ledger::Dimensions::*;
constexpr Dimension kDimensions[] = {&ledger::Dimensions::contract_id,
                                     &ledger::Dimensions::funding_source,
                                     &ledger::Dimensions::budget_code};

bool Has(const SealedEntry& sealed, Dimension dimension) {
  return std::any_of(
      sealed.entry.entry.postings().begin(), sealed.entry.entry.postings().end(),
      [&](const ledger::Posting& posting) { return (posting.dims.*dimension).has_value(); });
}

// The number of the entry that this one takes back, where its id tells.
std::optional<std::int64_t> Reversed(const SealedEntry& sealed, const Book& book) {
  const auto& reverses_id = sealed.entry.entry.reverses_id();
  if (!reverses_id) return {};
  return ledger::SequenceIn(book.ledgers.at(sealed.entry.entry.ledger_id()).number, *reverses_id);
}

// SQL: into the ledger, from rows of the columns of settlement.posted_entry.
std::string Insert(const std::string& account, const std::string& rows) {
  return "INSERT INTO settlement.ledger_entry (ledger_number, sequence, effective_date,"
         " record_time, late, source_type, source_id, description, currency_code, hash,"
         " reverses_sequence, adjustment_reason, account, amount_minor, balance_minor, contract_id,"
         " funding_source, budget_code) SELECT ledger_number, sequence, effective_date, " +
         sql::TimestampOf("record_micros") +
         ", late, source_type::settlement.source_type, source_id, description,"
         " currency_code, hash, CASE WHEN reverses_id IS NULL THEN reverses_sequence"
         " ELSE settlement.entry_sequence(ledger_number, reverses_id) END, adjustment_reason, " +
         account + ", amount_minor, balance_minor, contract_id, funding_source, budget_code FROM " +
         rows;
}

// The literals of arrays, an element a posting.
std::string Joined(const SealedEntry& sealed,
                   const std::function<std::string(std::size_t)>& value) {
  std::string literal = "{";
  for (std::size_t i = 0; i < sealed.entry.entry.postings().size(); ++i) {
    if (i > 0) literal += ',';
    literal += value(i);
  }
  return literal + "}";
}

std::optional<std::string> DimensionLiteral(const SealedEntry& sealed, Dimension dimension) {
  if (!Has(sealed, dimension)) return {};
  std::vector<std::optional<std::string>> values;
  for (const ledger::Posting& posting : sealed.entry.entry.postings()) {
    values.push_back(posting.dims.*dimension);
  }
  return sql::ArrayLiteral(values);
}

void AddEntry(const SealedEntry& sealed, const Book& book, sql::RowArray& rows) {
  const ledger::Entry& entry = sealed.entry.entry;
  const auto& postings = entry.postings();
  const auto reversed = Reversed(sealed, book);
  rows.Row()
      .Number(book.ledgers.at(entry.ledger_id()).number)
      .Number(sealed.entry.sequence)
      .Date(entry.effective_date())
      .Number(sealed.record_time.micros)
      .Text(sealed.late ? "t" : "f")
      .Text(SourceTypeName(entry.source_type()))
      .Text(entry.source_id())
      .Text(entry.description())
      .Text(entry.currency().code())
      .Bytes(sealed.hash)
      .OptionalNumber(reversed)
      .OptionalText(reversed ? std::nullopt : entry.reverses_id())
      .OptionalText(entry.adjustment_reason())
      .Text(
          Joined(sealed, [&](auto i) { return std::string(AccountKindName(postings[i].account)); }))
      .Text(Joined(sealed, [&](auto i) { return std::to_string(postings[i].amount_minor); }))
      .Text(Joined(sealed,
                   [&](auto i) { return std::to_string(sealed.standings[i].balance_minor); }));
  for (const Dimension dimension : kDimensions) {
    rows.OptionalText(DimensionLiteral(sealed, dimension));
  }
}

void WriteAsArray(sql::Trip& trip, const Book& book) {
  sql::RowArray rows;
  for (const SealedEntry& sealed : book.made) AddEntry(sealed, book, rows);
  static const std::string statement =
      Insert("account", "unnest($1::settlement.posted_entry[]) AS x");
  trip.Add(statement, {rows.Literal()});
}

constexpr const char* kTable =
    "CREATE TEMPORARY TABLE IF NOT EXISTS posted_entry (ledger_number integer, sequence bigint,"
    " effective_date date, record_micros bigint, late boolean, source_type text, source_id text,"
    " description text, currency_code text, hash bytea, reverses_sequence bigint,"
    " reverses_id text, adjustment_reason text, account text[], amount_minor bigint[],"
    " balance_minor bigint[], contract_id text[], funding_source text[], budget_code text[])"
    " ON COMMIT DELETE ROWS";

void PutDimension(const SealedEntry& sealed, Dimension dimension, sql::BinaryRowWriter& row) {
  if (!Has(sealed, dimension)) return row.Null();
  std::vector<std::optional<std::string>> values;
  for (const ledger::Posting& posting : sealed.entry.entry.postings()) {
    values.push_back(posting.dims.*dimension);
  }
  row.OptionalTextArray(values);
}

void PutPostings(const SealedEntry& sealed, sql::BinaryRowWriter& row) {
  std::vector<std::string> accounts;
  std::vector<std::int64_t> amounts, balances;
  for (const ledger::Posting& posting : sealed.entry.entry.postings()) {
    accounts.emplace_back(AccountKindName(posting.account));
    amounts.push_back(posting.amount_minor);
  }
  for (const ledger::Standing& standing : sealed.standings) {
    balances.push_back(standing.balance_minor);
  }
  row.TextArray(accounts);
  row.Int64Array(amounts);
  row.Int64Array(balances);
  for (const Dimension dimension : kDimensions) PutDimension(sealed, dimension, row);
}

void PutRow(const SealedEntry& sealed, const Book& book, sql::BinaryRowWriter& row) {
  const ledger::Entry& entry = sealed.entry.entry;
  const auto reversed = Reversed(sealed, book);
  row.BeginRow(19);
  row.Int32(book.ledgers.at(entry.ledger_id()).number);
  row.Int64(sealed.entry.sequence);
  row.Date(entry.effective_date());
  row.Int64(sealed.record_time.micros);
  row.Bool(sealed.late);
  row.Text(SourceTypeName(entry.source_type()));
  row.Text(entry.source_id());
  row.Text(entry.description());
  row.Text(entry.currency().code());
  row.Text(sealed.hash);
  reversed ? row.Int64(*reversed) : row.Null();
  row.OptionalText(reversed ? std::nullopt : entry.reverses_id());
  row.OptionalText(entry.adjustment_reason());
  PutPostings(sealed, row);
}

// Through a temporary table, because row-level security refuses COPY into the ledger itself.
void WriteByCopy(sql::UnitOfWork& work, sql::Trip& trip, const Book& book) {
  sql::OneTrip(work, kTable, {});
  std::string bytes;
  sql::BinaryRowWriter row(bytes);
  for (const SealedEntry& sealed : book.made) PutRow(sealed, book, row);
  sql::BinaryCopyIn copy(work, "pg_temp.posted_entry");
  copy.Rows(bytes);
  copy.Finish();
  static const std::string statement =
      Insert("account::settlement.account_kind[]", "pg_temp.posted_entry");
  trip.Add(statement, {});
  // Rows go at the commit; the same transaction may post once more before it.
  trip.Add("DELETE FROM pg_temp.posted_entry", {});
}

}  // namespace

void WriteEntries(sql::UnitOfWork& work, sql::Trip& trip, const Book& book) {
  if (book.made.size() <= kEntriesAsArray) {
    WriteAsArray(trip, book);
  } else {
    WriteByCopy(work, trip, book);
  }
}

}  // namespace tirek::settlement
