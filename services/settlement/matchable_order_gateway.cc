#include "services/settlement/matchable_order_gateway.h"

#include <set>

#include "core/sql/array.h"
#include "core/sql/columns.h"
#include "core/sql/rows.h"
#include "services/settlement/chunks.h"
#include "services/settlement/dimensions.h"
#include "services/settlement/row_values.h"

namespace tirek::settlement {
namespace {

using soci::use;
using sql::ReadAll;

// Taken is what orders pay of the order's document, its own too, where it is asked for.
const std::string kOrders =
    "SELECT o.payment_order_id, o.provider_id, o.contract_id, o.month, o.end_to_end_id,"
    " o.amount_minor, o.netted_minor, settlement.paid_minor(o.provider_id, o.payment_order_id),"
    " o.currency_code, o.state, o.payee_iban, o.payee_bin, r.execution_date::text, r.payer_iban,"
    " (o.advance_id IS NOT NULL)::integer, o.advances_minor, o.funding_source, o.budget_code,"
    " (o.advance_id IS NOT NULL AND EXISTS (SELECT FROM settlement.advance_standing s WHERE "
    "s.provider_id = o.provider_id"
    " AND s.advance_id = o.advance_id AND s.end_to_end_id = o.end_to_end_id"
    " AND s.earned_minor + s.recouped_minor > 0))::integer, o.returned_minor,"
    " coalesce(o.claim_id, o.adjustment_id, o.advance_id),"
    " CASE WHEN o.state IN ('PAID', 'RETURNED') THEN"
    " coalesce((SELECT c.approved_minor FROM billing.published_claim c"
    " WHERE c.provider_id = o.provider_id AND c.claim_id = o.claim_id),"
    " (SELECT a.payable_minor FROM billing.published_adjustment a"
    " WHERE a.provider_id = o.provider_id AND a.adjustment_id = o.adjustment_id),"
    " (SELECT v.amount_minor FROM settlement.advance v"
    " WHERE v.provider_id = o.provider_id AND v.advance_id = o.advance_id))"
    " - taken.minor ELSE 0 END::bigint, (taken.whole AND NOT o.pays_part)::integer"
    " FROM settlement.payment_order o"
    " JOIN settlement.payment_run r ON r.payment_run_id = o.payment_run_id"
    " CROSS JOIN LATERAL (SELECT"
    " coalesce(sum(n.amount_minor + n.netted_minor - n.returned_minor), 0) AS minor,"
    " coalesce(bool_or(NOT n.pays_part AND n.payment_order_id <> o.payment_order_id), false)"
    " AS whole FROM settlement.payment_order n WHERE o.state IN ('PAID', 'RETURNED')"
    " AND n.provider_id = o.provider_id AND (n.claim_id = o.claim_id"
    " OR n.adjustment_id = o.adjustment_id OR n.advance_id = o.advance_id)"
    " AND n.state NOT IN ('CANCELLED', 'HELD', 'REJECTED', 'RETURNED')) taken";

MatchableOrder ReadOrder(const soci::row& row) {
  return {row.get<std::string>(0),
          row.get<std::string>(1),
          row.get<std::string>(3),
          row.get<std::string>(4),
          MoneyOf(row, 5, 8),
          MoneyOf(row, 6, 8),
          MoneyOf(row, 7, 8),
          row.get<std::string>(9),
          row.get<std::string>(10),
          row.get<std::string>(11),
          sql::DateOf(row.get<std::string>(12)),
          row.get<std::string>(13),
          {row.get<int>(14) == 1, row.get<long long>(15)},
          DimensionsOf(row.get<std::string>(2), row.get<std::string>(16), row.get<std::string>(17)),
          row.get<int>(18) == 1,
          row.get<long long>(19),
          row.get<std::string>(20),
          row.get<long long>(21),
          row.get<int>(22) == 1};
}

}  // namespace

std::vector<MatchableOrder> MatchableOrderGateway::Candidates(
    const std::vector<SuspendedLine>& lines) {
  std::set<std::string> named;
  std::set<std::string> came_back;
  for (const SuspendedLine& line : lines) {
    if (!line.reference.empty()) named.insert(line.reference);
    for (const LineReference& reference : line.references) named.insert(reference.reference);
    if (line.is_credit && line.returned) came_back.insert(std::to_string(line.amount.minor()));
  }
  const std::string names = sql::ArrayLiteral(std::vector<std::string>(named.begin(), named.end()));
  const std::string sums =
      sql::ArrayLiteral(std::vector<std::string>(came_back.begin(), came_back.end()));
  return ReadAll(
      (work_.sql().prepare << kOrders +
                                  " WHERE o.state IN ('SENT', 'BROKEN')"
                                  " OR (o.state = 'PAID' AND (o.end_to_end_id = ANY(:names::text[])"
                                  " OR o.amount_minor - o.returned_minor = ANY(:sums::bigint[])))"
                                  " ORDER BY o.end_to_end_id",
       use(names, "names"), use(sums, "sums")),
      ReadOrder);
}

std::vector<MatchableOrder> MatchableOrderGateway::Lock(
    const std::vector<std::string>& end_to_end_ids) {
  std::vector<MatchableOrder> orders;
  for (const auto chunk : ChunksOf(end_to_end_ids)) {
    const std::string ids = sql::ArrayLiteral(chunk);
    // What was paid is read after the locks are held: a statement sees what was committed before
    // it began, not what it waited for.
    work_.sql() << "SELECT count(*) FROM (SELECT FROM settlement.payment_order"
                   " WHERE end_to_end_id = ANY(:ids::text[])"
                   " ORDER BY provider_id, payment_order_id FOR UPDATE) held",
        use(ids, "ids");
    auto found =
        ReadAll((work_.sql().prepare << kOrders + " WHERE o.end_to_end_id = ANY(:ids::text[])"
                                                  " ORDER BY o.end_to_end_id",
                 use(ids, "ids")),
                ReadOrder);
    orders.insert(orders.end(), found.begin(), found.end());
  }
  return orders;
}

void MatchableOrderGateway::AddReturned(const MatchedPart& part) {
  const long long minor = -part.amount_minor;
  work_.sql() << "UPDATE settlement.payment_order SET returned_minor = returned_minor + :minor"
                 " WHERE provider_id = :provider AND payment_order_id = :id",
      use(minor, "minor"), use(part.provider_id, "provider"), use(part.payment_order_id, "id");
}

}  // namespace tirek::settlement
