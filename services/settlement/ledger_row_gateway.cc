#include "services/settlement/ledger_row_gateway.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "core/base/assert.h"
#include "core/sql/array.h"
#include "core/sql/array_rows.h"
#include "core/sql/columns.h"
#include "core/sql/hex.h"
#include "core/sql/row_array.h"
#include "services/settlement/row_values.h"

namespace tirek::settlement {
namespace {

using ledger::Account;
using ledger::Book;
using ledger::LedgerBook;

// Fields of settlement.posted_ledger that are absent where a ledger's shape stays as it is.
constexpr int kShape = 8;

// Columns of settlement.ledger as ReadLedgers takes them.
enum Column {
  kId,
  kNumber,
  kMonth,
  kAccount,
  kCurrency,
  kLeast,
  kMost,
  kReservedDebit,
  kReservedCredit,
  kOpened,
  kSequence,
  kHash,
  kMicros,
  kBalance,
  kDebited,
  kVersion
};

using Elements = std::vector<std::optional<std::string_view>>;

Elements Of(const sql::TextRows& rows, std::size_t row, Column column) {
  return sql::PlainElements(rows.Text(row, column));
}

std::int64_t Number(const std::optional<std::string_view>& element) {
  std::int64_t number = 0;
  const char* const end = element.value().data() + element->size();
  const auto [read, error] = std::from_chars(element->data(), end, number);
  TIREK_ASSERT(error == std::errc() && read == end);
  return number;
}

std::optional<std::int64_t> OptionalNumber(const std::optional<std::string_view>& element) {
  return element ? std::optional(Number(element)) : std::nullopt;
}

Int128 Whole(const std::optional<std::string_view>& element) {
  const auto number = Decimal::Parse(element.value());
  TIREK_ASSERT(number.has_value() && number->scale() == 0);
  return number->coefficient();
}

void ReadAccounts(const sql::TextRows& rows, std::size_t row, LedgerBook& ledger) {
  const Elements accounts = Of(rows, row, kAccount), currencies = Of(rows, row, kCurrency),
                 least = Of(rows, row, kLeast), most = Of(rows, row, kMost),
                 reserved_debit = Of(rows, row, kReservedDebit),
                 reserved_credit = Of(rows, row, kReservedCredit), opened = Of(rows, row, kOpened),
                 balances = Of(rows, row, kBalance), debited = Of(rows, row, kDebited);
  for (std::size_t i = 0; i < accounts.size(); ++i) {
    const auto kind = ledger::ParseAccountKind(accounts[i].value());
    TIREK_ASSERT(kind.has_value());
    Account& account = ledger.Open(*kind, CurrencyOf(std::string(currencies[i].value())));
    account.stored = true;
    account.state = {Number(balances[i]), Number(reserved_debit[i]), Number(reserved_credit[i]),
                     OptionalNumber(least[i]), OptionalNumber(most[i])};
    account.opened_minor = Whole(opened[i]);
    account.debited_minor = Whole(debited[i]);
    account.credited_minor =
        account.debited_minor + account.opened_minor - account.state.balance_minor;
  }
}

void ReadLedgers(const sql::TextRows& rows, Book& book) {
  for (std::size_t row = 0; row < rows.size(); ++row) {
    LedgerBook& ledger = book.ledgers[std::string(rows.Text(row, kId))];
    ledger.number = static_cast<std::int32_t>(rows.Int64(row, kNumber));
    ledger.head = {rows.Int64(row, kSequence), sql::FromHex(rows.Text(row, kHash)),
                   Instant{rows.Int64(row, kMicros)}};
    ledger.version = static_cast<std::uint32_t>(rows.Int64(row, kVersion));
    ledger.stored_hash = ledger.head.hash;
    if (!rows.IsNull(row, kMonth)) {
      const auto month = Month::Parse(rows.Text(row, kMonth));
      TIREK_ASSERT(month.has_value());
      ledger.month = *month;
    }
    ReadAccounts(rows, row, ledger);
  }
}

std::string Locked(const std::string& which) {
  return "SELECT ledger_id, ledger_number, to_char(month_start, 'YYYY-MM'), account,"
         " currency_code, least_minor, most_minor, reserved_debit_minor, reserved_credit_minor,"
         " opened_minor, sequence, encode(hash, 'hex'), CASE WHEN isfinite(record_time) THEN " +
         sql::MicrosOf("record_time") +
         " ELSE 0 END, balance_minor, debited_minor, xmin::text FROM settlement.ledger WHERE " +
         which + " ORDER BY ledger_id FOR UPDATE";
}

// Whoever changed a row since it was read makes the whole transaction fail.
void AddUpdate(sql::Trip& trip, const std::string& statement, const sql::RowArray& rows) {
  if (rows.empty()) return;
  trip.Add(statement, {rows.Literal()}, [wanted = rows.rows()](const sql::TextRows& updated) {
    if (updated.changed() != wanted) throw LedgerMoved("a ledger was changed since it was read");
  });
}

// An account that was only asked for and never posted to is none.
bool IsOne(const Account& account) { return account.stored || account.changed; }

template <typename Value>
std::string Literal(const LedgerBook& ledger, Value value) {
  std::string literal = "{";
  for (const Account& account : ledger.accounts) {
    if (!IsOne(account)) continue;
    if (literal.size() > 1) literal += ',';
    literal += value(account);
  }
  return literal + "}";
}

std::string OrNull(std::optional<std::int64_t> number) {
  return number ? std::to_string(*number) : "NULL";
}

// Whether more than balances and the head changed.
bool IsReshaped(const LedgerBook& ledger) {
  return !ledger.months_begun.empty() || !ledger.turnovers.empty() ||
         std::any_of(ledger.accounts.begin(), ledger.accounts.end(), [](const Account& account) {
           return account.changed && (!account.stored || account.reserved_changed);
         });
}

void AddMoved(const LedgerBook& ledger, sql::RowArray& rows) {
  rows.Row()
      .Number(ledger.number)
      .Number(ledger.version)
      .Bytes(ledger.stored_hash)
      .Number(ledger.head.sequence)
      .Bytes(ledger.head.hash)
      .Number(ledger.head.record_time.micros)
      .Text(Literal(
          ledger,
          [](const Account& account) { return std::to_string(account.state.balance_minor); }))
      .Text(Literal(ledger,
                    [](const Account& account) { return sql::WholeText(account.debited_minor); }));
}

void AddUnshaped(const LedgerBook& ledger, sql::RowArray& rows) {
  AddMoved(ledger, rows);
  for (int absent = 0; absent < kShape; ++absent) rows.Null();
}

void AddReshaped(const LedgerBook& ledger, sql::RowArray& rows) {
  AddMoved(ledger, rows);
  rows.OptionalDate(ledger.month ? std::optional(ledger.month->period().start) : std::nullopt)
      .Text(Literal(
          ledger,
          [](const Account& account) { return std::string(AccountKindName(account.kind)); }))
      .Text(Literal(ledger,
                    [](const Account& account) { return std::string(account.currency.code()); }))
      .Text(
          Literal(ledger, [](const Account& account) { return OrNull(account.state.least_minor); }))
      .Text(
          Literal(ledger, [](const Account& account) { return OrNull(account.state.most_minor); }))
      .Text(Literal(ledger,
                    [](const Account& account) {
                      return std::to_string(account.state.reserved_debit_minor);
                    }))
      .Text(Literal(ledger,
                    [](const Account& account) {
                      return std::to_string(account.state.reserved_credit_minor);
                    }))
      .Text(Literal(ledger,
                    [](const Account& account) { return sql::WholeText(account.opened_minor); }));
}

// SQL: sets columns of the ledgers' rows that are as they were read. Found one by one: row-level
// security makes the planner expect so few of them that it would read them all for each. A row that
// is changed between being found and being written has another version then.
std::string Update(const std::string& more_columns) {
  return "UPDATE settlement.ledger l SET sequence = x.sequence, hash = x.hash, record_time = " +
         sql::TimestampOf("x.record_micros") +
         ", balance_minor = x.balance_minor, debited_minor = x.debited_minor" + more_columns +
         " FROM unnest($1::settlement.posted_ledger[]) AS x CROSS JOIN LATERAL"
         " (SELECT ctid AS place FROM settlement.ledger"
         " WHERE ledger_number = x.ledger_number OFFSET 0) found"
         " WHERE l.ctid = found.place AND l.xmin = x.version AND l.hash = x.stored_hash";
}

// In the order of their ids, in which everybody locks them.
std::vector<const LedgerBook*> ChangedInOrder(const Book& book) {
  std::map<std::string_view, const LedgerBook*> changed;
  for (const auto& [ledger_id, ledger] : book.ledgers) {
    if (ledger.IsChanged()) changed.emplace(ledger_id, &ledger);
  }
  std::vector<const LedgerBook*> in_order;
  in_order.reserve(changed.size());
  for (const auto& [ledger_id, ledger] : changed) in_order.push_back(ledger);
  return in_order;
}

void WriteTurnovers(sql::Trip& trip, const Book& book) {
  sql::ArrayRows rows(6);
  for (const auto& [ledger_id, ledger] : book.ledgers) {
    for (const auto& [key, turnover] : ledger.turnovers) {
      rows.Number(ledger.number)
          .Text(AccountKindName(key.account))
          .Text(key.currency_code)
          .Date(key.month.period().start)
          .Whole(turnover.debit_minor)
          .Whole(turnover.credit_minor);
    }
  }
  if (rows.empty()) return;
  trip.Add(
      "INSERT INTO settlement.month_turnover AS t (ledger_number, account, currency_code,"
      " month_start, debit_minor, credit_minor) SELECT ledger_number, account, currency_code,"
      " month_start, debit_minor, credit_minor FROM unnest($1::integer[],"
      " $2::settlement.account_kind[], $3::text[], $4::date[], $5::numeric[], $6::numeric[])"
      " AS x (ledger_number, account, currency_code, month_start, debit_minor, credit_minor)"
      " ON CONFLICT ON CONSTRAINT month_turnover_pk DO UPDATE"
      " SET debit_minor = t.debit_minor + excluded.debit_minor,"
      " credit_minor = t.credit_minor + excluded.credit_minor",
      rows.Literals());
}

void WriteMonths(sql::Trip& trip, const Book& book) {
  sql::ArrayRows rows(3);
  for (const auto& [ledger_id, ledger] : book.ledgers) {
    for (const auto& [month, first_sequence] : ledger.months_begun) {
      rows.Number(ledger.number).Date(month.period().start).Number(first_sequence);
    }
  }
  if (rows.empty()) return;
  trip.Add(
      "INSERT INTO settlement.ledger_month (ledger_number, month_start, first_sequence)"
      " SELECT ledger_number, month_start, first_sequence"
      " FROM unnest($1::integer[], $2::date[], $3::bigint[])"
      " AS x (ledger_number, month_start, first_sequence)",
      rows.Literals());
}

}  // namespace

void OpenLedgers(sql::Trip& trip, const std::vector<std::string>& ledgers, Book& book) {
  static const std::string statement = Locked("ledger_id = ANY($1::text[])");
  trip.Add(statement, {sql::ArrayLiteral(ledgers)},
           [&book](const sql::TextRows& rows) { ReadLedgers(rows, book); });
}

void MakeLedgers(sql::Trip& trip, const std::vector<std::string>& ledgers, Book& book) {
  trip.Add("SELECT FROM settlement.lock_ledgers($1::text[])", {sql::ArrayLiteral(ledgers)});
  OpenLedgers(trip, ledgers, book);
}

void WriteLedgers(sql::Trip& trip, const Book& book) {
  sql::RowArray moved, reshaped;
  for (const LedgerBook* ledger : ChangedInOrder(book)) {
    if (IsReshaped(*ledger)) {
      AddReshaped(*ledger, reshaped);
    } else {
      AddUnshaped(*ledger, moved);
    }
  }
  static const std::string move = Update("");
  static const std::string reshape = Update(
      ", month_start = x.month_start, account = x.account, currency_code = x.currency_code,"
      " least_minor = x.least_minor, most_minor = x.most_minor,"
      " reserved_debit_minor = x.reserved_debit_minor,"
      " reserved_credit_minor = x.reserved_credit_minor, opened_minor = x.opened_minor");
  AddUpdate(trip, move, moved);
  AddUpdate(trip, reshape, reshaped);
  WriteTurnovers(trip, book);
  WriteMonths(trip, book);
}

}  // namespace tirek::settlement
