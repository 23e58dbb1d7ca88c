#include "services/settlement/sealed_gateway.h"

#include <stdexcept>
#include <string>
#include <vector>

#include "core/sql/array.h"
#include "core/sql/binary_copy.h"
#include "core/sql/binary_row.h"
#include "core/sql/columns.h"
#include "core/sql/hex.h"
#include "core/sql/one_trip.h"

namespace tirek::settlement {
namespace {

using ledger::Book;
using ledger::SealedEntry;

// Above this COPY into a temporary table is faster than arrays are.
constexpr std::size_t kEntriesAsArrays = 256;

// Values of one column after another, and then the arrays of a statement.
class Arrays {
 public:
  explicit Arrays(std::size_t columns) : columns_(columns) {}

  void Add(std::initializer_list<std::optional<std::string>> row) {
    auto column = columns_.begin();
    for (const auto& value : row) (column++)->push_back(value);
  }
  bool empty() const { return columns_.front().empty(); }
  void AddTo(sql::Trip& trip, const std::string& statement, sql::Trip::Read read = {}) const {
    sql::Trip::Parameters literals;
    for (const auto& column : columns_) literals.emplace_back(sql::ArrayLiteral(column));
    trip.Add(statement, std::move(literals), std::move(read));
  }
  // Whoever changed a row that is locked here makes the whole transaction fail.
  void AddUpdateTo(sql::Trip& trip, const std::string& statement) const {
    AddTo(trip, statement, [rows = columns_.front().size()](const sql::TextRows& updated) {
      if (updated.changed() != rows)
        throw std::runtime_error("a locked row of a ledger was changed");
    });
  }

