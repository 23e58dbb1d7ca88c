// Use cases of tokens: issue, list, revoke, and find the principal of one.
#pragma once

#include <string>
#include <vector>

#include <soci/soci.h>

#include "core/base/id.h"
#include "core/base/random.h"
#include "core/base/result.h"
#include "services/access/token.h"

namespace tirek::access {

class TokenService {
 public:
  // `random` must be fit for tokens.
  TokenService(IdSource& ids, Random& random) : ids_(ids), random_(random) {}

  // PRINCIPAL_EXISTS when the name belongs to a principal of another role or provider.
  Result<IssuedToken> Issue(soci::session& sql, const NewToken& wanted, Instant now);
  // TOKEN_NOT_FOUND.
  Result<Token> Revoke(soci::session& sql, const TokenId& token_id, Instant now);

 private:
  IdSource& ids_;
  Random& random_;
};

}  // namespace tirek::access
