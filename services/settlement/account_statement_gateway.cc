#include "services/settlement/account_statement_gateway.h"

#include "core/sql/array.h"
#include "core/sql/columns.h"
#include "core/sql/one_trip.h"
#include "services/settlement/row_values.h"

namespace tirek::settlement {
namespace {

using Parameters = std::vector<std::optional<std::string>>;

std::string NamesOf(std::span<const ledger::AccountKind> accounts) {
  std::vector<std::string> names;
  for (const ledger::AccountKind kind : accounts) names.emplace_back(ledger::AccountKindName(kind));
  return sql::ArrayLiteral(names);
}

std::string TextOf(const sql::TextRows& rows, std::size_t row, int column) {
  return std::string(rows.Text(row, column));
}

// What people call the document of entry `e`, and what else names it: a line is named by its
// statement and number, a recoupment by its advance and number. Under row-level security an
// index is asked for a column alone, not for an expression: OFFSET 0 makes columns of them.
const std::string kNames =
    " CROSS JOIN LATERAL (SELECT split_part(e.source_id, '/', 1) AS part_of,"
    " CASE e.source_type WHEN 'STATEMENT_LINE'"
    " THEN split_part(e.source_id, '/', 2)::integer END AS line_number OFFSET 0) k"
    " CROSS JOIN LATERAL (SELECT CASE e.source_type"
    " WHEN 'CLAIM' THEN (SELECT c.number || '/' || d.month FROM billing.published_claim d"
    " JOIN contracts.published_contract c ON c.contract_id = d.contract_id"
    " WHERE d.provider_id = e.ledger_id AND d.claim_id = e.source_id)"
    " WHEN 'ADJUSTMENT' THEN (SELECT d.number FROM billing.published_adjustment d"
    " WHERE d.provider_id = e.ledger_id AND d.adjustment_id = e.source_id)"
    " WHEN 'RECOUPMENT' THEN (SELECT d.advance_number FROM settlement.advance d"
    " WHERE d.provider_id = e.ledger_id AND d.advance_id = k.part_of)"
    " WHEN 'PAYMENT_ORDER' THEN (SELECT d.end_to_end_id FROM settlement.payment_order d"
    " WHERE d.provider_id = e.ledger_id AND d.payment_order_id = e.source_id)"
    " WHEN 'STATEMENT_LINE' THEN (SELECT d.document_number FROM settlement.statement_line d"
    " WHERE d.statement_id = k.part_of AND d.line_number = k.line_number) END AS number,"
    " CASE e.source_type WHEN 'STATEMENT_LINE' THEN (SELECT o.end_to_end_id"
    " FROM settlement.statement_line d JOIN settlement.payment_order o"
    " ON o.provider_id = d.provider_id AND o.payment_order_id = d.payment_order_id"
    " WHERE d.statement_id = k.part_of AND d.line_number = k.line_number) END"
    " AS reference) n";

}  // namespace

std::optional<StatementProvider> AccountStatementGateway::Provider(const std::string& provider_id) {
  const Parameters parameters = {provider_id};
  const auto rows = sql::OneTrip(work_,
                                 "SELECT provider_id, bin, name FROM registry.published_provider"
                                 " WHERE provider_id = $1::text",
                                 parameters);
  if (rows.size() == 0) return {};
  return StatementProvider{TextOf(rows, 0, 0), TextOf(rows, 0, 1), TextOf(rows, 0, 2)};
}

KnownLedger AccountStatementGateway::Known(const std::string& ledger_id,
                                           const std::optional<Instant>& known_at) {
  const Parameters parameters = {
      ledger_id, known_at ? std::optional(std::to_string(known_at->micros)) : std::nullopt};
  static const std::string statement =
      "SELECT k.sequence, encode(e.hash, 'hex') FROM settlement.ledger l CROSS JOIN LATERAL"
      " (SELECT CASE WHEN $2::bigint IS NULL THEN l.sequence"
      " ELSE settlement.known_sequence(l.ledger_number, " +
      sql::TimestampOf("$2::bigint") +
      ") END AS sequence OFFSET 0) k JOIN settlement.ledger_entry e"
      " ON e.ledger_number = l.ledger_number AND e.sequence = k.sequence"
      " WHERE l.ledger_id = $1::text";
  const auto rows = sql::OneTrip(work_, statement, parameters);
  if (rows.size() == 0) return {ledger_id, 0, ""};
  return {ledger_id, rows.Int64(0, 0), TextOf(rows, 0, 1)};
}

Money AccountStatementGateway::OwedBefore(const KnownLedger& known,
                                          std::span<const ledger::AccountKind> accounts,
                                          CivilDate day, Currency currency) {
  const Parameters parameters = {known.ledger_id, NamesOf(accounts), std::string(currency.code()),
                                 day.ToString(), std::to_string(known.sequence)};
  const auto rows = sql::OneTrip(
      work_,
      "SELECT coalesce(sum(t.credit_minor - t.debit_minor), 0)::bigint FROM settlement.ledger l"
      " CROSS JOIN LATERAL settlement.turnover_before(l.ledger_number, $4::date, $5::bigint) t"
      " WHERE l.ledger_id = $1::text AND t.account = ANY($2::text[])"
      " AND t.currency_code = $3::text",
      parameters);
  return Money::FromMinor(rows.Int64(0, 0), currency);
}

std::vector<Movement> AccountStatementGateway::Movements(
    const KnownLedger& known, std::span<const ledger::AccountKind> accounts, Period period,
    Currency currency, int limit) {
  const Parameters parameters = {
      known.ledger_id,         NamesOf(accounts),     std::string(currency.code()),
      period.start.ToString(), period.end.ToString(), std::to_string(known.sequence),
      std::to_string(limit)};
  static const std::string statement =
      "SELECT e.effective_date::text, " + sql::MicrosOf("e.record_time") +
      ", e.source_type, e.source_id, coalesce(n.number, e.source_id), coalesce(n.reference, ''),"
      " e.description, e.entry_id, e.sequence, m.owed_minor FROM"
      " (SELECT p.sequence, -sum(p.amount_minor)::bigint AS owed_minor FROM settlement.ledger l"
      " CROSS JOIN LATERAL settlement.entries_between(l.ledger_number, $4::date, $5::date, 0,"
      " $6::bigint, NULL) n CROSS JOIN LATERAL (SELECT sequence, effective_date, account,"
      " currency_code, amount_minor FROM settlement.posting WHERE ledger_id = $1::text"
      " AND sequence = n.number OFFSET 0) p"
      " WHERE l.ledger_id = $1::text AND p.account = ANY($2::text[])"
      " AND p.currency_code = $3::char(3)"
      " GROUP BY p.effective_date, p.sequence HAVING sum(p.amount_minor) <> 0"
      " ORDER BY p.effective_date, p.sequence LIMIT $7::integer) m"
      " JOIN settlement.entry e ON e.ledger_id = $1::text AND e.sequence = m.sequence" +
      kNames + " ORDER BY e.effective_date, e.sequence";
  const auto rows = sql::OneTrip(work_, statement, parameters);
  std::vector<Movement> movements;
  movements.reserve(rows.size());
  for (std::size_t row = 0; row < rows.size(); ++row) {
    movements.push_back({sql::DateOf(TextOf(rows, row, 0)), Instant{rows.Int64(row, 1)},
                         TextOf(rows, row, 2), TextOf(rows, row, 3), TextOf(rows, row, 4),
                         TextOf(rows, row, 5), TextOf(rows, row, 6), TextOf(rows, row, 7),
                         rows.Int64(row, 8), Money::FromMinor(rows.Int64(row, 9), currency),
                         Money::FromMinor(0, currency)});
  }
  return movements;
}

}  // namespace tirek::settlement
