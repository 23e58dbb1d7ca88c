#include "services/settlement/waiting_gateway.h"

#include "core/calendar/time_zone.h"
#include "core/sql/columns.h"
#include "core/sql/rows.h"
#include "services/settlement/party_row.h"
#include "services/settlement/row_values.h"

namespace tirek::settlement {
namespace {

using soci::use;
using sql::ReadAll;

// A claim has its due date, an adjustment is due so many days after it was made, an advance on the
// day that it was approved.
CivilDate DueDateOf(const soci::row& row) {
  const std::string due_date = row.get<std::string>(20);
  if (!due_date.empty()) return sql::DateOf(due_date);
  const CivilDate made = Kazakhstan().CivilDayOf(Instant{row.get<long long>(21)});
  return row.get<std::string>(2).empty() ? made + row.get<int>(22) : made;
}

Payable ReadPayable(const soci::row& row) {
  return {row.get<std::string>(0),  row.get<std::string>(1),  row.get<std::string>(2),
          row.get<std::string>(3),  row.get<std::string>(4),  row.get<std::string>(5),
          row.get<std::string>(6),  MoneyOf(row, 7, 8),       ReadParty(row, 9),
          ReadParty(row, 14),       row.get<std::string>(19), DueDateOf(row),
          row.get<std::string>(23), row.get<std::string>(24)};
}

// SQL: what orders pay of the document: all but those that came to nothing, less what came back.
std::string Ordered(const std::string& document, const std::string& column) {
  return " CROSS JOIN LATERAL (SELECT coalesce(sum(x.amount_minor + x.netted_minor"
         " - x.returned_minor), 0)::bigint AS minor FROM settlement.payment_order x"
         " WHERE x.provider_id = " +
         document + ".provider_id AND x." + column + " = " + document + "." + column +
         " AND x.state NOT IN ('CANCELLED', 'HELD', 'REJECTED', 'RETURNED')) ordered";
}

// SQL: what the document's entry in the ledger says of whose money it is. A document has one.
std::string PostedWith(const char* type, const char* ledger, const char* id) {
  return std::string(
             " CROSS JOIN LATERAL (SELECT coalesce(max(p.funding_source), '') AS funding_source,"
             " coalesce(max(p.budget_code), '') AS budget_code FROM settlement.entry e"
             " JOIN settlement.posting p ON p.ledger_id = e.ledger_id AND p.sequence = e.sequence"
             " AND p.account = 'PAYABLE' WHERE e.ledger_id = ") +
         ledger + " AND e.source_type = '" + type + "' AND e.source_id = " + id + ") posted";
}

}  // namespace

std::vector<Payable> WaitingGateway::Payables(const Month& month,
                                              const PaymentSelection& selection) {
  static const std::string kPayables =
      "SELECT d.claim_id, d.adjustment_id, d.advance_id, d.number, d.provider_id,"
      " d.contract_id, k.number, d.payable_minor, d.currency_code,"
      " p.name, p.bin, p.iban, p.bic, p.kbe,"
      " o.payer_name, o.payer_bin, o.payer_iban, o.payer_bic, o.payer_kbe,"
      " o.order_id, d.due_date, d.create_micros, k.payment_due_days, d.funding_source,"
      " d.budget_code FROM ("
      "SELECT claim_id, '' AS adjustment_id, '' AS advance_id, '' AS number, provider_id,"
      " contract_id, approved_minor - ordered.minor AS payable_minor, currency_code,"
      " due_date::text AS due_date,"
      " 0::bigint AS create_micros, posted.funding_source, posted.budget_code"
      " FROM billing.published_claim c" +
      Ordered("c", "claim_id") + PostedWith("CLAIM", "c.provider_id", "c.claim_id") +
      " WHERE month = :month AND state = 'ADJUDICATED' AND approved_minor > ordered.minor"
      " UNION ALL SELECT '', adjustment_id, '', number, provider_id, contract_id,"
      " payable_minor - ordered.minor, currency_code, '', " +
      sql::MicrosOf("create_time") +
      ", posted.funding_source, posted.budget_code FROM billing.published_adjustment a" +
      Ordered("a", "adjustment_id") + PostedWith("ADJUSTMENT", "a.provider_id", "a.adjustment_id") +
      " WHERE month = :month AND payable_minor > ordered.minor"
      " UNION ALL SELECT '', '', advance_id, advance_number, provider_id, contract_id, "
      "amount_minor,"
      " currency_code, '', " +
      sql::MicrosOf("approve_time") + ", funding_source, budget_code FROM settlement.advance v" +
      Ordered("v", "advance_id") +
      " WHERE month = :month AND state = 'APPROVED' AND ordered.minor = 0"
      ") d JOIN contracts.published_contract k ON k.contract_id = d.contract_id"
      " JOIN contracts.published_order o ON o.order_id = k.order_id"
      " JOIN registry.published_provider p ON p.provider_id = d.provider_id"
      " WHERE (:order = '' OR o.order_id = :order)"
      " AND (:provider = '' OR d.provider_id = :provider)"
      " AND (:budget = '' OR d.budget_code = :budget)"
      " AND (:source = '' OR d.funding_source = :source)"
      " ORDER BY d.currency_code <> 'KZT', o.payer_iban, d.currency_code, k.number,"
      " d.advance_id, d.adjustment_id, d.claim_id";
  const std::string text = month.ToString();
  auto payables =
      ReadAll((work_.sql().prepare << kPayables, use(text, "month"),
               use(selection.order_id, "order"), use(selection.provider_id, "provider"),
               use(selection.budget_code, "budget"), use(selection.funding_source, "source")),
              ReadPayable);
  std::erase_if(payables, [&selection](const Payable& payable) {
    return selection.due_by && *selection.due_by < payable.due_date;
  });
  return payables;
}

}  // namespace tirek::settlement
