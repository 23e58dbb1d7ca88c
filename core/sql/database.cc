#include "core/sql/database.h"

#include <poll.h>

#include <libpq-fe.h>
#include <soci/postgresql/soci-postgresql.h>

namespace tirek::sql {
namespace {

PGconn* ConnectionOf(soci::session& session) {
  return static_cast<soci::postgresql_session_backend*>(session.get_backend())->conn_;
}

// Open, idle, and not ended by the server meanwhile: whoever says something unasked to an idle
// session says goodbye. Costs no round trip.
bool IsUsable(soci::session& session) {
  if (session.get_backend() == nullptr) return false;
  PGconn* connection = ConnectionOf(session);
  if (PQstatus(connection) != CONNECTION_OK || PQtransactionStatus(connection) != PQTRANS_IDLE) {
    return false;
  }
  pollfd socket{PQsocket(connection), POLLIN, 0};
  return poll(&socket, 1, 0) == 0;
}

}  // namespace

Database::Database(DatabaseOptions options)
    : options_(std::move(options)), pool_(static_cast<std::size_t>(options_.sessions)) {
  Connect(pool_.at(0));
}

void Database::Connect(soci::session& session) const {
  try {
    session.open(soci::postgresql, options_.url);
    session << "SET client_min_messages = warning";
    session << "SET TIME ZONE 'UTC'";
    if (!options_.role.empty()) session << "SET ROLE " + options_.role;
  } catch (const soci::soci_error& error) {
    // A session that never got its role must not be leased with the connecting user's rights.
    session.close();
    throw Unavailable(error.get_error_message());
  }
}

Lease::Lease(Database& database) : database_(database) {
  const auto timeout = static_cast<int>(database_.options_.lease_timeout.count());
  if (!database_.pool_.try_lease(position_, timeout)) {
    throw Unavailable("all database sessions are busy");
  }
  try {
    if (!IsUsable(session())) {
      session().close();
      database_.Connect(session());
    }
  } catch (...) {
    database_.pool_.give_back(position_);
    throw;
  }
  ++database_.leased_;
}

Lease::~Lease() {
  --database_.leased_;
  database_.pool_.give_back(position_);
}

pg_conn* Lease::connection() { return ConnectionOf(session()); }

}  // namespace tirek::sql
