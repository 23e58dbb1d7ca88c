#include "services/access/authenticator.h"

#include <exception>
#include <map>
#include <optional>
#include <set>
#include <vector>

#include "services/access/secret.h"
#include "services/access/token_gateway.h"

namespace tirek::access {
namespace {

Error Unauthenticated(const char* reason, const char* message) {
  return {ErrorKind::kUnauthenticated, reason, message, {}, {}};
}

}  // namespace

// What is asked for in one query, and what came of it.
struct TokenAuthenticator::Round {
  std::set<std::string> hashes;
  std::map<std::string, Token> found;
  std::exception_ptr failure;
  bool answered = false;
};

Result<Principal> TokenAuthenticator::Authenticate(std::string_view secret) {
  Error unknown = Unauthenticated("TOKEN_UNKNOWN", "The token is not known here.");
  if (!LooksLikeSecret(secret)) return unknown;
  const auto token = Find(HashOfSecret(secret));
  if (!token) return unknown;
  if (token->revoke_time) return Unauthenticated("TOKEN_REVOKED", "The token was revoked.");
  if (token->expire_time <= clock_.Now()) {
    return Unauthenticated("TOKEN_EXPIRED", "The token has expired; ask for a new one.");
  }
  return token->principal;
}

std::optional<Token> TokenAuthenticator::Find(const std::string& hash) {
  std::unique_lock lock(mutex_);
  if (!next_) next_ = std::make_shared<Round>();
  const std::shared_ptr<Round> round = next_;
  round->hashes.insert(hash);
  answered_.wait(lock, [&] { return round->answered || !asking_; });
  if (!round->answered) {
    // Nobody asks: this call asks for all of its round, which nobody joins any more.
    asking_ = true;
    next_.reset();
    lock.unlock();
    Ask(*round);
    lock.lock();
    round->answered = true;
    asking_ = false;
    answered_.notify_all();
  }
  if (round->failure) std::rethrow_exception(round->failure);
  const auto found = round->found.find(hash);
  return found == round->found.end() ? std::nullopt : std::optional(found->second);
}

void TokenAuthenticator::Ask(Round& round) {
  try {
    sql::Lease lease(database_);
    round.found = TokensByHash(lease, {round.hashes.begin(), round.hashes.end()});
  } catch (...) {
    round.failure = std::current_exception();
  }
}

}  // namespace tirek::access
