#include "services/settlement/payable_gateway.h"

#include "core/sql/columns.h"
#include "core/sql/one_trip.h"
#include "services/settlement/row_values.h"

namespace tirek::settlement {
namespace {

using Parameters = std::vector<std::optional<std::string>>;

// SQL: entry `e` is effective by the day and known, by time or by number.
std::string Counts(const std::string& e) {
  return e + ".effective_date <= $2::date AND ($3::bigint IS NULL OR " + e +
         ".record_time <= " + sql::TimestampOf("$3::bigint") + ") AND ($4::bigint IS NULL OR " + e +
         ".sequence <= $4::bigint)";
}

// SQL: the numbers of a document's entry and of the one that takes it back. `id` is a column: under
// row-level security no index is asked for an expression.
std::string SequencesOf(const std::string& ledger, const std::string& type, const std::string& id) {
  const std::string source = "e.ledger_id = " + ledger + " AND e.source_type = '" + type +
                             "' AND e.source_id = " + id + " AND ";
  return "SELECT e.sequence FROM settlement.entry e WHERE " + source + Counts("e") +
         " UNION ALL SELECT r.sequence FROM settlement.entry e JOIN settlement.entry r"
         " ON r.ledger_id = e.ledger_id AND r.reverses_sequence = e.sequence WHERE " +
         source + Counts("r");
}

// SQL: what the payment orders `o` with this condition have moved on PAYABLE, and have under way.
std::string Payments(const std::string& orders) {
  return "SELECT"
         " coalesce(-sum(p.amount_minor) FILTER (WHERE p.account = 'PAYABLE'), 0) AS payable_minor,"
         " coalesce(-sum(p.amount_minor) FILTER (WHERE p.account = 'BANK_CLEARING'), 0)"
         " AS under_way_minor FROM settlement.payment_order o CROSS JOIN LATERAL (" +
         SequencesOf("o.provider_id", "PAYMENT_ORDER", "o.payment_order_id") +
         " UNION ALL SELECT q.sequence FROM settlement.statement_line l"
         " CROSS JOIN LATERAL (SELECT l.statement_id || '/' || l.line_number AS line_id OFFSET 0) k"
         " CROSS JOIN LATERAL (" +
         SequencesOf("l.provider_id", "STATEMENT_LINE", "k.line_id") +
         ") q WHERE l.provider_id = o.provider_id AND l.payment_order_id = o.payment_order_id"
         " AND l.match IN ('EXACT', 'SHORT', 'OVER')"
         // The undoing of a line's match is a match with the line's reversal as its entry.
         " UNION SELECT e.sequence FROM settlement.match_line m JOIN settlement.ledger g"
         " ON g.ledger_id = m.provider_id CROSS JOIN LATERAL"
         " (SELECT settlement.entry_sequence(g.ledger_number, m.entry_id) AS sequence OFFSET 0) k"
         " JOIN settlement.entry e ON e.ledger_id = m.provider_id AND e.sequence = k.sequence"
         " WHERE m.provider_id = o.provider_id AND m.payment_order_id = o.payment_order_id AND " +
         Counts("e") +
         ") s"
         " JOIN settlement.posting p ON p.ledger_id = o.provider_id AND p.sequence = s.sequence"
         " AND p.account IN ('PAYABLE', 'BANK_CLEARING')"
         " WHERE " +
         orders;
}

// SQL: the documents of one type with what they made payable and what their payments left of it.
// `document` has provider_id, document_id, contract_id, month and due_date.
std::string Documents(const std::string& type, const std::string& order_column,
                      const std::string& document) {
  return "SELECT d.provider_id, '" + type +
         "' AS document_type, d.document_id, d.contract_id, d.month, d.due_date,"
         " made.effective_date, made.currency_code, made.minor AS amount_minor,"
         " made.minor + paid.payable_minor + paid.under_way_minor AS open_minor,"
         " paid.under_way_minor, made.funding_source, made.budget_code FROM (" +
         document +
         ") d CROSS JOIN LATERAL (SELECT p.currency_code, -sum(p.amount_minor) AS minor,"
         " min(p.effective_date) AS effective_date,"
         " coalesce(max(p.funding_source), '') AS funding_source,"
         " coalesce(max(p.budget_code), '') AS budget_code FROM (" +
         SequencesOf("d.provider_id", type, "d.document_id") +
         ") s JOIN settlement.posting p ON p.ledger_id = d.provider_id"
         " AND p.sequence = s.sequence AND p.account = 'PAYABLE' GROUP BY p.currency_code) made"
         " CROSS JOIN LATERAL (" +
         Payments("o.provider_id = d.provider_id AND o.state <> 'CANCELLED' AND o." + order_column +
                  " = d.document_id") +
         ") paid WHERE made.minor + paid.payable_minor +"
         " paid.under_way_minor <> 0";
}

// SQL: not a document that is paid for good, as far as all is known: an order of all of it was paid
// to the tiyn by the day, nothing of that came back, and nothing was ever taken back in that
// ledger. Documents of years that are settled are passed over by this without asking for their
// entries.
std::string NotSettled(const std::string& order_column) {
  return " AND NOT EXISTS (SELECT FROM settlement.payment_order o"
         " JOIN settlement.statement_line l ON l.provider_id = o.provider_id"
         " AND l.payment_order_id = o.payment_order_id AND l.match = 'EXACT'"
         " WHERE o.provider_id = b.provider_id AND o." +
         order_column + " = b." + order_column +
         " AND o.state = 'PAID' AND NOT o.pays_part AND o.returned_minor = 0"
         " AND l.book_date <= $2::date AND NOT EXISTS"
         " (SELECT FROM settlement.entry r WHERE r.ledger_id = o.provider_id"
         " AND r.reverses_sequence IS NOT NULL))";
}

// SQL: every document with something open, within the filter; `settled` passes over some that have
// not.
std::string OpenDocuments(const std::string& settled_claims,
                          const std::string& settled_adjustments) {
  const std::string within =
      " AND ($1::text = '' OR provider_id = $1::text)"
      " AND ($5::text = '' OR contract_id = $5::text)";
  return "WITH payable AS (SELECT x.provider_id, x.document_type, x.document_id, x.contract_id,"
         " x.month, coalesce(x.due_date, x.effective_date + c.payment_due_days) AS due_date,"
         " x.effective_date, x.currency_code, x.amount_minor, x.open_minor, x.under_way_minor,"
         " x.funding_source, x.budget_code, c.number AS contract_number, c.order_id FROM (" +
         Documents("CLAIM", "claim_id",
                   "SELECT provider_id, claim_id AS document_id, contract_id, month, due_date"
                   " FROM billing.published_claim b WHERE state = 'ADJUDICATED'"
                   " AND approved_minor > 0" +
                       within + settled_claims) +
         " UNION ALL " +
         Documents("ADJUSTMENT", "adjustment_id",
                   "SELECT provider_id, adjustment_id AS document_id, contract_id, month,"
                   " NULL::date AS due_date FROM billing.published_adjustment b"
                   " WHERE payable_minor > 0" +
                       within + settled_adjustments) +
         ") x JOIN contracts.published_contract c ON c.contract_id = x.contract_id"
         " WHERE ($6::text = '' OR x.funding_source = $6::text)"
         " AND ($7::text = '' OR x.budget_code = $7::text))";
}

const std::string& Open(const PayableFilter& filter) {
  static const std::string as_known_then = OpenDocuments("", "");
  static const std::string as_known_now =
      OpenDocuments(NotSettled("claim_id"), NotSettled("adjustment_id"));
  return filter.known_at || filter.sequence ? as_known_then : as_known_now;
}

Parameters ParametersOf(const PayableFilter& filter) {
  const auto number = [](const auto& value) -> std::optional<std::string> {
    if (!value) return {};
    return std::to_string(*value);
  };
  const auto micros =
      filter.known_at ? std::optional<std::int64_t>(filter.known_at->micros) : std::nullopt;
  return {filter.provider_id, filter.as_of->ToString(), number(micros),    number(filter.sequence),
          filter.contract_id, filter.funding_source,    filter.budget_code};
}

std::optional<std::string> DaysText(const std::optional<int>& days) {
  return days ? std::optional(std::to_string(*days)) : std::nullopt;
}

std::string TextOf(const sql::TextRows& rows, std::size_t row, int column) {
  return std::string(rows.Text(row, column));
}

Money AmountOf(const sql::TextRows& rows, std::size_t row, int minor, int currency) {
  return Money::FromMinor(rows.Int64(row, minor), CurrencyOf(TextOf(rows, row, currency)));
}

OpenDocument PayableOf(const sql::TextRows& rows, std::size_t row) {
  return {TextOf(rows, row, 0),
          TextOf(rows, row, 1),
          TextOf(rows, row, 2),
          TextOf(rows, row, 3),
          TextOf(rows, row, 4),
          TextOf(rows, row, 5),
          TextOf(rows, row, 6),
          TextOf(rows, row, 7),
          TextOf(rows, row, 8),
          sql::DateOf(TextOf(rows, row, 9)),
          sql::DateOf(TextOf(rows, row, 10)),
          AmountOf(rows, row, 11, 14),
          AmountOf(rows, row, 12, 14),
          AmountOf(rows, row, 13, 14),
          TextOf(rows, row, 15),
          TextOf(rows, row, 16)};
}

}  // namespace

std::vector<OpenDocument> PayableGateway::Payables(const PayableFilter& filter,
                                                   const rpc::Page& page) {
  const std::string statement =
      Open(filter) +
      " SELECT y.provider_id, coalesce(r.bin, ''), y.document_type, y.document_id,"
      " CASE y.document_type WHEN 'CLAIM' THEN y.contract_number || '/' || y.month"
      " ELSE (SELECT a.number FROM billing.published_adjustment a"
      " WHERE a.provider_id = y.provider_id AND a.adjustment_id = y.document_id) END,"
      " y.contract_id, y.contract_number, coalesce(o.code, ''), y.month, y.effective_date::text,"
      " y.due_date::text, y.amount_minor::bigint, y.open_minor::bigint, y.under_way_minor::bigint,"
      " y.currency_code, y.funding_source, y.budget_code FROM payable y"
      " LEFT JOIN registry.published_provider r ON r.provider_id = y.provider_id"
      " LEFT JOIN contracts.published_order o ON o.order_id = y.order_id"
      " WHERE ($8::integer IS NULL OR $2::date - y.due_date >= $8::integer)"
      " AND ($9::integer IS NULL OR $2::date - y.due_date <= $9::integer)"
      " AND ($10::text IS NULL OR (y.due_date, y.provider_id, y.document_id)"
      " > ($10::date, $11::text, $12::text))"
      " ORDER BY y.due_date, y.provider_id, y.document_id LIMIT $13::integer";
  const ledger::BandDays days = filter.band ? ledger::DaysOf(*filter.band) : ledger::BandDays{};
  Parameters parameters = ParametersOf(filter);
  parameters.push_back(DaysText(days.least));
  parameters.push_back(DaysText(days.most));
  for (std::size_t part = 0; part < 3; ++part) {
    parameters.push_back(page.after.empty() ? std::nullopt : std::optional(page.after[part]));
  }
  parameters.push_back(std::to_string(page.size + 1));
  const auto rows = sql::OneTrip(work_, statement, parameters);
  std::vector<OpenDocument> payables;
  for (std::size_t row = 0; row < rows.size(); ++row) payables.push_back(PayableOf(rows, row));
  return payables;
}

Money PayableGateway::AdvancesUnderWay(const PayableFilter& filter, Currency currency) {
  static const std::string statement = "SELECT under_way_minor::bigint FROM (" +
                                       Payments(
                                           "o.provider_id = $1::text AND o.advance_id IS NOT NULL"
                                           " AND o.currency_code = $5::char(3)") +
                                       ") paid";
  Parameters parameters = ParametersOf(filter);
  parameters.resize(4);
  parameters.emplace_back(currency.code());
  return Money::FromMinor(sql::OneTrip(work_, statement, parameters).Int64(0, 0), currency);
}

bool PayableGateway::LacksContract(const PayableFilter& filter) {
  if (filter.contract_id.empty()) return false;
  const Parameters parameters = {filter.contract_id, filter.provider_id};
  return sql::OneTrip(work_,
                      "SELECT contract_id FROM contracts.published_contract"
                      " WHERE contract_id = $1::text"
                      " AND ($2::text = '' OR provider_id = $2::text)",
                      parameters)
             .size() == 0;
}

DueSums PayableGateway::Sums(const PayableFilter& filter) {
  const std::string statement =
      Open(filter) +
      " SELECT y.due_date::text, count(*), sum(y.open_minor)::bigint,"
      " sum(y.under_way_minor)::bigint, y.currency_code FROM payable y"
      " GROUP BY y.currency_code, y.due_date ORDER BY y.currency_code, y.due_date";
  const auto rows = sql::OneTrip(work_, statement, ParametersOf(filter));
  DueSums sums;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    sums.push_back({sql::DateOf(TextOf(rows, row, 0)), static_cast<int>(rows.Int64(row, 1)),
                    AmountOf(rows, row, 2, 4), AmountOf(rows, row, 3, 4)});
  }
  return sums;
}

}  // namespace tirek::settlement
