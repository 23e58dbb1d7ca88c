#include "services/settlement/netting_gateway.h"

#include <map>

#include "core/sql/array.h"
#include "core/sql/columns.h"
#include "core/sql/rows.h"
#include "services/settlement/chunks.h"
#include "services/settlement/row_values.h"

namespace tirek::settlement {
namespace {

using soci::use;
using sql::ReadAll;

struct OfOrder {
  std::string payment_order_id;
  OrderNetting netting;
};

}  // namespace

void NettingGateway::Hold() {
  work_.sql() << "SELECT pg_advisory_xact_lock(hashtextextended('settlement.netting', 0))";
}

std::vector<OpenOwing> NettingGateway::Owings(const Month& month,
                                              const std::vector<std::string>& contract_ids) {
  const std::string text = month.ToString();
  const std::string ids = sql::ArrayLiteral(contract_ids);
  auto owings = ReadAll(
      (work_.sql().prepare
           << "SELECT adjustment_id, advance_id, contract_id, left_minor, currency_code, percent"
              " FROM (SELECT a.adjustment_id, '' AS advance_id, a.contract_id,"
              " a.receivable_minor - coalesce(n.minor, 0) AS left_minor, a.currency_code,"
              " coalesce(trim_scale(a.instalment_percent)::text, '') AS percent,"
              " a.create_time AS owed_since FROM billing.published_adjustment a LEFT JOIN"
              " (SELECT x.provider_id, x.adjustment_id, sum(x.amount_minor)::bigint AS minor"
              " FROM settlement.netting x JOIN settlement.payment_order o"
              " USING (provider_id, payment_order_id)"
              " WHERE o.state NOT IN ('CANCELLED', 'HELD', 'REJECTED', 'RETURNED')"
              " GROUP BY x.provider_id, x.adjustment_id) n USING (provider_id, adjustment_id)"
              " WHERE a.contract_id = ANY(:ids::text[]) AND a.month <= :month"
              " UNION ALL SELECT '', s.advance_id, s.contract_id,"
              " s.recouped_minor - s.given_back_minor, s.currency_code, '', s.recoup_time"
              " FROM settlement.advance_standing s WHERE s.contract_id = ANY(:ids::text[])"
              " AND s.recouped_minor > s.given_back_minor) owed WHERE left_minor > 0"
              " ORDER BY owed_since, adjustment_id, advance_id",
       use(ids, "ids"), use(text, "month")),
      [](const soci::row& row) {
        const std::string adjustment_id = row.get<std::string>(0);
        const std::string advance_id = row.get<std::string>(1);
        return OpenOwing{{adjustment_id + advance_id, row.get<std::string>(2), MoneyOf(row, 3, 4),
                          PercentOf(row.get<std::string>(5))},
                         {adjustment_id, advance_id, "", false}};
      });
  for (OpenOwing& advanced : Advanced(month, contract_ids)) owings.push_back(std::move(advanced));
  return owings;
}

std::vector<OpenOwing> NettingGateway::Advanced(const Month& month,
                                                const std::vector<std::string>& contract_ids) {
  const std::string text = month.ToString();
  const std::string ids = sql::ArrayLiteral(contract_ids);
  return ReadAll(
      (work_.sql().prepare
           << "SELECT advance_id, contract_id, unearned_minor, currency_code,"
              " coalesce(trim_scale(instalment_percent)::text, ''), funding_source, budget_code"
              " FROM settlement.advance_standing WHERE contract_id = ANY(:ids::text[])"
              " AND month <= :month AND unearned_minor > 0 ORDER BY month, advance_id",
       use(ids, "ids"), use(text, "month")),
      [](const soci::row& row) {
        const std::string advance_id = row.get<std::string>(0);
        return OpenOwing{
            {advance_id, row.get<std::string>(1), MoneyOf(row, 2, 3),
             PercentOf(row.get<std::string>(4)), row.get<std::string>(5), row.get<std::string>(6)},
            {"", advance_id, "", true}};
      });
}

void NettingGateway::Insert(const std::vector<PaymentOrder>& orders) {
  for (const auto chunk : ChunksOf(orders)) {
    InsertAdjustments(chunk);
    InsertAdvances(chunk);
  }
}

void NettingGateway::InsertAdjustments(std::span<const PaymentOrder> orders) {
  sql::Columns columns(4);
  for (const PaymentOrder& order : orders) {
    for (const OrderNetting& netting : order.nettings) {
      if (netting.adjustment_id.empty()) continue;
      columns.Add({order.provider_id, order.payment_order_id.text(), netting.adjustment_id,
                   std::to_string(netting.amount.minor())});
    }
  }
  columns.Execute(work_,
                  "INSERT INTO settlement.netting (provider_id, payment_order_id, adjustment_id,"
                  " amount_minor) SELECT c0, c1, c2, c3::bigint FROM unnest(:c0::text[],"
                  " :c1::text[], :c2::text[], :c3::text[]) AS x (c0, c1, c2, c3)");
}

void NettingGateway::InsertAdvances(std::span<const PaymentOrder> orders) {
  sql::Columns columns(5);
  for (const PaymentOrder& order : orders) {
    for (const OrderNetting& netting : order.nettings) {
      if (netting.advance_id.empty()) continue;
      columns.Add({order.provider_id, order.payment_order_id.text(), netting.advance_id,
                   netting.account(), std::to_string(netting.amount.minor())});
    }
  }
  columns.Execute(work_,
                  "INSERT INTO settlement.advance_netting (provider_id, payment_order_id,"
                  " advance_id, account, amount_minor) SELECT c0, c1, c2, c3, c4::bigint"
                  " FROM unnest(:c0::text[], :c1::text[], :c2::text[], :c3::text[], :c4::text[])"
                  " AS x (c0, c1, c2, c3, c4)");
}

void NettingGateway::ReadInto(std::span<PaymentOrder> orders) {
  std::vector<std::string> ids;
  for (const PaymentOrder& order : orders) ids.push_back(order.payment_order_id.text());
  const std::string of_orders = sql::ArrayLiteral(ids);
  const auto nettings = ReadAll(
      (work_.sql().prepare
           << "SELECT payment_order_id, adjustment_id, advance_id, number, earned, amount_minor,"
              " currency_code FROM (SELECT n.payment_order_id, n.adjustment_id, '' AS advance_id,"
              " a.number, 0 AS earned, n.amount_minor, a.currency_code, a.create_time AS since"
              " FROM settlement.netting n"
              " JOIN billing.published_adjustment a USING (provider_id, adjustment_id)"
              " WHERE n.payment_order_id = ANY(:ids::text[])"
              " UNION ALL SELECT n.payment_order_id, '', n.advance_id, v.advance_number,"
              " (n.account = 'ADVANCE')::integer, n.amount_minor, v.currency_code, v.approve_time"
              " FROM settlement.advance_netting n"
              " JOIN settlement.advance v USING (provider_id, advance_id)"
              " WHERE n.payment_order_id = ANY(:ids::text[])) x"
              " ORDER BY earned, since, adjustment_id, advance_id",
       use(of_orders, "ids")),
      [](const soci::row& row) {
        return OfOrder{row.get<std::string>(0),
                       {row.get<std::string>(1), row.get<std::string>(2), row.get<std::string>(3),
                        row.get<int>(4) == 1, MoneyOf(row, 5, 6)}};
      });
  std::map<std::string, PaymentOrder*> by_id;
  for (PaymentOrder& order : orders) by_id[order.payment_order_id.text()] = &order;
  for (const OfOrder& found : nettings) {
    by_id.at(found.payment_order_id)->nettings.push_back(found.netting);
  }
}

}  // namespace tirek::settlement
