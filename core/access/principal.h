// Who is calling, and what a caller may do.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace tirek::access {

enum class Role { kAdministrator, kMinistry, kFinance, kProvider, kCurator, kAuditor };

// "administrator", "ministry", … as stored and as shown.
std::string_view RoleName(Role role);
std::optional<Role> ParseRole(std::string_view name);

struct Principal {
  std::string name;
  Role role = Role::kAuditor;
  std::string provider_id;  // the one provider it acts for; only with Role::kProvider

  // Allowed to act for `id`? Everybody who is no provider is; a provider only for itself.
  // PROVIDER_SCOPE (denied) otherwise; asked before existence, so it tells nothing about it.
  Result<void> RequireProvider(const std::string& id) const;

  // What a list is narrowed to: `wanted` if the caller may see it, and a provider's own when no
  // provider is asked for. PROVIDER_SCOPE for another provider's.
  Result<std::string> NarrowedTo(const std::string& wanted) const;

  friend bool operator==(const Principal&, const Principal&) = default;
};

// Finds the principal that holds a bearer token. Implemented where tokens are stored.
class Authenticator {
 public:
  virtual ~Authenticator() = default;
  // UNAUTHENTICATED errors: TOKEN_UNKNOWN, TOKEN_EXPIRED, TOKEN_REVOKED.
  virtual Result<Principal> Authenticate(std::string_view token) = 0;
};

}  // namespace tirek::access
