// All SQL of principals and tokens.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include <soci/soci.h>

#include "core/base/clock.h"
#include "core/sql/database.h"
#include "services/access/token.h"

namespace tirek::access {

class TokenGateway {
 public:
  // In whatever transaction the session is.
  explicit TokenGateway(soci::session& sql) : sql_(sql) {}

  // The principal as stored: `principal` itself when its name was new.
  Principal InsertPrincipal(const Principal& principal, Instant now);
  void Insert(const Token& token, const std::string& hash);
  // Does nothing to a token that is revoked already.
  void Revoke(const TokenId& token_id, Instant now);

  std::optional<Token> Find(const TokenId& token_id);
  // Up to `limit` tokens, newest first, of one principal or, when it is empty, of all; `before`
  // is the last token_id seen, or empty.
  std::vector<Token> List(const std::string& principal, const std::string& before, int limit);

 private:
  soci::session& sql_;
};

// Those of `hashes` that are known, by their hash: one statement in one round trip.
std::map<std::string, Token> TokensByHash(sql::Lease& lease,
                                          const std::vector<std::string>& hashes);

}  // namespace tirek::access
