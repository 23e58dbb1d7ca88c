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

bool Succeeded(const PGresult* result) {
  const ExecStatusType status = PQresultStatus(result);
  return status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK;
}

}  // namespace

void Trip::Add(std::string statement, Parameters parameters, Read read) {
  stops_.push_back({std::move(statement), std::move(parameters), std::move(read)});
}

void Trip::Go() {
  if (stops_.empty()) return;
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
    std::vector<const char*> values;
    values.reserve(stop.parameters.size());
    for (const auto& parameter : stop.parameters) {
      values.push_back(parameter ? parameter->c_str() : nullptr);
    }
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

}  // namespace tirek::sql
