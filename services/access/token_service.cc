#include "services/access/token_service.h"

#include "services/access/secret.h"
#include "services/access/token_gateway.h"

namespace tirek::access {
namespace {

constexpr std::int64_t kMicrosPerDay = 86'400'000'000;

}  // namespace

Result<IssuedToken> TokenService::Issue(soci::session& sql, const NewToken& wanted, Instant now) {
  TokenGateway gateway(sql);
  if (gateway.InsertPrincipal(wanted.principal, now) != wanted.principal) {
    return Error{ErrorKind::kAlreadyExists,
                 "PRINCIPAL_EXISTS",
                 "This principal has another role or provider; choose another name.",
                 {{"principal", wanted.principal.name}},
                 {}};
  }
  IssuedToken issued{{ids_.Next<TokenTag>(),
                      wanted.principal,
                      now,
                      {now.micros + wanted.valid_days * kMicrosPerDay},
                      std::nullopt},
                     NewSecret(random_)};
  gateway.Insert(issued.token, HashOfSecret(issued.secret));
  return issued;
}

Result<Token> TokenService::Revoke(soci::session& sql, const TokenId& token_id, Instant now) {
  TokenGateway gateway(sql);
  gateway.Revoke(token_id, now);
  auto token = gateway.Find(token_id);
  if (token) return *std::move(token);
  return Error{ErrorKind::kNotFound,
               "TOKEN_NOT_FOUND",
               "There is no such token.",
               {{"token_id", token_id.text()}},
               {}};
}

}  // namespace tirek::access
