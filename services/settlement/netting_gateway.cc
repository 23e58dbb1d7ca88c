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

// Billing checked it when the adjustment was posted.
std::optional<Decimal> PercentOf(const std::string& text) {
  if (text.empty()) return {};
  const auto percent = Decimal::Parse(text);
  TIREK_ASSERT(percent.has_value());
  return *percent;
}

struct OfOrder {
  std::string payment_order_id;
  OrderNetting netting;
};

}  // namespace

void NettingGateway::Hold() {
  work_.sql() << "SELECT pg_advisory_xact_lock(hashtextextended('settlement.netting', 0))";
}

std::vector<retro::Owing> NettingGateway::Owings(const Month& month,
                                                 const std::vector<std::string>& contract_ids) {
  const std::string text = month.ToString();
  const std::string ids = sql::ArrayLiteral(contract_ids);
  return ReadAll(
      (work_.sql().prepare
           << "SELECT a.adjustment_id, a.contract_id, a.receivable_minor - coalesce(n.minor, 0),"
              " a.currency_code, coalesce(trim_scale(a.instalment_percent)::text, '')"
              " FROM billing.published_adjustment a LEFT JOIN (SELECT x.provider_id,"
              " x.adjustment_id, sum(x.amount_minor)::bigint AS minor FROM settlement.netting x"
              " JOIN settlement.payment_order o USING (provider_id, payment_order_id)"
              " WHERE o.state NOT IN ('CANCELLED', 'HELD', 'REJECTED', 'RETURNED')"
              " GROUP BY x.provider_id, "
              "x.adjustment_id) n"
              " USING (provider_id, adjustment_id)"
              " WHERE a.contract_id = ANY(:ids::text[]) AND a.month <= :month"
              " AND a.receivable_minor > coalesce(n.minor, 0)"
              " ORDER BY a.create_time, a.adjustment_id",
       use(ids, "ids"), use(text, "month")),
      [](const soci::row& row) {
        return retro::Owing{row.get<std::string>(0), row.get<std::string>(1), MoneyOf(row, 2, 3),
                            PercentOf(row.get<std::string>(4))};
      });
}

void NettingGateway::Insert(const std::vector<PaymentOrder>& orders) {
  for (const auto chunk : ChunksOf(orders)) {
    sql::Columns columns(4);
    for (const PaymentOrder& order : chunk) {
      for (const OrderNetting& netting : order.nettings) {
        columns.Add({order.provider_id, order.payment_order_id.text(), netting.adjustment_id,
                     std::to_string(netting.amount.minor())});
      }
    }
    columns.Execute(
        work_,
        "INSERT INTO settlement.netting (provider_id, payment_order_id, adjustment_id,"
        " amount_minor) SELECT c0, c1, c2, c3::bigint FROM unnest(:c0::text[], :c1::text[],"
        " :c2::text[], :c3::text[]) AS x (c0, c1, c2, c3)");
  }
}

void NettingGateway::ReadInto(std::span<PaymentOrder> orders) {
  std::vector<std::string> ids;
  for (const PaymentOrder& order : orders) ids.push_back(order.payment_order_id.text());
  const std::string of_orders = sql::ArrayLiteral(ids);
  const auto nettings =
      ReadAll((work_.sql().prepare
                   << "SELECT n.payment_order_id, n.adjustment_id, a.number, n.amount_minor,"
                      " a.currency_code FROM settlement.netting n"
                      " JOIN billing.published_adjustment a USING (provider_id, adjustment_id)"
                      " WHERE n.payment_order_id = ANY(:ids::text[]) ORDER BY a.create_time,"
                      " n.adjustment_id",
               use(of_orders, "ids")),
              [](const soci::row& row) {
                return OfOrder{
                    row.get<std::string>(0),
                    {row.get<std::string>(1), row.get<std::string>(2), MoneyOf(row, 3, 4)}};
              });
  std::map<std::string, PaymentOrder*> by_id;
  for (PaymentOrder& order : orders) by_id[order.payment_order_id.text()] = &order;
  for (const OfOrder& found : nettings) {
    by_id.at(found.payment_order_id)->nettings.push_back(found.netting);
  }
}

}  // namespace tirek::settlement
