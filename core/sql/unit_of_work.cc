#include "core/sql/unit_of_work.h"

#include <memory>
#include <utility>

#include <libpq-fe.h>
#include <soci/postgresql/soci-postgresql.h>

#include "core/base/assert.h"

namespace tirek::sql {
namespace {

// Statements without parameters in one round trip: SOCI prepares, executes and forgets each one in
// three. What the server says that the last one did; throws what SOCI throws.
std::string Execute(PGconn* connection, const std::string& statements) {
  const std::unique_ptr<PGresult, decltype(&PQclear)> result(PQexec(connection, statements.c_str()),
                                                             &PQclear);
  const ExecStatusType status = PQresultStatus(result.get());
  if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) return PQcmdStatus(result.get());
  const char* state = PQresultErrorField(result.get(), PG_DIAG_SQLSTATE);
  // Without a state the connection is gone: class 08 says so to whoever asks.
  throw soci::postgresql_soci_error(PQerrorMessage(connection), state == nullptr ? "08006" : state);
}

}  // namespace

UnitOfWork::UnitOfWork(Database& database, const Scope& scope, Isolation isolation)
    : lease_(database) {
  Begin(isolation == Isolation::kSnapshot ? "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
                                          : "BEGIN",
        {scope.text()});
}

UnitOfWork::UnitOfWork(Database& database, const Scope& scope, WithFirstTrip later)
    : lease_(database), later_({scope.text(), later.plans}) {}

void UnitOfWork::Begin(const char* begin, const Beginning& with) {
  PGconn* const connection = lease_.connection();
  Execute(connection, std::string(begin) + "; " + Settings(with.plans, Quoted(with.scope)));
  open_ = true;
}

std::string UnitOfWork::Settings(Plans plans, const std::string& scope) {
  std::string settings = "SELECT set_config('tirek.provider_scope', " + scope + ", true)";
  if (plans == Plans::kByIndexes) {
    settings +=
        ", set_config('plan_cache_mode', 'force_generic_plan', true),"
        " set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true),"
        " set_config('enable_mergejoin', 'off', true)";
  }
  return settings;
}

void UnitOfWork::BeginIfNotYet() {
  if (const auto with = std::exchange(later_, std::nullopt)) Begin("BEGIN", *with);
}

soci::session& UnitOfWork::sql() {
  BeginIfNotYet();
  return lease_.session();
}

pg_conn* UnitOfWork::connection() {
  BeginIfNotYet();
  return lease_.connection();
}

UnitOfWork::~UnitOfWork() {
  if (!open_) return;
  try {
    Execute(lease_.connection(), "ROLLBACK");
  } catch (const soci::soci_error&) {
    // The connection is gone, and the transaction with it; the next lease reconnects.
  }
}

std::string UnitOfWork::Quoted(const std::string& text) {
  const std::unique_ptr<char, decltype(&PQfreemem)> quoted(
      PQescapeLiteral(connection(), text.data(), text.size()), &PQfreemem);
  if (quoted == nullptr) throw soci::soci_error("a text that is not UTF-8 cannot be quoted");
  return quoted.get();
}

void UnitOfWork::Commit() {
  PGconn* const ending = connection();
  open_ = false;
  // A transaction that failed before is rolled back by COMMIT, without an error.
  TIREK_ASSERT(Execute(ending, "COMMIT") == "COMMIT");
}

}  // namespace tirek::sql
