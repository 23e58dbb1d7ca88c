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

// SQL: postings of the ledger on account `account`, in the currency.
std::string PostingsOf(const std::string& account) {
  return " FROM settlement.posting p WHERE p.ledger_id = $1::text AND p.account = " + account +
         " AND p.currency_code = $3::char(3)";
}

// SQL: what is owed on the accounts $2 before the day $4, of entries up to the number $5. A step
// goes to an account's next day with postings, backwards from the day, or onwards to its last one
// where that is nearer and the balance of now is that of $5.
std::string OwedBeforeStatement() {
  const std::string of_account = PostingsOf("a.account");
  const std::string of_step = PostingsOf("s.account");
  return "WITH RECURSIVE account AS (SELECT a.account, b.balance_minor,"
         " h.sequence = $5::bigint AND coalesce((SELECT"
         " max(p.effective_date) - $4::date < $4::date - min(p.effective_date)" +
         of_account +
         "), false) AS onwards FROM unnest($2::text[]) AS a (account)"
         " JOIN settlement.ledger_head h ON h.ledger_id = $1::text"
         " JOIN settlement.account b ON b.ledger_id = $1::text AND b.account = a.account"
         " AND b.currency_code = $3::char(3)),"
         " step AS (SELECT a.account, a.onwards, CASE WHEN a.onwards"
         " THEN (SELECT min(p.effective_date)" +
         of_account + " AND p.effective_date >= $4::date) ELSE (SELECT max(p.effective_date)" +
         of_account +
         " AND p.effective_date < $4::date) END AS day FROM account a"
         " UNION ALL SELECT s.account, s.onwards, CASE WHEN s.onwards"
         " THEN (SELECT min(p.effective_date)" +
         of_step + " AND p.effective_date > s.day) ELSE (SELECT max(p.effective_date)" + of_step +
         " AND p.effective_date < s.day) END FROM step s WHERE s.day IS NOT NULL)"
         " SELECT coalesce(sum(x.minor), 0)::bigint FROM (SELECT -balance_minor AS minor"
         " FROM account WHERE onwards UNION ALL"
         " SELECT CASE WHEN s.onwards THEN day.day_minor ELSE -day.day_minor END FROM step s"
         " CROSS JOIN LATERAL (SELECT max(p.sequence) AS sequence" +
         of_step +
         " AND p.effective_date = s.day AND p.sequence <= $5::bigint) last"
         " CROSS JOIN LATERAL (SELECT p.day_minor" +
         of_step +
         " AND p.effective_date = s.day AND p.sequence = last.sequence"
         " ORDER BY p.account_sequence DESC LIMIT 1) day) x";
}

// What people call the document of entry `e`, and what else names it. Under row-level security an
// index is asked for a column alone, not for an expression: OFFSET 0 makes columns of them.
const std::string kNames =
    " CROSS JOIN LATERAL (SELECT split_part(e.source_id, '/', 1) AS statement_id,"
    " CASE e.source_type WHEN 'STATEMENT_LINE'"
    " THEN split_part(e.source_id, '/', 2)::integer END AS line_number OFFSET 0) k"
    " CROSS JOIN LATERAL (SELECT CASE e.source_type"
    " WHEN 'CLAIM' THEN (SELECT c.number || '/' || d.month FROM billing.published_claim d"
    " JOIN contracts.published_contract c ON c.contract_id = d.contract_id"
    " WHERE d.provider_id = e.ledger_id AND d.claim_id = e.source_id)"
    " WHEN 'ADJUSTMENT' THEN (SELECT d.number FROM billing.published_adjustment d"
    " WHERE d.provider_id = e.ledger_id AND d.adjustment_id = e.source_id)"
    " WHEN 'PAYMENT_ORDER' THEN (SELECT d.end_to_end_id FROM settlement.payment_order d"
    " WHERE d.provider_id = e.ledger_id AND d.payment_order_id = e.source_id)"
    " WHEN 'STATEMENT_LINE' THEN (SELECT d.document_number FROM settlement.statement_line d"
    " WHERE d.statement_id = k.statement_id AND d.line_number = k.line_number) END AS number,"
    " CASE e.source_type WHEN 'STATEMENT_LINE' THEN (SELECT o.end_to_end_id"
    " FROM settlement.statement_line d JOIN settlement.payment_order o"
    " ON o.provider_id = d.provider_id AND o.payment_order_id = d.payment_order_id"
    " WHERE d.statement_id = k.statement_id AND d.line_number = k.line_number) END"
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
      "WITH RECURSIVE head AS (SELECT CASE WHEN $2::bigint IS NULL THEN sequence ELSE 0 END AS low,"
      " sequence AS high FROM settlement.ledger_head WHERE ledger_id = $1::text),"
      " step AS (SELECT low, high, (low + high + 1) / 2 AS middle FROM head"
      " UNION ALL SELECT n.low, n.high, (n.low + n.high + 1) / 2 FROM"
      " (SELECT CASE WHEN m.known THEN m.middle ELSE m.low END AS low,"
      " CASE WHEN m.known THEN m.high ELSE m.middle - 1 END AS high FROM"
      " (SELECT s.low, s.high, s.middle, (SELECT e.record_time <= " +
      sql::TimestampOf("$2::bigint") +
      " FROM settlement.entry e WHERE e.ledger_id = $1::text AND e.sequence = s.middle) AS known"
      " FROM step s WHERE s.low < s.high) m) n)"
      " SELECT s.low, (SELECT encode(e.hash, 'hex') FROM settlement.entry e"
      " WHERE e.ledger_id = $1::text AND e.sequence = s.low) FROM step s"
      " WHERE s.low = s.high AND s.low > 0";
  const auto rows = sql::OneTrip(work_, statement, parameters);
  if (rows.size() == 0) return {ledger_id, 0, ""};
  return {ledger_id, rows.Int64(0, 0), TextOf(rows, 0, 1)};
}

Money AccountStatementGateway::OwedBefore(const KnownLedger& known,
                                          std::span<const ledger::AccountKind> accounts,
                                          CivilDate day, Currency currency) {
  const Parameters parameters = {known.ledger_id, NamesOf(accounts), std::string(currency.code()),
                                 day.ToString(), std::to_string(known.sequence)};
  static const std::string statement = OwedBeforeStatement();
  return Money::FromMinor(sql::OneTrip(work_, statement, parameters).Int64(0, 0), currency);
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
      " (SELECT p.sequence, -sum(p.amount_minor)::bigint AS owed_minor FROM settlement.posting p"
      " WHERE p.ledger_id = $1::text AND p.account = ANY($2::text[])"
      " AND p.currency_code = $3::char(3) AND p.effective_date >= $4::date"
      " AND p.effective_date < $5::date AND p.sequence <= $6::bigint"
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
