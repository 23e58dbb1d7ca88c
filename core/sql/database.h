// Sessions on one PostgreSQL database, each acting in one role, leased one an RPC.
#pragma once

#include <atomic>
#include <chrono>
#include <memory>
#include <string>

#include <soci/connection-pool.h>
#include <soci/soci.h>

struct pg_conn;

namespace tirek::sql {

struct DatabaseOptions {
  std::string url;  // libpq keywords or postgresql://… ; never logged, it may hold a password
  std::string
      role;  // SET ROLE of every session, for example "tirek_registry"; empty keeps the user
  int sessions = 4;  // the limit of concurrent transactions
  std::chrono::milliseconds lease_timeout{5000};
};

// Every session is busy, or the database does not answer: the world broke, not the request.
class Unavailable : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

class Database {
 public:
  // Connects one session, so that a wrong URL or role is known at once, the others when they are
  // first leased; throws Unavailable with a message fit for an administrator.
  explicit Database(DatabaseOptions options);

  const DatabaseOptions& options() const { return options_; }
  // Sessions that are leased right now, for metrics.
  int leased() const { return leased_; }

 private:
  friend class Lease;
  void Connect(soci::session& session) const;

  DatabaseOptions options_;
  std::atomic<int> leased_{0};
  soci::connection_pool pool_;
};

// One session for as long as the lease lives; reconnects a session whose server went away.
class Lease {
 public:
  explicit Lease(Database& database);
  ~Lease();
  Lease(const Lease&) = delete;
  Lease& operator=(const Lease&) = delete;

  soci::session& session() { return database_.pool_.at(position_); }
  // The session's own libpq connection, for COPY; borrowed.
  pg_conn* connection();

 private:
  Database& database_;
  std::size_t position_ = 0;
};

}  // namespace tirek::sql
