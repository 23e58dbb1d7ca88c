#include "services/settlement/tie_out_gateway.h"

#include "core/sql/one_trip.h"
#include "services/settlement/row_values.h"

namespace tirek::settlement {
namespace {

using Parameters = std::vector<std::optional<std::string>>;

constexpr const char* kOfMonth = " WHERE provider_id = $1::text AND month = $2::text";

// Documents with their figures along the way. A claim claims days that the run denied, too: they
// are no evidence, and whose they are is known where there is nothing but one claim. Otherwise the
// run's own item has the rest.
const std::string kDocuments =
    std::string(
        "WITH claims AS (SELECT d.claim_id, c.number || '/' || d.month AS number, d.currency_code,"
        " d.state, d.claimed_minor, d.approved_minor, d.unfunded_minor FROM "
        "billing.published_claim d"
        " JOIN contracts.published_contract c ON c.contract_id = d.contract_id"
        " WHERE d.provider_id = $1::text AND d.month = $2::text),"
        " adjustments AS (SELECT a.adjustment_id, a.number, a.currency_code, a.payable_minor,"
        " a.receivable_minor, a.unfunded_minor, coalesce(e.difference_minor, 0)"
        " AS difference_minor FROM billing.published_adjustment a"
        " LEFT JOIN billing.published_adjustment_evidence e ON e.provider_id = a.provider_id"
        " AND e.adjustment_id = a.adjustment_id"
        " WHERE a.provider_id = $1::text AND a.month = $2::text),"
        " unclaimed AS (SELECT u.contract_id, c.number, u.currency_code, u.payable_minor"
        " FROM billing.published_unclaimed u"
        " JOIN contracts.published_contract c ON c.contract_id = u.contract_id"
        " WHERE u.provider_id = $1::text AND u.month = $2::text),"
        " runs AS (SELECT run_id, currency_code, payable_minor, denied_minor"
        " FROM billing.published_capitation_total") +
    kOfMonth +
    "), claimed AS (SELECT c.claim_id, c.number, c.currency_code, c.state, c.approved_minor,"
    " c.unfunded_minor, CASE WHEN (SELECT count(*) FROM claims) = 1"
    " AND NOT EXISTS (SELECT FROM unclaimed) THEN c.claimed_minor - c.unfunded_minor"
    " - coalesce((SELECT denied_minor FROM runs r WHERE r.currency_code = c.currency_code), 0)"
    " WHEN c.state = 'ADJUDICATED' THEN c.approved_minor ELSE c.claimed_minor END AS evidence_minor"
    " FROM claims c), orders AS (SELECT payment_order_id, end_to_end_id, claim_id, adjustment_id,"
    " advance_id, currency_code, amount_minor - returned_minor AS amount_minor,"
    " amount_minor + netted_minor - returned_minor AS ordered_minor"
    " FROM settlement.payment_order" +
    kOfMonth +
    " AND state NOT IN ('DRAFT', 'CANCELLED', 'HELD', 'REJECTED', 'RETURNED')),"
    " paying AS (SELECT coalesce(claim_id, adjustment_id) AS document_id, currency_code,"
    " min(payment_order_id) AS payment_order_id, min(end_to_end_id) AS end_to_end_id,"
    " sum(ordered_minor) AS ordered_minor FROM orders WHERE advance_id IS NULL GROUP BY 1, 2),"
    " documents AS (SELECT 'CLAIM' AS document_type, claim_id AS document_id, number,"
    " currency_code, approved_minor AS accrued_minor FROM claims"
    " UNION ALL SELECT 'ADJUSTMENT', adjustment_id, number, currency_code, payable_minor"
    " FROM adjustments),"
    " posted AS (SELECT d.document_type, d.document_id, d.number, d.currency_code,"
    " d.accrued_minor, (SELECT coalesce(-sum(p.amount_minor), 0) FROM settlement.entry e"
    " JOIN settlement.posting p ON p.ledger_id = e.ledger_id AND p.sequence = e.sequence"
    " AND p.account = 'PAYABLE' AND p.currency_code = d.currency_code"
    " WHERE e.ledger_id = $1::text AND e.source_type = d.document_type"
    " AND e.source_id = d.document_id) AS posted_minor FROM documents d),";

// Step, document, and the figures on both sides of the step.
const std::string kItems =
    " items AS (SELECT 'EVIDENCE_TO_ACCRUED' AS step, 1 AS place, 'CAPITATION_RUN'"
    " AS document_type, run_id AS document_id, $2::text AS number, currency_code,"
    " payable_minor::numeric AS before_minor,"
    " (SELECT coalesce(sum(evidence_minor + unfunded_minor), 0) FROM claimed c"
    " WHERE c.currency_code = r.currency_code)"
    " + (SELECT coalesce(sum(payable_minor), 0) FROM unclaimed u"
    " WHERE u.currency_code = r.currency_code) AS after_minor, '' AS claim_state FROM runs r"
    " UNION ALL SELECT 'EVIDENCE_TO_ACCRUED', 1, 'CONTRACT', contract_id, number, currency_code,"
    " payable_minor, 0, '' FROM unclaimed"
    " UNION ALL SELECT 'EVIDENCE_TO_ACCRUED', 1, 'CLAIM', claim_id, number, currency_code,"
    " evidence_minor, approved_minor, state FROM claimed"
    " UNION ALL SELECT 'EVIDENCE_TO_ACCRUED', 1, 'ADJUSTMENT', adjustment_id, number,"
    " currency_code, difference_minor - unfunded_minor + receivable_minor, payable_minor,"
    " '' FROM adjustments"
    " UNION ALL SELECT 'ACCRUED_TO_POSTED', 2, document_type, document_id, number, currency_code,"
    " accrued_minor, posted_minor, '' FROM posted"
    " UNION ALL SELECT 'POSTED_TO_PAYMENT_FILE', 3, coalesce(p.document_type, 'PAYMENT_ORDER'),"
    " coalesce(p.document_id, o.payment_order_id), coalesce(p.number, o.end_to_end_id),"
    " coalesce(p.currency_code, o.currency_code), coalesce(p.posted_minor, 0),"
    " coalesce(o.ordered_minor, 0), '' FROM posted p"
    " FULL JOIN paying o ON o.document_id = p.document_id AND o.currency_code = p.currency_code"
    " UNION ALL SELECT 'PAYMENT_FILE_TO_STATEMENT', 4, 'PAYMENT_ORDER', o.payment_order_id,"
    " o.end_to_end_id, o.currency_code, o.amount_minor,"
    " (SELECT coalesce(sum(l.amount_minor), 0) FROM settlement.statement_line l"
    " WHERE l.provider_id = $1::text AND l.payment_order_id = o.payment_order_id"
    " AND (l.match <> 'DUPLICATE' OR EXISTS (SELECT FROM settlement.suspense s"
    " WHERE s.statement_id = l.statement_id AND s.line_number = l.line_number"
    " AND s.state = 'OPEN'))) + (SELECT coalesce(sum(m.amount_minor), 0)"
    " FROM settlement.match_line m WHERE m.provider_id = $1::text"
    " AND m.payment_order_id = o.payment_order_id), '' FROM orders o)"
    " SELECT step, document_type, document_id, number, before_minor::bigint, after_minor::bigint,"
    " currency_code, claim_state FROM items WHERE before_minor <> after_minor"
    " ORDER BY place, document_type, number, document_id";

}  // namespace

std::vector<TieOutItem> TieOutGateway::Items(const std::string& provider_id, const Month& month) {
  const Parameters parameters = {provider_id, month.ToString()};
  static const std::string statement = kDocuments + kItems;
  const auto rows = sql::OneTrip(work_, statement, parameters);
  std::vector<TieOutItem> items;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const auto text = [&](int column) { return std::string(rows.Text(row, column)); };
    const Currency currency = CurrencyOf(text(6));
    items.push_back({text(0), text(1), text(2), text(3),
                     Money::FromMinor(rows.Int64(row, 4), currency),
                     Money::FromMinor(rows.Int64(row, 5), currency), text(7)});
  }
  return items;
}

}  // namespace tirek::settlement
