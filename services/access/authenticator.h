// Finds who holds a bearer token, in the database that all services of a house share.
#pragma once

#include <string_view>

#include "core/access/principal.h"
#include "core/base/clock.h"
#include "core/sql/database.h"

namespace tirek::access {

// Nothing is cached, so that a revocation holds from the next call on: one indexed query a call.
class TokenAuthenticator final : public Authenticator {
 public:
  // `database`: sessions in the role tirek_access.
  TokenAuthenticator(sql::Database& database, const Clock& clock)
      : database_(database), clock_(clock) {}

  Result<Principal> Authenticate(std::string_view secret) override;

 private:
  sql::Database& database_;
  const Clock& clock_;
};

}  // namespace tirek::access