 private:
  std::vector<std::vector<std::optional<std::string>>> columns_;
};

// One row a posting, with its entry beside it: an entry and its postings go in as one statement,
// because the database judges the balance at the end of each.
constexpr const char* kFromArrays =
    "WITH posted AS (SELECT c0 AS ledger_id, c1::bigint AS sequence, c2::smallint AS line,"
    " c3 AS account, c4::bigint AS amount_minor, c5::bigint AS account_sequence,"
    " c6::bigint AS balance_minor, c7::bigint AS day_minor, c8 AS contract_id,"
    " c9 AS funding_source, c10 AS budget_code, c11 AS currency_code, c12::date AS effective_date,"
    " c13 AS entry_id, c14 AS source_type, c15 AS source_id, c16::bigint AS micros,"
    " c17 AS description, c18 AS reverses_id, c19::smallint AS posting_count,"
    " decode(c20, 'hex') AS hash, c21 AS adjustment_reason"
    " FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[],"
    " $7::text[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[],"
    " $14::text[], $15::text[], $16::text[], $17::text[], $18::text[], $19::text[], $20::text[],"
    " $21::text[], $22::text[]) AS x (c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, "
    "c14, c15,"
    " c16, c17, c18, c19, c20, c21)), ";
constexpr const char* kFromTable =
    "WITH posted AS (SELECT ledger_id, sequence, line, account, amount_minor, account_sequence,"
    " balance_minor, day_minor, contract_id, funding_source, budget_code, currency_code,"
    " effective_date, entry_id, source_type, source_id, micros, description, reverses_id,"
    " posting_count, hash, adjustment_reason FROM pg_temp.posted_entry), ";
constexpr const char* kTable =
    "CREATE TEMPORARY TABLE IF NOT EXISTS posted_entry (ledger_id text, sequence bigint,"
    " line integer, account text, amount_minor bigint, account_sequence bigint,"
    " balance_minor bigint, day_minor bigint, contract_id text, funding_source text,"
    " budget_code text, currency_code text, effective_date date, entry_id text, source_type text,"
    " source_id text, micros bigint, description text, reverses_id text, posting_count integer,"
    " hash bytea, adjustment_reason text) ON COMMIT DELETE ROWS";

std::string InsertPosted(const char* posted) {
  return posted +
         std::string(
             "entries AS (INSERT INTO settlement.entry (ledger_id, entry_id,"
             " sequence, source_type, source_id, effective_date, record_time,"
             " description, reverses_id, posting_count, hash, adjustment_reason)"
             " SELECT ledger_id, entry_id, sequence, source_type, source_id,"
             " effective_date, ") +
         sql::TimestampOf("micros") +
         ", description, reverses_id, posting_count, hash, adjustment_reason FROM posted"
         " WHERE line = 1)"
         " INSERT INTO settlement.posting (ledger_id, sequence, line, account, amount_minor,"
         " currency_code, effective_date, account_sequence, balance_minor, day_minor, contract_id,"
         " funding_source, budget_code)"
         " SELECT ledger_id, sequence, line, account, amount_minor, currency_code, effective_date,"
         " account_sequence, balance_minor, day_minor, contract_id, funding_source, budget_code"
         " FROM posted";
}

void WriteAsArrays(sql::Trip& trip, const Book& book) {
  Arrays rows(22);
  for (const SealedEntry& sealed : book.made) {
    const ledger::Entry& entry = sealed.entry.entry;
    const std::string date = entry.effective_date().ToString();
    const std::string hash = sql::ToHex(sealed.hash);
    for (std::size_t i = 0; i < entry.postings().size(); ++i) {
      const ledger::Posting& posting = entry.postings()[i];
      const ledger::Standing& standing = sealed.standings[i];
      rows.Add({entry.ledger_id(),
                std::to_string(sealed.entry.sequence),
                std::to_string(i + 1),
                std::string(AccountKindName(posting.account)),
                std::to_string(posting.amount_minor),
                std::to_string(standing.account_sequence),
                std::to_string(standing.balance_minor),
                std::to_string(standing.day_minor),
                posting.dims.contract_id,
                posting.dims.funding_source,
                posting.dims.budget_code,
                std::string(entry.currency().code()),
                date,
                sealed.entry.entry_id,
                std::string(SourceTypeName(entry.source_type())),
                entry.source_id(),
                std::to_string(sealed.record_time.micros),
                entry.description(),
                entry.reverses_id(),
                std::to_string(entry.postings().size()),
                hash,
                entry.adjustment_reason()});
    }
  }
  static const std::string statement = InsertPosted(kFromArrays);
  rows.AddTo(trip, statement);
}

void PutOptional(sql::BinaryRowWriter& row, const std::optional<std::string>& text) {
  if (text) {
    row.Text(*text);
  } else {
    row.Null();
  }
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
    PutOptional(row, posting.dims.contract_id);
    PutOptional(row, posting.dims.funding_source);
    PutOptional(row, posting.dims.budget_code);
    row.Text(entry.currency().code());
    row.Date(entry.effective_date());
    row.Text(sealed.entry.entry_id);
    row.Text(SourceTypeName(entry.source_type()));
    row.Text(entry.source_id());
    row.Int64(sealed.record_time.micros);
    row.Text(entry.description());
    PutOptional(row, entry.reverses_id());
    row.Int32(static_cast<std::int32_t>(entry.postings().size()));
    row.Text(sealed.hash);
    PutOptional(row, entry.adjustment_reason());
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
  static const std::string statement = InsertPosted(kFromTable);
  trip.Add(statement, {});
  // Rows go at the commit; the same transaction may post once more before it.
  trip.Add("DELETE FROM pg_temp.posted_entry", {});
}

// The rows are locked, so that where they lie is where they stay. Found one by one: row-level
// security makes the planner expect so few of them that it would read them all for each.
void WriteHeads(sql::Trip& trip, const Book& book) {
  Arrays heads(4);
  for (const auto& [ledger_id, ledger] : book.ledgers) {
    if (!ledger.changed) continue;
    heads.Add({ledger_id, std::to_string(ledger.head.sequence), sql::ToHex(ledger.head.hash),
               std::to_string(ledger.head.record_time.micros)});
  }
  static const std::string statement =
      "UPDATE settlement.ledger_head h SET sequence = x.sequence::bigint,"
      " hash = decode(x.hash, 'hex'), record_time = " +
      sql::TimestampOf("x.micros") +
      " FROM unnest($1::text[], $2::text[], $3::text[], $4::text[])"
      " AS x (ledger_id, sequence, hash, micros) CROSS JOIN LATERAL (SELECT ctid AS place"
      " FROM settlement.ledger_head WHERE ledger_id = x.ledger_id OFFSET 0) found"
      " WHERE h.ctid = found.place";
  heads.AddUpdateTo(trip, statement);
}

std::optional<std::string> TextOf(const std::optional<std::int64_t>& number) {
  return number ? std::optional(std::to_string(*number)) : std::nullopt;
}

constexpr const char* kAccounts =
    " FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[],"
    " $7::text[], $8::text[], $9::text[])"
    " AS x (ledger_id, account, currency_code, balance, sequence, debit, credit, day, day_sum)";

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
  Arrays made(9);
  Arrays changed(9);
  for (const auto& [ledger_id, ledger] : book.ledgers) {
    for (const ledger::Account& account : ledger.accounts) {
      if (!account.changed) continue;
      const ledger::AccountState& state = account.state;
      // Of the dates that the batch knows the last: the next batch will most often want it.
      std::optional<std::string> day;
      std::int64_t day_minor = 0;
      if (!account.days.empty()) {
        day = account.days.rbegin()->first.ToString();
        day_minor = account.days.rbegin()->second;
      }
      (account.stored ? changed : made)
          .Add({ledger_id, std::string(AccountKindName(account.kind)),
                std::string(account.currency.code()), std::to_string(state.balance_minor),
                std::to_string(state.sequence), std::to_string(state.reserved_debit_minor),
                std::to_string(state.reserved_credit_minor), day, std::to_string(day_minor)});
    }
  }
  static const std::string insert =
      std::string(
          "INSERT INTO settlement.account (ledger_id, account, currency_code,"
          " balance_minor, sequence, reserved_debit_minor, reserved_credit_minor, day,"
          " day_minor) SELECT ledger_id, account, currency_code, balance::bigint,"
          " sequence::bigint, debit::bigint, credit::bigint, day::date, day_sum::bigint") +
      kAccounts;
  static const std::string update =
      std::string(
          "UPDATE settlement.account a SET balance_minor = x.balance::bigint,"
          " sequence = x.sequence::bigint, reserved_debit_minor = x.debit::bigint,"
          " reserved_credit_minor = x.credit::bigint, day = x.day::date,"
          " day_minor = x.day_sum::bigint") +
      kAccounts +
      " CROSS JOIN LATERAL (SELECT ctid AS place FROM settlement.account"
      " WHERE ledger_id = x.ledger_id AND account = x.account"
      " AND currency_code = x.currency_code::char(3) OFFSET 0) found WHERE a.ctid = found.place";
  if (!made.empty()) made.AddTo(trip, insert);
  if (!changed.empty()) changed.AddUpdateTo(trip, update);
}

void WriteReservations(sql::Trip& trip, const Book& book, Instant now) {
  Arrays made(15);
  Arrays ended(4);
  for (const auto& [key, reserved] : book.reservations) {
    const ledger::ReservationDraft& draft = reserved.draft;
    const std::string state(ReservationStateName(reserved.state));
    const std::optional<std::string> entry_id =
        reserved.entry_id.empty() ? std::nullopt : std::optional(reserved.entry_id);
    if (reserved.made) {
      made.Add({draft.ledger_id, draft.reservation_id, std::string(AccountKindName(draft.debit)),
                std::string(AccountKindName(draft.credit)), std::to_string(draft.amount_minor),
                std::string(draft.currency.code()), draft.effective_date.ToString(),
                draft.description, draft.dims.contract_id, draft.dims.funding_source,
                draft.dims.budget_code,
                TextOf(draft.expire_time ? std::optional(draft.expire_time->micros) : std::nullopt),
                std::to_string(now.micros), state, entry_id});
    } else if (reserved.changed) {
      ended.Add({draft.ledger_id, draft.reservation_id, state, entry_id});
    }
  }
  static const std::string insert =
      "INSERT INTO settlement.reservation (ledger_id, reservation_id, debit_account,"
      " credit_account, amount_minor, currency_code, effective_date, description, contract_id,"
      " funding_source, budget_code, expire_time, record_time, state, entry_id)"
      " SELECT c0, c1, c2, c3, c4::bigint, c5, c6::date, c7, c8, c9, c10, " +
      sql::TimestampOf("c11") + ", " + sql::TimestampOf("c12") +
      ", c13, c14 FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[],"
      " $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[],"
      " $13::text[], $14::text[], $15::text[])"
      " AS x (c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14)";
  if (!made.empty()) made.AddTo(trip, insert);
  if (!ended.empty()) {
    ended.AddTo(trip,
                "UPDATE settlement.reservation r SET state = x.state, entry_id = x.entry_id"
                " FROM unnest($1::text[], $2::text[], $3::text[], $4::text[])"
                " AS x (ledger_id, reservation_id, state, entry_id)"
                " WHERE r.ledger_id = x.ledger_id AND r.reservation_id = x.reservation_id");
  }
}

}  // namespace tirek::settlement
