// Finds who holds a bearer token, in the database that all services of a house share.
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "core/access/principal.h"
#include "core/base/clock.h"
#include "core/sql/database.h"
#include "services/access/token.h"

namespace tirek::access {

// Nothing is cached, so that a revocation holds from the next call on. Calls that come while the
// database is being asked for others are asked for together, once it has answered: under load one
// indexed query serves them all, and each was begun after its call had come.
class TokenAuthenticator final : public Authenticator {
 public:
  // `database`: sessions in the role tirek_access.
  TokenAuthenticator(sql::Database& database, const Clock& clock)
      : database_(database), clock_(clock) {}

  Result<Principal> Authenticate(std::string_view secret) override;

 private:
  struct Round;

  // Throws what the database threw.
  std::optional<Token> Find(const std::string& hash);
  void Ask(Round& round);

  sql::Database& database_;
  const Clock& clock_;
  std::mutex mutex_;
  std::condition_variable answered_;
  std::shared_ptr<Round> next_;  // that calls may still join
  bool asking_ = false;
};

}  // namespace tirek::access
