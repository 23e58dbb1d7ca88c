#include "services/settlement/incoming_gateway.h"

#include <soci/soci.h>

#include "core/calendar/month.h"
#include "core/sql/array.h"
#include "core/sql/binary_copy.h"
#include "core/sql/binary_row.h"
#include "core/sql/columns.h"
#include "core/sql/one_trip.h"
#include "services/settlement/row_values.h"

namespace tirek::settlement {
namespace {

constexpr const char* kTables =
    "CREATE TEMPORARY TABLE incoming_line (statement_id text, line_number integer,"
    " document_number text, document_date date, book_date date, value_date date, direction text,"
    " amount_minor bigint, currency_code text, counterparty_bin text, counterparty_iban text,"
    " knp text, reference text, file_line integer, match text, basis text, provider_id text,"
    " payment_order_id text, fee boolean, returned boolean, ledger_id text, contract_id text,"
    " order_state text, funding_source text, budget_code text) ON COMMIT DROP;"
    "CREATE TEMPORARY TABLE incoming_break (break_id text, month text, book_month text, kind text,"
    " provider_id text, payment_order_id text, statement_id text, line_number integer,"
    " expected_minor bigint, found_minor bigint, currency_code text, description text,"
    " micros bigint) ON COMMIT DROP;"
    "CREATE TEMPORARY TABLE incoming_suspense (statement_id text, line_number integer,"
    " provider_id text, reason text, why text) ON COMMIT DROP;"
    "CREATE TEMPORARY TABLE incoming_reference (statement_id text, line_number integer,"
    " position integer, reference text, amount_minor bigint) ON COMMIT DROP";

// Found one by one by their key: row-level security makes the planner expect so few rows that it
// would read all lines for each. The orders are locked, so that where they lie is where they stay.
constexpr const char* kSetStates =
    "UPDATE settlement.payment_order o SET state = x.order_state FROM pg_temp.incoming_line x"
    " CROSS JOIN LATERAL (SELECT ctid AS place FROM settlement.payment_order"
    " WHERE provider_id = x.provider_id AND payment_order_id = x.payment_order_id OFFSET 0) found"
    " WHERE x.order_state <> '' AND o.ctid = found.place";

constexpr const char* kStoreLines =
    "INSERT INTO settlement.statement_line (statement_id, line_number, document_number,"
    " document_date, book_date, value_date, direction, amount_minor, currency_code,"
    " counterparty_bin, counterparty_iban, knp, reference, file_line, match, basis, provider_id,"
    " payment_order_id, fee, returned) SELECT statement_id, line_number, document_number,"
    " document_date, book_date, value_date, direction, amount_minor, currency_code,"
    " counterparty_bin, counterparty_iban, knp, reference, file_line, match, basis, provider_id,"
    " payment_order_id, fee, returned FROM pg_temp.incoming_line";

constexpr const char* kStoreSuspense =
    "INSERT INTO settlement.suspense (statement_id, line_number, provider_id, reason, why, state)"
    " SELECT statement_id, line_number, provider_id, reason, why, 'OPEN'"
    " FROM pg_temp.incoming_suspense";

constexpr const char* kStoreReferences =
    "INSERT INTO settlement.line_reference (statement_id, line_number, position, reference,"
    " amount_minor) SELECT statement_id, line_number, position, reference, amount_minor"
    " FROM pg_temp.incoming_reference";

std::string StoreBreaks() {
  return "INSERT INTO settlement.break (break_id, month, kind, provider_id, payment_order_id,"
         " statement_id, line_number, expected_minor, found_minor, currency_code, description,"
         " record_time) SELECT b.break_id, coalesce(nullif(b.month, ''), nullif(m.month, ''),"
         " b.book_month), b.kind, b.provider_id, b.payment_order_id, b.statement_id,"
         " b.line_number, b.expected_minor, b.found_minor, b.currency_code, b.description, " +
         sql::TimestampOf("b.micros") +
         " FROM pg_temp.incoming_break b JOIN unnest($1::text[], $2::text[])"
         " AS m (statement_id, month) USING (statement_id)";
}

// Of a ledger in the order of the file, statement by statement.
constexpr const char* kCursor =
    "DECLARE incoming NO SCROLL CURSOR FOR SELECT ledger_id, statement_id, line_number,"
    " contract_id, book_date::text, direction, amount_minor, currency_code, funding_source,"
    " budget_code FROM pg_temp.incoming_line"
    " ORDER BY ledger_id COLLATE \"C\", statement_id COLLATE \"C\", line_number";

PostedLine ReadPosted(const sql::TextRows& rows, std::size_t row) {
  return {std::string(rows.Text(row, 0)),
          {std::string(rows.Text(row, 1)), static_cast<int>(rows.Int64(row, 2))},
          std::string(rows.Text(row, 3)),
          sql::DateOf(std::string(rows.Text(row, 4))),
          std::string(rows.Text(row, 5)),
          Money::FromMinor(rows.Int64(row, 6), CurrencyOf(std::string(rows.Text(row, 7)))),
          std::string(rows.Text(row, 8)),
          std::string(rows.Text(row, 9))};
}

}  // namespace

IncomingGateway::IncomingGateway(sql::UnitOfWork& work) : work_(work) { work_.sql() << kTables; }

void IncomingGateway::Add(const MatchedLine& matched) {
  Add(matched.line, matched);
  if (matched.found) Add(*matched.found, matched.line.book_date);
  if (matched.suspended) {
    sql::BinaryRowWriter row(suspended_);
    row.BeginRow(5);
    row.Text(matched.suspended->statement_id.text());
    row.Int32(matched.suspended->line_number);
    row.OptionalText(NullIfEmpty(matched.suspended->provider_id));
    row.Text(matched.suspended->reason);
    row.Text(matched.suspended->why);
  }
  for (const LineReference& reference : matched.references) {
    sql::BinaryRowWriter row(references_);
    row.BeginRow(5);
    row.Text(reference.statement_id);
    row.Int32(reference.line_number);
    row.Int32(reference.position);
    row.Text(reference.reference);
    if (reference.amount_minor) {
      row.Int64(*reference.amount_minor);
    } else {
      row.Null();
    }
  }
}

void IncomingGateway::Add(const StatementLine& line, const MatchedLine& matched) {
  sql::BinaryRowWriter row(lines_);
  row.BeginRow(25);
  row.Text(line.statement_id.text());
  row.Int32(line.line_number);
  row.Text(line.document_number);
  row.Date(line.document_date);
  row.Date(line.book_date);
  row.Date(line.value_date);
  row.Text(line.direction);
  row.Int64(line.amount.minor());
  row.Text(line.amount.currency().code());
  row.Text(line.counterparty_bin);
  row.Text(line.counterparty_iban);
  row.Text(line.knp);
  row.Text(line.reference);
  row.Int32(line.file_line);
  row.Text(line.match);
  row.Text(line.basis);
  row.OptionalText(NullIfEmpty(line.provider_id));
  row.OptionalText(NullIfEmpty(line.payment_order_id));
  row.Bool(line.fee);
  row.Bool(line.returned);
  row.Text(matched.posted.ledger_id);
  row.Text(matched.posted.contract_id);
  row.Text(matched.order_state);
  row.Text(matched.posted.funding_source);
  row.Text(matched.posted.budget_code);
}

void IncomingGateway::Add(const Break& found, CivilDate book_date) {
  sql::BinaryRowWriter row(breaks_);
  row.BeginRow(13);
  row.Text(found.break_id.text());
  row.Text(found.month);
  row.Text(Month::Of(book_date).ToString());
  row.Text(found.kind);
  row.OptionalText(NullIfEmpty(found.provider_id));
  row.OptionalText(NullIfEmpty(found.payment_order_id));
  row.Text(found.statement_id);
  row.Int32(found.line_number);
  row.Int64(found.expected.minor());
  row.Int64(found.found.minor());
  row.Text(found.found.currency().code());
  row.Text(found.description);
  row.Int64(found.record_time.micros);
}

void IncomingGateway::Flush() {
  const std::pair<const char*, std::string*> filled[] = {{"incoming_line", &lines_},
                                                         {"incoming_break", &breaks_},
                                                         {"incoming_suspense", &suspended_},
                                                         {"incoming_reference", &references_}};
  for (const auto& [table, rows] : filled) {
    if (rows->empty()) continue;
    sql::BinaryCopyIn copy(work_, std::string("pg_temp.") + table);
    copy.Rows(*rows);
    copy.Finish();
    rows->clear();
  }
}

void IncomingGateway::Store(const std::vector<std::pair<std::string, std::string>>& newest_months) {
  std::vector<std::string> statements;
  std::vector<std::string> months;
  for (const auto& [statement_id, month] : newest_months) {
    statements.push_back(statement_id);
    months.push_back(month);
  }
  const std::vector<std::optional<std::string>> newest = {sql::ArrayLiteral(statements),
                                                          sql::ArrayLiteral(months)};
  sql::OneTrip(work_, kSetStates, {});
  sql::OneTrip(work_, kStoreLines, {});
  sql::OneTrip(work_, kStoreSuspense, {});
  sql::OneTrip(work_, kStoreReferences, {});
  sql::OneTrip(work_, StoreBreaks(), newest);
}

Result<void> IncomingGateway::EachPortion(
    const std::function<Result<void>(const std::vector<PostedLine>&)>& visit) {
  sql::OneTrip(work_, kCursor, {});
  for (;;) {
    const sql::TextRows rows = sql::OneTrip(work_, "FETCH 10000 FROM incoming", {});
    if (rows.size() == 0) break;
    std::vector<PostedLine> lines;
    lines.reserve(rows.size());
    for (std::size_t row = 0; row < rows.size(); ++row) lines.push_back(ReadPosted(rows, row));
    TIREK_RETURN_IF_ERROR(visit(lines));
  }
  sql::OneTrip(work_, "CLOSE incoming", {});
  return {};
}

}  // namespace tirek::settlement
