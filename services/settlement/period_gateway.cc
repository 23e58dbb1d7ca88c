#include "services/settlement/period_gateway.h"

#include "core/sql/columns.h"
#include "core/sql/rows.h"

namespace tirek::settlement {
namespace {

using soci::use;
using sql::ReadAll;

const std::string kColumns = "SELECT month, state, coalesce(" + sql::MicrosOf("close_time") +
                             ", 0), closed_by, breaks FROM settlement.period";

BooksPeriod ReadPeriod(const soci::row& row) {
  BooksPeriod period{row.get<std::string>(0), row.get<std::string>(1) == "CLOSED", std::nullopt,
                     row.get<std::string>(3), row.get<int>(4)};
  if (period.closed) period.close_time = Instant{row.get<long long>(2)};
  return period;
}

// The last column counts all of them, beyond the limit too.
constexpr const char* kOpen =
    "SELECT id, reason, count(*) OVER ()::integer FROM ("
    " SELECT 1 AS rank, run_id AS id, 'CAPITATION_RUNNING' AS reason"
    " FROM billing.published_capitation_run WHERE month = :month AND state = 'RUNNING'"
    " UNION ALL SELECT 2, claim_id, 'CLAIM_NOT_ADJUDICATED'"
    " FROM billing.published_claim WHERE month = :month AND state <> 'ADJUDICATED'"
    " UNION ALL SELECT 2, contract_id, 'EVIDENCE_NOT_CLAIMED'"
    " FROM billing.published_unclaimed WHERE month = :month"
    " UNION ALL SELECT 3, c.claim_id, 'CLAIM_NOT_ORDERED' FROM billing.published_claim c"
    " WHERE c.month = :month AND c.state = 'ADJUDICATED' AND c.approved_minor > 0"
    " AND NOT EXISTS (SELECT FROM settlement.payment_order o"
    " WHERE o.provider_id = c.provider_id AND o.claim_id = c.claim_id"
    " AND o.state NOT IN ('CANCELLED', 'REJECTED', 'RETURNED'))"
    " UNION ALL SELECT 3, a.adjustment_id, 'ADJUSTMENT_NOT_ORDERED'"
    " FROM billing.published_adjustment a WHERE a.month = :month AND a.payable_minor > 0"
    " AND NOT EXISTS (SELECT FROM settlement.payment_order o"
    " WHERE o.provider_id = a.provider_id AND o.adjustment_id = a.adjustment_id"
    " AND o.state NOT IN ('CANCELLED', 'REJECTED', 'RETURNED'))"
    " UNION ALL SELECT 4, payment_run_id, 'PAYMENT_RUN_NOT_SENT'"
    " FROM settlement.payment_run WHERE month = :month"
    " AND state NOT IN ('SENT', 'CANCELLED')"
    " UNION ALL SELECT 5, end_to_end_id, 'PAYMENT_NOT_ON_STATEMENT'"
    " FROM settlement.payment_order WHERE month = :month AND state = 'SENT') open"
    " ORDER BY rank, id LIMIT 100";

}  // namespace

BooksPeriod PeriodGateway::Lock(const std::string& month) {
  work_.sql() << "INSERT INTO settlement.period (month, state) VALUES (:month, 'OPEN')"
                 " ON CONFLICT (month) DO NOTHING",
      use(month, "month");
  return ReadAll((work_.sql().prepare << kColumns + " WHERE month = :month FOR UPDATE",
                  use(month, "month")),
                 ReadPeriod)
      .at(0);
}

OpenDocuments PeriodGateway::FindOpen(const std::string& month) {
  OpenDocuments open;
  open.listed =
      ReadAll((work_.sql().prepare << kOpen, use(month, "month")), [&open](const soci::row& row) {
        open.count = row.get<int>(2);
        return OpenDocument{row.get<std::string>(0), row.get<std::string>(1)};
      });
  return open;
}

void PeriodGateway::Close(const BooksPeriod& period) {
  const std::string micros = std::to_string(period.close_time->micros);
  work_.sql() << "UPDATE settlement.period SET state = 'CLOSED', close_time = " +
                     sql::TimestampOf(":micros") +
                     ", closed_by = :closed_by, breaks = :breaks WHERE month = :month",
      use(micros, "micros"), use(period.closed_by, "closed_by"), use(period.breaks, "breaks"),
      use(period.month, "month");
}

std::vector<BooksPeriod> PeriodGateway::List(const rpc::Page& page) {
  const std::string after = page.AfterKey();
  const int limit = page.size + 1;
  return ReadAll((work_.sql().prepare << kColumns + " WHERE (:after = '' OR month < :after)"
                                                    " ORDER BY month DESC LIMIT :limit",
                  use(after, "after"), use(limit, "limit")),
                 ReadPeriod);
}

}  // namespace tirek::settlement
