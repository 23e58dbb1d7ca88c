// Why a COPY failed, as any other statement's failure is thrown: with its SQLSTATE, so that whoever
// asks can tell a lost connection, a deadlock and a violated constraint apart.
#pragma once

#include <string>

#include <libpq-fe.h>
#include <soci/postgresql/soci-postgresql.h>

namespace tirek::sql {

// Without a state the connection is gone: class 08 says so to whoever asks.
inline soci::postgresql_soci_error CopyFailure(const std::string& what, const PGresult* result) {
  const char* state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
  return {what + ": " + PQresultErrorMessage(result), state == nullptr ? "08006" : state};
}

inline soci::postgresql_soci_error CopyFailure(const std::string& what, PGconn* connection) {
  return {what + ": " + PQerrorMessage(connection), "08006"};
}

// Ends a COPY; throws what the server says against it.
inline void TakeCopyVerdict(const std::string& what, PGconn* connection) {
  PGresult* failed = nullptr;
  while (PGresult* result = PQgetResult(connection)) {
    if (PQresultStatus(result) == PGRES_COMMAND_OK || failed != nullptr) {
      PQclear(result);
    } else {
      failed = result;
    }
  }
  if (failed == nullptr) return;
  const auto failure = CopyFailure(what, failed);
  PQclear(failed);
  throw failure;
}

}  // namespace tirek::sql
