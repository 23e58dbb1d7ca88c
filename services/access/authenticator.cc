#include "services/access/authenticator.h"

#include "services/access/secret.h"
#include "services/access/token_gateway.h"

namespace tirek::access {
namespace {

Error Unauthenticated(const char* reason, const char* message) {
  return {ErrorKind::kUnauthenticated, reason, message, {}, {}};
}

}  // namespace

Result<Principal> TokenAuthenticator::Authenticate(std::string_view secret) {
  Error unknown = Unauthenticated("TOKEN_UNKNOWN", "The token is not known here.");
  if (!LooksLikeSecret(secret)) return unknown;
  sql::Lease lease(database_);
  const auto token = TokenGateway(lease.session()).FindByHash(HashOfSecret(secret));
  if (!token) return unknown;
  if (token->revoke_time) return Unauthenticated("TOKEN_REVOKED", "The token was revoked.");
  if (token->expire_time <= clock_.Now()) {
    return Unauthenticated("TOKEN_EXPIRED", "The token has expired; ask for a new one.");
  }
  return token->principal;
}

}  // namespace tirek::access
