#include "core/access/principal.h"

#include <array>
#include <utility>

namespace tirek::access {
namespace {

constexpr std::array<std::pair<Role, std::string_view>, 6> kNames = {{
    {Role::kAdministrator, "administrator"},
    {Role::kMinistry, "ministry"},
    {Role::kFinance, "finance"},
    {Role::kProvider, "provider"},
    {Role::kCurator, "curator"},
    {Role::kAuditor, "auditor"},
}};

}  // namespace

std::string_view RoleName(Role role) {
  for (const auto& [value, name] : kNames) {
    if (value == role) return name;
  }
  TIREK_ASSERT(false);
}

std::optional<Role> ParseRole(std::string_view name) {
  for (const auto& [value, text] : kNames) {
    if (text == name) return value;
  }
  return std::nullopt;
}

Result<void> Principal::RequireProvider(const std::string& id) const {
  if (role != Role::kProvider || id == provider_id) return {};
  return Error{ErrorKind::kDenied,
               "PROVIDER_SCOPE",
               "A provider's token acts for that provider alone.",
               {},
               {}};
}

Result<std::string> Principal::NarrowedTo(const std::string& wanted) const {
  if (wanted.empty()) return role == Role::kProvider ? provider_id : wanted;
  TIREK_RETURN_IF_ERROR(RequireProvider(wanted));
  return wanted;
}

}  // namespace tirek::access
