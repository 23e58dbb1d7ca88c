// A bearer token: opaque, of one principal, for a limited time.
#pragma once

#include <optional>
#include <string>

#include "core/access/principal.h"
#include "core/base/clock.h"
#include "core/base/id.h"

namespace tirek::access {

struct TokenTag {
  static constexpr std::string_view kPrefix = "tok";
};
using TokenId = Id<TokenTag>;

struct NewToken {
  Principal principal;
  int valid_days = 0;
};

struct Token {
  TokenId token_id;
  Principal principal;
  Instant create_time;
  Instant expire_time;
  std::optional<Instant> revoke_time;
};

// A token and the text that its holder presents, which is stored nowhere.
struct IssuedToken {
  Token token;
  std::string secret;
};

}  // namespace tirek::access
