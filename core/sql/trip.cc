#include "core/sql/trip.h"

#include <map>
#include <memory>
#include <utility>

#include <libpq-events.h>
#include <libpq-fe.h>
#include <soci/postgresql/soci-postgresql.h>

#include "core/base/assert.h"

namespace tirek::sql {
namespace {

// The statements that a session has prepared, by their text; it goes with the session.
struct Prepared {
  std::map<std::string, std::string> names;
  int made = 0;
};

int OnEvent(PGEventId event, void* info, void* /*unused*/) {
  if (event == PGEVT_CONNDESTROY) {
    PGconn* const connection = static_cast<PGEventConnDestroy*>(info)->conn;
    const std::unique_ptr<Prepared> ended(
        static_cast<Prepared*>(PQinstanceData(connection, OnEvent)));
  }
  return 1;
}

Prepared& PreparedOf(PGconn* connection) {
  auto* known = static_cast<Prepared*>(PQinstanceData(connection, OnEvent));
  if (known != nullptr) return *known;
  auto fresh = std::make_unique<Prepared>();
  TIREK_ASSERT(PQregisterEventProc(connection, OnEvent, "tirek prepared", nullptr) == 1);
  TIREK_ASSERT(PQsetInstanceData(connection, OnEvent, fresh.get()) == 1);
  return *fresh.release();
}

// Of the first statement that failed: later ones only say that they were not run.
struct Failure {
  std::string message;
  std::string state;
};

// Without a state the connection is gone: class 08 says so to whoever asks.
Failure ConnectionLost(PGconn* connection) { return {PQerrorMessage(connection), "08006"}; }

Failure FailureOf(const PGresult* result) {
  const char* state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
  return {PQresultErrorMessage(result), state == nullptr ? "08006" : state};
}

[[noreturn]] void Throw(const Failure& failure) {
  throw soci::postgresql_soci_error(failure.message, failure.state.c_str());
}

void Must(PGconn* connection, int sent) {
  if (sent != 1) Throw(ConnectionLost(connection));
}

std::vector<const char*> ValuesOf(const Trip::Parameters& parameters) {
  std::vector<const char*> values;
  values.reserve(parameters.size());
  for (const auto& parameter : parameters) {
    values.push_back(parameter ? parameter->c_str() : nullptr);
  }
  return values;
}

bool Succeeded(const PGresult* result) {
  const ExecStatusType status = PQresultStatus(result);
  return status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK;
}

}  // namespace

void Trip::Add(std::string statement, Parameters parameters, Read read) {
  stops_.push_back({std::move(statement), std::move(parameters), std::move(read)});
}

// What begins the transaction goes before what it is begun for.
void Trip::Open() {
  const auto with = std::exchange(work_.later_, std::nullopt);
  if (!with) return;
  stops_.insert(
      stops_.begin(),
      {{"BEGIN", {}, {}}, {UnitOfWork::Settings(with->plans, "$1::text"), {with->scope}, {}}});
  work_.open_ = true;
}

void Trip::GoAndCommit() {
  Add("COMMIT", {}, [](const TextRows& ended) {
    // A transaction that failed before is rolled back by COMMIT, without an error.
    TIREK_ASSERT(ended.command() == "COMMIT");
  });
  Go();
  work_.open_ = false;
}

void Trip::Go() {
  if (stops_.empty()) return;
  Open();
  Send();
  const std::vector<TextRows> rows = Receive();
  const std::vector<Stop> stops = std::exchange(stops_, {});
  for (std::size_t i = 0; i < stops.size(); ++i) {
    if (stops[i].read) stops[i].read(rows[i]);
  }
}

void Trip::Send() {
  PGconn* const connection = work_.connection();
  Prepared& prepared = PreparedOf(connection);
  due_.clear();
  Must(connection, PQenterPipelineMode(connection));
  for (const Stop& stop : stops_) {
    std::string& name = prepared.names[stop.statement];
    if (name.empty()) {
      name = "trip_" + std::to_string(++prepared.made);
      due_.emplace_back(stop.statement);
      Must(connection, PQsendPrepare(connection, name.c_str(), stop.statement.c_str(), 0, nullptr));
    }
    const std::vector<const char*> values = ValuesOf(stop.parameters);
    due_.emplace_back();
    Must(connection, PQsendQueryPrepared(connection, name.c_str(), static_cast<int>(values.size()),
                                         values.data(), nullptr, nullptr, 0));
  }
  Must(connection, PQpipelineSync(connection));
}

std::vector<TextRows> Trip::Receive() {
  PGconn* const connection = work_.connection();
  std::vector<TextRows> rows;
  std::optional<Failure> failure;
  std::size_t received = 0;
  while (true) {
    PGresult* const result = PQgetResult(connection);
    if (result == nullptr) {  // between two statements, or there is no server any more
      if (PQstatus(connection) != CONNECTION_OK) {
        Throw(failure.value_or(ConnectionLost(connection)));
      }
      continue;
    }
    TextRows answer(result);
    if (PQresultStatus(result) == PGRES_PIPELINE_SYNC) break;
    const bool succeeded = Succeeded(result);
    if (!succeeded && !failure) failure = FailureOf(result);
    if (received == due_.size()) continue;  // a server's last words answer nothing
    const auto& preparation = due_[received++];
    if (preparation && !succeeded) PreparedOf(connection).names.erase(*preparation);
    if (!preparation) rows.push_back(std::move(answer));
  }
  Must(connection, PQexitPipelineMode(connection));
  if (failure) Throw(*failure);
  return rows;
}

TextRows PreparedTrip(Lease& lease, const std::string& statement,
                      const Trip::Parameters& parameters) {
  PGconn* const connection = lease.connection();
  Prepared& prepared = PreparedOf(connection);
  const auto [known, is_new] = prepared.names.try_emplace(statement);
  if (is_new) {
    known->second = "trip_" + std::to_string(++prepared.made);
    PGresult* const made =
        PQprepare(connection, known->second.c_str(), statement.c_str(), 0, nullptr);
    const TextRows owner(made);
    if (!Succeeded(made)) {
      prepared.names.erase(known);
      Throw(FailureOf(made));
    }
  }
  const std::vector<const char*> values = ValuesOf(parameters);
  PGresult* const result =
      PQexecPrepared(connection, known->second.c_str(), static_cast<int>(values.size()),
                     values.data(), nullptr, nullptr, 0);
  TextRows rows(result);
  if (!Succeeded(result)) Throw(FailureOf(result));
  return rows;
}

}  // namespace tirek::sql
