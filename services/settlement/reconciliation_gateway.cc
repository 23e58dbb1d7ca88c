#include "services/settlement/reconciliation_gateway.h"

#include "core/sql/array.h"
#include "core/sql/columns.h"
#include "core/sql/rows.h"
#include "services/settlement/chunks.h"
#include "services/settlement/row_values.h"

namespace tirek::settlement {
namespace {

using soci::into;
using soci::use;
using sql::ReadAll;

// Stored are lines that no order explains, as long as they stand in suspense. Computed are the
// orders that are paid another sum, and those on no statement; they have their end-to-end id where
// the stored ones have a description, and the line that is to blame where there is one.
const std::string kBreaks =
    "SELECT break_id, month, kind, provider_id, payment_order_id, statement_id, line_number,"
    " expected_minor, found_minor, currency_code, description, record_micros,"
    " coalesce((SELECT p.bin FROM registry.published_provider p"
    " WHERE p.provider_id = b.provider_id), '') FROM"
    " (SELECT break_id, month, kind, coalesce(provider_id, '') AS provider_id,"
    " coalesce(payment_order_id, '') AS payment_order_id, statement_id, line_number,"
    " expected_minor, found_minor, currency_code, description, " +
    sql::MicrosOf("record_time") +
    " AS record_micros, break_id AS key FROM settlement.break k"
    " WHERE kind NOT IN ('SHORT_PAYMENT', 'OVERPAYMENT')"
    " AND EXISTS (SELECT FROM settlement.suspense s WHERE s.statement_id = k.statement_id"
    " AND s.line_number = k.line_number AND s.state = 'OPEN')"
    " UNION ALL SELECT coalesce(k.break_id, ''), o.month,"
    " CASE WHEN paid.minor < o.amount_minor THEN 'SHORT_PAYMENT' ELSE 'OVERPAYMENT' END,"
    " o.provider_id, o.payment_order_id, coalesce(k.statement_id, ''),"
    " coalesce(k.line_number, 0), o.amount_minor, paid.minor, o.currency_code,"
    " o.end_to_end_id, coalesce(" +
    sql::MicrosOf("k.record_time") +
    ", 0), coalesce(k.break_id, o.payment_order_id)"
    " FROM settlement.payment_order o"
    " CROSS JOIN LATERAL (SELECT settlement.paid_minor(o.provider_id, o.payment_order_id) AS minor)"
    " paid LEFT JOIN LATERAL (SELECT break_id, statement_id, line_number, record_time"
    " FROM settlement.break WHERE provider_id = o.provider_id"
    " AND payment_order_id = o.payment_order_id AND kind IN ('SHORT_PAYMENT', 'OVERPAYMENT')"
    " ORDER BY record_time DESC LIMIT 1) k ON true WHERE o.state = 'BROKEN'"
    " UNION ALL SELECT '', month, 'NOT_ON_STATEMENT', provider_id, payment_order_id, '', 0,"
    " amount_minor, 0, currency_code, end_to_end_id, 0, payment_order_id"
    " FROM settlement.payment_order WHERE state = 'SENT') b";

Break ReadBreak(const soci::row& row) {
  Break found{BreakId::Trusted(row.get<std::string>(0)),
              row.get<std::string>(1),
              row.get<std::string>(2),
              row.get<std::string>(3),
              row.get<std::string>(4),
              row.get<std::string>(5),
              row.get<int>(6),
              MoneyOf(row, 7, 9),
              MoneyOf(row, 8, 9),
              row.get<std::string>(10),
              {row.get<long long>(11)},
              row.get<std::string>(12)};
  const std::string order =
      "Payment order " + found.description + " of " + found.expected.ToString();
  if (found.kind == "NOT_ON_STATEMENT") {
    found.description = order + " was sent to the bank and is on no statement yet.";
  } else if (found.kind == "SHORT_PAYMENT") {
    found.description = order + " is met with " + found.found.ToString() + ", which is less.";
  } else if (found.kind == "OVERPAYMENT") {
    found.description = order + " is met with " + found.found.ToString() + ", which is more.";
  }
  return found;
}

std::string SumOf(const std::string& name) {
  return "coalesce(sum(minor) FILTER (WHERE name = '" + name + "'), 0)::bigint";
}

TieOut ReadTieOut(const soci::row& row) {
  return {row.get<std::string>(0),
          row.get<std::string>(1),
          MoneyOf(row, 3, 2),
          MoneyOf(row, 4, 2),
          MoneyOf(row, 5, 2),
          MoneyOf(row, 6, 2),
          MoneyOf(row, 7, 2),
          MoneyOf(row, 8, 2),
          MoneyOf(row, 9, 2),
          MoneyOf(row, 10, 2),
          {},
          row.get<std::string>(11),
          MoneyOf(row, 12, 2),
          MoneyOf(row, 13, 2),
          MoneyOf(row, 14, 2)};
}

constexpr const char* kOfMonth =
    " WHERE month = :month AND (:provider = '' OR provider_id = :provider)";

// Each figure from where it arises, none derived from another. A figure is the provider, the
// currency, what it counts, and the sum.
const std::string kTieOuts =
    std::string(
        "WITH claims AS (SELECT provider_id, currency_code, claim_id, approved_minor,"
        " unfunded_minor FROM billing.published_claim") +
    kOfMonth +
    "), adjustments AS (SELECT provider_id, currency_code, adjustment_id, payable_minor,"
    " receivable_minor, unfunded_minor FROM billing.published_adjustment" +
    kOfMonth +
    "), payments AS (SELECT provider_id, currency_code, payment_order_id, amount_minor,"
    " netted_minor, advances_minor, returned_minor, CASE WHEN advance_id IS NULL THEN '' ELSE "
    "'advances ' END"
    " AS what, state NOT IN ('DRAFT', 'CANCELLED', 'HELD', 'REJECTED', 'RETURNED') AS sent"
    " FROM settlement.payment_order" +
    kOfMonth +
    "), documents AS (SELECT provider_id, 'CLAIM' AS source_type, claim_id AS source_id FROM claims"
    " UNION ALL SELECT provider_id, 'ADJUSTMENT', adjustment_id FROM adjustments),"
    " figures AS ("
    " SELECT provider_id, currency_code, 'evidence' AS name, payable_minor AS minor"
    " FROM billing.published_capitation_total" +
    kOfMonth +
    " UNION ALL SELECT provider_id, currency_code, 'evidence', difference_minor"
    " FROM billing.published_adjustment_evidence" +
    kOfMonth +
    " UNION ALL SELECT provider_id, currency_code, 'unfunded', unfunded_minor FROM claims"
    " UNION ALL SELECT provider_id, currency_code, 'unfunded', unfunded_minor FROM adjustments"
    " UNION ALL SELECT provider_id, currency_code, 'owed back', receivable_minor FROM adjustments"
    " UNION ALL SELECT provider_id, currency_code, 'accrued', approved_minor FROM claims"
    " UNION ALL SELECT provider_id, currency_code, 'accrued', payable_minor FROM adjustments"
    " UNION ALL SELECT p.ledger_id, p.currency_code, 'posted', -p.amount_minor"
    " FROM documents d JOIN settlement.entry e ON e.ledger_id = d.provider_id"
    " AND e.source_type = d.source_type AND e.source_id = d.source_id"
    " JOIN settlement.posting p ON p.ledger_id = e.ledger_id AND p.sequence = e.sequence"
    " AND p.account = 'PAYABLE'"
    " UNION ALL SELECT provider_id, currency_code, 'netted', netted_minor"
    " FROM payments WHERE sent"
    " UNION ALL SELECT provider_id, currency_code, 'netted advances', advances_minor"
    " FROM payments WHERE sent"
    " UNION ALL SELECT provider_id, currency_code, what || 'in file',"
    " amount_minor - returned_minor"
    " FROM payments WHERE sent"
    " UNION ALL SELECT l.provider_id, l.currency_code, what || 'on statement', l.amount_minor"
    " FROM payments o JOIN settlement.statement_line l"
    " ON l.provider_id = o.provider_id AND l.payment_order_id = o.payment_order_id"
    " WHERE l.match <> 'DUPLICATE' OR EXISTS (SELECT FROM settlement.suspense s"
    " WHERE s.statement_id = l.statement_id AND s.line_number = l.line_number"
    " AND s.state = 'OPEN')"
    " UNION ALL SELECT m.provider_id, m.currency_code, what || 'on statement', m.amount_minor"
    " FROM payments o JOIN settlement.match_line m"
    " ON m.provider_id = o.provider_id AND m.payment_order_id = o.payment_order_id)"
    " SELECT provider_id, :month, currency_code, " +
    SumOf("evidence") + ", " + SumOf("unfunded") + ", " + SumOf("owed back") + ", " +
    SumOf("accrued") + ", " + SumOf("posted") + ", " + SumOf("netted") + ", " + SumOf("in file") +
    ", " + SumOf("on statement") +
    ", coalesce((SELECT r.bin FROM registry.published_provider r"
    " WHERE r.provider_id = figures.provider_id), ''), " +
    SumOf("netted advances") + ", " + SumOf("advances in file") + ", " +
    SumOf("advances on statement") +
    " FROM figures WHERE (provider_id, currency_code::text) > (:after, :after_currency)"
    " GROUP BY provider_id, currency_code ORDER BY provider_id, currency_code LIMIT :limit";

}  // namespace

void ReconciliationGateway::Insert(const std::vector<Break>& breaks) {
  for (const auto chunk : ChunksOf(breaks)) {
    sql::Columns columns(12);
    for (const Break& b : chunk) {
      columns.Add({b.break_id.text(), b.month, b.kind, NullIfEmpty(b.provider_id),
                   NullIfEmpty(b.payment_order_id), b.statement_id, std::to_string(b.line_number),
                   std::to_string(b.expected.minor()), std::to_string(b.found.minor()),
                   std::string(b.found.currency().code()), b.description,
                   std::to_string(b.record_time.micros)});
    }
    columns.Execute(
        work_,
        "INSERT INTO settlement.break (break_id, month, kind, provider_id, payment_order_id,"
        " statement_id, line_number, expected_minor, found_minor, currency_code, description,"
        " record_time) SELECT c0, c1, c2, c3, c4, c5, c6::integer, c7::bigint, c8::bigint, c9,"
        " c10, " +
            sql::TimestampOf("c11") +
            " FROM unnest(:c0::text[], :c1::text[], :c2::text[], :c3::text[], :c4::text[],"
            " :c5::text[], :c6::text[], :c7::text[], :c8::text[], :c9::text[], :c10::text[],"
            " :c11::text[]) AS x (c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11)"
            " ON CONFLICT ON CONSTRAINT break_statement_id_uq DO NOTHING");
  }
}

std::vector<Break> ReconciliationGateway::Breaks(const BreakFilter& filter, const rpc::Page& page) {
  const std::string after_month = page.after.empty() ? "" : page.after[0];
  const std::string after_key = page.after.empty() ? "" : page.after[1];
  const int limit = page.size + 1;
  return ReadAll(
      (work_.sql().prepare << kBreaks + " WHERE (:month = '' OR month = :month)"
                                        " AND (:provider = '' OR provider_id = :provider)"
                                        " AND (:kind = '' OR kind = :kind)"
                                        " AND (month, key) > (:after_month, :after_key)"
                                        " ORDER BY month, key LIMIT :limit",
       use(filter.month, "month"), use(filter.provider_id, "provider"), use(filter.kind, "kind"),
       use(after_month, "after_month"), use(after_key, "after_key"), use(limit, "limit")),
      ReadBreak);
}

std::vector<Break> ReconciliationGateway::BreaksOf(const std::string& month,
                                                   const std::vector<std::string>& provider_ids) {
  const std::string ids = sql::ArrayLiteral(provider_ids);
  return ReadAll(
      (work_.sql().prepare << kBreaks + " WHERE month = :month"
                                        " AND provider_id = ANY(:ids::text[]) ORDER BY key",
       use(month, "month"), use(ids, "ids")),
      ReadBreak);
}

int ReconciliationGateway::CountBreaks(const std::string& month) {
  int count = 0;
  work_.sql() << "SELECT count(*)::integer FROM (" + kBreaks +
                     " WHERE month = :month AND kind <> 'NOT_ON_STATEMENT') open",
      use(month, "month"), into(count);
  return count;
}

std::vector<TieOut> ReconciliationGateway::TieOuts(const TieOutFilter& filter,
                                                   const rpc::Page& page) {
  const std::string month = filter.month.ToString();
  const std::string after = page.after.empty() ? "" : page.after[0];
  const std::string after_currency = page.after.empty() ? "" : page.after[1];
  const int limit = page.size + 1;
  return ReadAll(
      (work_.sql().prepare << kTieOuts, use(month, "month"), use(filter.provider_id, "provider"),
       use(after, "after"), use(after_currency, "after_currency"), use(limit, "limit")),
      ReadTieOut);
}

}  // namespace tirek::settlement
