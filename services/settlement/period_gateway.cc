#include "services/settlement/period_gateway.h"

#include <algorithm>

#include "core/base/assert.h"
#include "core/sql/columns.h"
#include "core/sql/rows.h"

namespace tirek::settlement {
namespace {

using soci::into;
using soci::use;
using sql::ReadAll;

const std::string kColumns =
    "SELECT p.month, p.state, coalesce(" + sql::MicrosOf("p.soft_close_time") +
    ", 0), p.soft_closed_by, coalesce(" + sql::MicrosOf("p.close_time") +
    ", 0), p.closed_by, p.breaks, coalesce(e.number, 0), coalesce(" +
    sql::MicrosOf("e.event_time") +
    ", 0), coalesce(e.kind = 'REOPENING_REQUEST', false)::integer, coalesce(e.principal, ''),"
    " coalesce(e.reason, '') FROM settlement.period p LEFT JOIN LATERAL (SELECT number,"
    " event_time, kind, principal, reason FROM settlement.period_event x"
    " WHERE x.month = p.month ORDER BY x.number DESC LIMIT 1) e ON true";

ledger::PeriodState StateOf(const std::string& name) {
  const auto state = ledger::ParsePeriodState(name);
  TIREK_ASSERT(state.has_value());
  return *state;
}

std::optional<Instant> TimeUnlessZero(long long micros) {
  return micros == 0 ? std::nullopt : std::optional(Instant{micros});
}

BooksPeriod ReadPeriod(const soci::row& row) {
  BooksPeriod period{row.get<std::string>(0),
                     StateOf(row.get<std::string>(1)),
                     TimeUnlessZero(row.get<long long>(2)),
                     row.get<std::string>(3),
                     TimeUnlessZero(row.get<long long>(4)),
                     row.get<std::string>(5),
                     row.get<int>(6),
                     row.get<int>(7),
                     Instant{row.get<long long>(8)},
                     "",
                     ""};
  if (row.get<int>(9) == 0) return period;
  period.reopening_requested_by = row.get<std::string>(10);
  period.reopening_reason = row.get<std::string>(11);
  return period;
}

PeriodEvent ReadEvent(const soci::row& row) {
  return {
      row.get<std::string>(0),          row.get<int>(1),         row.get<std::string>(2),
      StateOf(row.get<std::string>(3)), row.get<std::string>(4), row.get<std::string>(5),
      row.get<std::string>(6),          row.get<int>(7),         Instant{row.get<long long>(8)}};
}

// A claim posts into the month that it is of, a payment order into the month of its execution.
constexpr const char* kPosting =
    " SELECT 1 AS rank, run_id AS id, 'CAPITATION_RUNNING' AS reason"
    " FROM billing.published_capitation_run WHERE month = :month AND state = 'RUNNING'"
    " UNION ALL SELECT 2, claim_id, 'CLAIM_NOT_ADJUDICATED'"
    " FROM billing.published_claim WHERE month = :month AND state <> 'ADJUDICATED'"
    " UNION ALL SELECT 2, contract_id, 'EVIDENCE_NOT_CLAIMED'"
    " FROM billing.published_unclaimed WHERE month = :month"
    " UNION ALL SELECT 4, payment_run_id, 'PAYMENT_RUN_NOT_SENT'"
    " FROM settlement.payment_run WHERE to_char(execution_date, 'YYYY-MM') = :month"
    " AND state NOT IN ('SENT', 'CANCELLED')";
constexpr const char* kWaiting =
    " UNION ALL SELECT 3, c.claim_id, 'CLAIM_NOT_ORDERED' FROM billing.published_claim c"
    " WHERE c.month = :month AND c.state = 'ADJUDICATED' AND c.approved_minor > 0"
    " AND c.approved_minor > (SELECT coalesce(sum(o.amount_minor + o.netted_minor"
    " - o.returned_minor), 0) FROM settlement.payment_order o"
    " WHERE o.provider_id = c.provider_id AND o.claim_id = c.claim_id"
    " AND o.state NOT IN ('CANCELLED', 'HELD', 'REJECTED', 'RETURNED'))"
    " UNION ALL SELECT 3, a.adjustment_id, 'ADJUSTMENT_NOT_ORDERED'"
    " FROM billing.published_adjustment a WHERE a.month = :month AND a.payable_minor > 0"
    " AND a.payable_minor > (SELECT coalesce(sum(o.amount_minor + o.netted_minor"
    " - o.returned_minor), 0) FROM settlement.payment_order o"
    " WHERE o.provider_id = a.provider_id AND o.adjustment_id = a.adjustment_id"
    " AND o.state NOT IN ('CANCELLED', 'HELD', 'REJECTED', 'RETURNED'))"
    " UNION ALL SELECT 3, v.advance_id, 'ADVANCE_NOT_ORDERED' FROM settlement.advance v"
    " WHERE v.month = :month AND v.state <> 'CANCELLED'"
    " AND NOT EXISTS (SELECT FROM settlement.payment_order o"
    " WHERE o.provider_id = v.provider_id AND o.advance_id = v.advance_id"
    " AND o.state NOT IN ('CANCELLED', 'HELD', 'REJECTED', 'RETURNED'))"
    " UNION ALL SELECT 4, payment_run_id, 'PAYMENT_RUN_NOT_SENT' FROM settlement.payment_run"
    " WHERE month = :month AND to_char(execution_date, 'YYYY-MM') <> :month"
    " AND state NOT IN ('SENT', 'CANCELLED')"
    " UNION ALL SELECT 5, end_to_end_id, 'PAYMENT_NOT_ON_STATEMENT'"
    " FROM settlement.payment_order WHERE month = :month AND state = 'SENT'";

}  // namespace

BooksPeriod PeriodGateway::Lock(const std::string& month) {
  work_.sql() << "SELECT pg_advisory_xact_lock(settlement.month_gate(:month))", use(month, "month");
  work_.sql() << "INSERT INTO settlement.period (month, state) VALUES (:month, 'OPEN')"
                 " ON CONFLICT (month) DO NOTHING",
      use(month, "month");
  std::string locked;
  work_.sql() << "SELECT month FROM settlement.period WHERE month = :month FOR UPDATE",
      use(month, "month"), into(locked);
  // Asked once it is locked: its events are those of whoever held it before.
  return ReadAll((work_.sql().prepare << kColumns + " WHERE p.month = :month", use(month, "month")),
                 ReadPeriod)
      .at(0);
}

HangingDocuments PeriodGateway::Documents(const std::string& month, const std::string& query) {
  // The last column counts all of them, beyond the limit too.
  const std::string select = "SELECT id, reason, count(*) OVER ()::integer FROM (" + query +
                             ") open ORDER BY rank, id LIMIT 100";
  HangingDocuments open;
  open.listed =
      ReadAll((work_.sql().prepare << select, use(month, "month")), [&open](const soci::row& row) {
        open.count = row.get<int>(2);
        return HangingDocument{row.get<std::string>(0), row.get<std::string>(1)};
      });
  return open;
}

HangingDocuments PeriodGateway::FindPosting(const std::string& month) {
  return Documents(month, kPosting);
}

HangingDocuments PeriodGateway::FindOpen(const std::string& month) {
  return Documents(month, std::string(kPosting) + kWaiting);
}

Instant PeriodGateway::AfterPostings(Instant now) {
  long long last = 0;
  work_.sql() << "SELECT coalesce(max(" + sql::MicrosOf("record_time") +
                     "), 0) FROM settlement.ledger_head WHERE isfinite(record_time)",
      into(last);
  return Instant{std::max<std::int64_t>(now.micros, last + 1)};
}

void PeriodGateway::Update(const BooksPeriod& period) {
  const auto micros = [](const std::optional<Instant>& time) {
    return time ? std::to_string(time->micros) : std::string();
  };
  const std::string state(ledger::PeriodStateName(period.state));
  const std::string soft = micros(period.soft_close_time);
  const std::string close = micros(period.close_time);
  const std::string since = std::to_string(period.last_event_time.micros);
  work_.sql() << "UPDATE settlement.period SET state = :state, soft_close_time = " +
                     sql::TimestampOf("nullif(:soft, '')") +
                     ", soft_closed_by = :soft_closed_by, close_time = " +
                     sql::TimestampOf("nullif(:close, '')") +
                     ", closed_by = :closed_by, breaks = :breaks, state_time = " +
                     sql::TimestampOf(":since") + " WHERE month = :month",
      use(state, "state"), use(soft, "soft"), use(period.soft_closed_by, "soft_closed_by"),
      use(close, "close"), use(period.closed_by, "closed_by"), use(period.breaks, "breaks"),
      use(since, "since"), use(period.month, "month");
}

void PeriodGateway::Insert(const PeriodEvent& event) {
  const std::string state(ledger::PeriodStateName(event.state));
  const std::string micros = std::to_string(event.event_time.micros);
  work_.sql() << "INSERT INTO settlement.period_event (month, number, kind, state, principal,"
                 " requested_by, reason, breaks, event_time) VALUES (:month, :number, :kind,"
                 " :state, :principal, :requested_by, :reason, :breaks, " +
                     sql::TimestampOf(":micros") + ")",
      use(event.month, "month"), use(event.number, "number"), use(event.kind, "kind"),
      use(state, "state"), use(event.principal, "principal"),
      use(event.requested_by, "requested_by"), use(event.reason, "reason"),
      use(event.breaks, "breaks"), use(micros, "micros");
}

std::vector<BooksPeriod> PeriodGateway::List(const rpc::Page& page) {
  const std::string after = page.AfterKey();
  const int limit = page.size + 1;
  return ReadAll((work_.sql().prepare << kColumns + " WHERE (:after = '' OR p.month < :after)"
                                                    " ORDER BY p.month DESC LIMIT :limit",
                  use(after, "after"), use(limit, "limit")),
                 ReadPeriod);
}

std::vector<PeriodEvent> PeriodGateway::Events(const PeriodEventFilter& filter,
                                               const rpc::Page& page) {
  const std::vector<std::string> after =
      page.after.empty() ? std::vector<std::string>{"", "0"} : page.after;
  const int limit = page.size + 1;
  return ReadAll(
      (work_.sql().prepare << "SELECT month, number, kind, state, principal, requested_by, reason,"
                              " breaks, " +
                                  sql::MicrosOf("event_time") +
                                  " FROM settlement.period_event"
                                  " WHERE (:month = '' OR month = :month)"
                                  " AND (month, number) > (:after, :after_number::integer)"
                                  " ORDER BY month, number LIMIT :limit",
       use(filter.month, "month"), use(after[0], "after"), use(after[1], "after_number"),
       use(limit, "limit")),
      ReadEvent);
}

}  // namespace tirek::settlement
