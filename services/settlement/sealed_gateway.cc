#include "services/settlement/sealed_gateway.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "billing/ledger/entry_id.h"
#include "core/sql/array_rows.h"
#include "core/sql/binary_copy.h"
#include "core/sql/binary_row.h"
#include "core/sql/columns.h"
#include "core/sql/one_trip.h"

namespace tirek::settlement {
namespace {

using ledger::Book;
using ledger::SealedEntry;

// Above this COPY into a temporary table is faster than arrays are.
constexpr std::size_t kEntriesAsArrays = 256;

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

// SQL: into the ledger, from rows that have these columns; arrays of postings as `arrays` says.
std::string Insert(const std::string& arrays, const std::string& rows) {
  return "INSERT INTO settlement.ledger_entry (ledger_number, sequence, effective_date,"
         " record_time, late, source_type, source_id, description, currency_code, hash,"
         " reverses_sequence, adjustment_reason, account, amount_minor, balance_minor, contract_id,"
         " funding_source, budget_code) SELECT ledger_number, sequence, effective_date, " +
         sql::TimestampOf("micros") +
         ", late, source_type::settlement.source_type, source_id, description,"
         " currency_code, hash, CASE WHEN reverses_id IS NULL THEN reverses_sequence"
         " ELSE settlement.entry_sequence(ledger_number, reverses_id) END, adjustment_reason, " +
         arrays + " FROM " + rows;
}

// The postings of all entries lie one after another; each entry names its first and its last.
constexpr const char* kSlices =
    "($19::settlement.account_kind[])[first : last], ($20::bigint[])[first : last],"
    " ($21::bigint[])[first : last], ($22::text[])[contract_first : last],"
    " ($23::text[])[funding_first : last], ($24::text[])[budget_first : last]";
constexpr const char* kEntryArrays =
    "unnest($1::integer[], $2::bigint[], $3::date[], $4::bigint[], $5::boolean[], $6::text[],"
    " $7::text[], $8::text[], $9::char(3)[], $10::bytea[], $11::bigint[], $12::text[],"
    " $13::text[], $14::integer[], $15::integer[], $16::integer[], $17::integer[], $18::integer[])"
    " AS x (ledger_number, sequence, effective_date, micros, late, source_type, source_id,"
    " description, currency_code, hash, reverses_sequence, reverses_id, adjustment_reason, first,"
    " last, contract_first, funding_first, budget_first)";

void AddEntry(const SealedEntry& sealed, const Book& book, std::int64_t first,
              sql::ArrayRows& rows) {
  const ledger::Entry& entry = sealed.entry.entry;
  const auto reversed = Reversed(sealed, book);
  rows.Number(book.ledgers.at(entry.ledger_id()).number)
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
      .Number(first)
      .Number(first + static_cast<std::int64_t>(entry.postings().size()) - 1);
  for (const Dimension dimension : kDimensions) {
    rows.OptionalNumber(Has(sealed, dimension) ? std::optional(first) : std::nullopt);
  }
}

void AddPostings(const SealedEntry& sealed, sql::ArrayRows& rows) {
  const ledger::Entry& entry = sealed.entry.entry;
  for (std::size_t i = 0; i < entry.postings().size(); ++i) {
    const ledger::Posting& posting = entry.postings()[i];
    rows.Text(AccountKindName(posting.account))
        .Number(posting.amount_minor)
        .Number(sealed.standings[i].balance_minor);
    for (const Dimension dimension : kDimensions) rows.OptionalText(posting.dims.*dimension);
  }
}

void WriteAsArrays(sql::Trip& trip, const Book& book) {
  sql::ArrayRows entries(18);
  sql::ArrayRows postings(6);
  for (const SealedEntry& sealed : book.made) {
    AddEntry(sealed, book, static_cast<std::int64_t>(postings.rows()) + 1, entries);
    AddPostings(sealed, postings);
  }
  static const std::string statement = Insert(kSlices, kEntryArrays);
  sql::Trip::Parameters parameters = entries.Literals();
  for (auto& literal : postings.Literals()) parameters.push_back(std::move(literal));
  trip.Add(statement, std::move(parameters));
}

constexpr const char* kTable =
    "CREATE TEMPORARY TABLE IF NOT EXISTS posted_entry (ledger_number integer, sequence bigint,"
    " effective_date date, micros bigint, late boolean, source_type text, source_id text,"
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
  static const std::string statement = Insert(
      "account::settlement.account_kind[], amount_minor, balance_minor, contract_id,"
      " funding_source, budget_code",
      "pg_temp.posted_entry");
  trip.Add(statement, {});
  // Rows go at the commit; the same transaction may post once more before it.
  trip.Add("DELETE FROM pg_temp.posted_entry", {});
}

}  // namespace

void WriteEntries(sql::UnitOfWork& work, sql::Trip& trip, const Book& book) {
  if (book.made.size() <= kEntriesAsArrays) {
    WriteAsArrays(trip, book);
  } else {
    WriteByCopy(work, trip, book);
  }
}

}  // namespace tirek::settlement
