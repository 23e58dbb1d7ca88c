#include "services/billing/run_gateway.h"

#include "core/sql/array.h"
#include "core/sql/columns.h"
#include "core/sql/constraint.h"
#include "core/sql/rows.h"
#include "services/billing/stored_values.h"

namespace tirek::billing {
namespace {

using soci::into;
using soci::use;
using sql::First;
using sql::ReadAll;

constexpr sql::ConstraintMeaning kMeanings[] = {
    {"capitation_run_month_uq", ErrorKind::kPrecondition, "RUN_IN_PROGRESS",
     "This month is being computed; wait until that run has ended."},
};

// Runs are never deleted, so a run keeps its place among those of its month.
constexpr const char* kNumber =
    "('CAP-' || month || '-' || (SELECT count(*) FROM billing.capitation_run p"
    " WHERE p.month = capitation_run.month AND (p.create_time, p.run_id) <="
    " (capitation_run.create_time, capitation_run.run_id)))";

const std::string kSelect =
    "SELECT run_id, month, " + sql::MicrosOf("known_at") +
    ", state, providers_total, providers_done, lines, payable_minor, denied_minor, currency_code,"
    " result_hash, failure, " +
    sql::MicrosOf("create_time") + ", coalesce(" + sql::MicrosOf("end_time") + ", 0), " + kNumber +
    " FROM billing.capitation_run";

CapitationRun ReadRun(const soci::row& row) {
  CapitationRun run;
  run.run_id = RunId::Trusted(row.get<std::string>(0));
  run.month = *Month::Parse(row.get<std::string>(1));
  run.known_at = {row.get<long long>(2)};
  run.state = row.get<std::string>(3);
  run.providers_total = row.get<int>(4);
  run.providers_done = row.get<int>(5);
  run.lines = row.get<long long>(6);
  run.payable = StoredMoney(row, 7, 9);
  run.denied = StoredMoney(row, 8, 9);
  run.result_hash = row.get<std::string>(10);
  run.failure = row.get<std::string>(11);
  run.create_time = {row.get<long long>(12)};
  if (!run.is_running()) run.end_time = Instant{row.get<long long>(13)};
  run.number = row.get<std::string>(14);
  return run;
}

}  // namespace

Result<void> RunGateway::Insert(const CapitationRun& run) {
  const std::string id = run.run_id.text();
  const std::string month = run.month.ToString();
  const std::string currency(run.payable.currency().code());
  const long long known_at = run.known_at.micros;
  const long long created = run.create_time.micros;
  return sql::Constrained(kMeanings, [&] {
    work_.sql() << "INSERT INTO billing.capitation_run (run_id, month, known_at, state,"
                   " currency_code, create_time) VALUES (:id, :month, " +
                       sql::TimestampOf(":known_at") + ", :state, :currency, " +
                       sql::TimestampOf(":created") + ")",
        use(id), use(month), use(known_at), use(run.state), use(currency), use(created);
  });
}

std::optional<CapitationRun> RunGateway::Find(const RunId& id) {
  const std::string text = id.text();
  return First(
      ReadAll((work_.sql().prepare << kSelect + " WHERE run_id = :id", use(text, "id")), ReadRun));
}

std::optional<CapitationRun> RunGateway::NewestCompleted(Month month) {
  const std::string text = month.ToString();
  return First(
      ReadAll((work_.sql().prepare << kSelect + " WHERE month = :month AND state = 'COMPLETED'"
                                                " ORDER BY known_at DESC, run_id DESC LIMIT 1",
               use(text, "month")),
              ReadRun));
}

std::vector<std::string> RunGateway::KeyOf(const CapitationRun& run) {
  return {std::to_string(run.create_time.micros), run.run_id.text()};
}

std::vector<CapitationRun> RunGateway::List(const RunFilter& filter, const rpc::Page& page) {
  const std::string wanted = filter.month ? filter.month->ToString() : "";
  const std::string before = page.after.empty() ? "" : page.after[0];
  const std::string before_id = page.after.empty() ? "" : page.after[1];
  const int limit = page.size + 1;
  return ReadAll((work_.sql().prepare
                      << kSelect +
                             " WHERE (:month = '' OR month = :month)"
                             " AND (:number = '' OR " +
                             kNumber +
                             " = :number) AND (:before = '' OR"
                             " (create_time, run_id) < (" +
                             sql::TimestampOf("nullif(:before, '')") +
                             ", :before_id)) ORDER BY create_time DESC, run_id DESC LIMIT :limit",
                  use(wanted, "month"), use(filter.number, "number"), use(before, "before"),
                  use(before_id, "before_id"), use(limit, "limit")),
                 ReadRun);
}

std::vector<CapitationRun> RunGateway::Running() {
  return ReadAll(
      (work_.sql().prepare << kSelect + " WHERE state = 'RUNNING' ORDER BY create_time, run_id"),
      ReadRun);
}

std::vector<CapitationRun> RunGateway::Completed() {
  return ReadAll(
      (work_.sql().prepare << kSelect + " WHERE state = 'COMPLETED' ORDER BY create_time, run_id"),
      ReadRun);
}

bool RunGateway::Begin(const RunId& id, int providers_total) {
  const std::string text = id.text();
  soci::statement update =
      (work_.sql().prepare << "UPDATE billing.capitation_run SET providers_total = :total"
                              " WHERE run_id = :id AND state = 'RUNNING'",
       use(providers_total), use(text));
  update.execute(true);
  return update.get_affected_rows() == 1;
}

bool RunGateway::InsertPartitions(const RunId& id, std::span<const ProviderTotals> providers,
                                  Instant now) {
  std::vector<std::string> ids;
  std::vector<std::string> lines;
  std::vector<std::string> payable;
  std::vector<std::string> denied;
  for (const auto& [provider_id, totals] : providers) {
    ids.push_back(provider_id);
    lines.push_back(std::to_string(totals.lines));
    payable.push_back(std::to_string(totals.payable.minor()));
    denied.push_back(std::to_string(totals.denied.minor()));
  }
  const std::string text = id.text();
  const std::string currency(providers.front().totals.payable.currency().code());
  const std::string of_ids = sql::ArrayLiteral(ids);
  const std::string of_lines = sql::ArrayLiteral(lines);
  const std::string of_payable = sql::ArrayLiteral(payable);
  const std::string of_denied = sql::ArrayLiteral(denied);
  const long long micros = now.micros;
  soci::statement insert =
      (work_.sql().prepare
           << "WITH done AS (SELECT provider_id, lines, payable, denied"
              " FROM unnest(:ids::text[], :lines::int[], :payable::bigint[],"
              " :denied::bigint[]) AS p (provider_id, lines, payable, denied)),"
              " run AS (UPDATE billing.capitation_run SET currency_code = :currency,"
              " providers_done = providers_done + d.providers, lines = capitation_run.lines"
              " + d.lines, payable_minor = payable_minor + d.payable,"
              " denied_minor = denied_minor + d.denied FROM (SELECT count(*) AS providers,"
              " sum(lines) AS lines, sum(payable) AS payable, sum(denied) AS denied FROM done) d"
              " WHERE run_id = :id AND state = 'RUNNING' RETURNING run_id)"
              " INSERT INTO billing.capitation_partition (provider_id, run_id, lines,"
              " payable_minor, denied_minor, currency_code, create_time) SELECT done.provider_id,"
              " run.run_id, done.lines, done.payable, done.denied, :currency, " +
                  sql::TimestampOf(":now") + " FROM done CROSS JOIN run",
       use(of_ids, "ids"), use(of_lines, "lines"), use(of_payable, "payable"),
       use(of_denied, "denied"), use(currency, "currency"), use(text, "id"), use(micros, "now"));
  insert.execute(true);
  return insert.get_affected_rows() == static_cast<long long>(providers.size());
}

std::set<std::string> RunGateway::ProvidersDone(const RunId& id) {
  const std::string text = id.text();
  const auto ids =
      ReadAll((work_.sql().prepare << "SELECT provider_id FROM billing.capitation_partition"
                                      " WHERE run_id = :id",
               use(text)),
              [](const soci::row& row) { return row.get<std::string>(0); });
  return {ids.begin(), ids.end()};
}

void RunGateway::Complete(const RunId& id, const std::string& result_hash, Instant now) {
  const std::string text = id.text();
  const long long micros = now.micros;
  work_.sql() << "UPDATE billing.capitation_run SET state = 'COMPLETED', result_hash = :hash,"
                 " providers_total = providers_done, end_time = " +
                     sql::TimestampOf(":now") + " WHERE run_id = :id AND state = 'RUNNING'",
      use(result_hash), use(micros), use(text);
}

void RunGateway::Fail(const RunId& id, const std::string& failure, Instant now) {
  const std::string text = id.text();
  const long long micros = now.micros;
  work_.sql() << "UPDATE billing.capitation_run SET state = 'FAILED', failure = :failure,"
                 " end_time = " +
                     sql::TimestampOf(":now") + " WHERE run_id = :id AND state = 'RUNNING'",
      use(failure), use(micros), use(text);
}

std::set<std::string> OpenTransactions(sql::UnitOfWork& work) {
  const auto names =
      ReadAll((
                  work.sql().prepare
                  << "SELECT l.virtualxid FROM pg_locks l JOIN pg_stat_activity a USING (pid)"
                     " WHERE l.locktype = 'virtualxid' AND a.datname = current_database()"
                     " AND a.usesysid IS NOT NULL AND l.pid <> pg_backend_pid()"),
              [](const soci::row& row) { return row.get<std::string>(0); });
  return {names.begin(), names.end()};
}

RunLock::RunLock(sql::Database& database, const RunId& id)
    : lease_(database), key_("billing.capitation_run " + id.text()) {
  int held = 0;
  lease_.session() << "SELECT pg_try_advisory_lock(hashtextextended(:key, 0))::int", use(key_),
      into(held);
  held_ = held == 1;
}

RunLock::~RunLock() {
  if (!held_) return;
  try {
    lease_.session() << "SELECT pg_advisory_unlock(hashtextextended(:key, 0))", use(key_);
  } catch (const soci::soci_error&) {
    // The connection is gone, and the lock with it.
  }
}

}  // namespace tirek::billing
