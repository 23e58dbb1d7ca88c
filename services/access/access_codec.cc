#include "services/access/access_codec.h"

#include <algorithm>
#include <charconv>

#include "core/base/field_check.h"
#include "core/rpc/convert.h"
#include "core/rpc/enum_text.h"

namespace tirek::access {
namespace {

constexpr int kDefaultDays = 90;
constexpr int kMostDays = 366;
constexpr std::size_t kLongestName = 100;

std::string Lower(std::string word) {
  for (char& c : word) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return word;
}

common::v1::Role ToProto(std::string_view role) {
  for (const auto value :
       {common::v1::ROLE_ADMINISTRATOR, common::v1::ROLE_MINISTRY, common::v1::ROLE_FINANCE,
        common::v1::ROLE_PROVIDER, common::v1::ROLE_CURATOR, common::v1::ROLE_AUDITOR}) {
    if (Lower(rpc::ToWord(value)) == role) return value;
  }
  TIREK_ASSERT(false && "a role that the protos do not know");
}

std::string TakeProvider(FieldCheck& check, const v1::IssueTokenRequest& request) {
  const std::string& id = request.provider_id();
  if (request.role() == common::v1::ROLE_PROVIDER) {
    if (!IsIdText("prv", id)) {
      check.Add("provider_id", "INVALID_ID", "the id of the provider that the token acts for");
    }
  } else if (!id.empty()) {
    check.Add("provider_id", "PROVIDER_NOT_EXPECTED", "nothing, unless the role is PROVIDER");
  }
  return id;
}

v1::TokenState StateOf(const Token& token, Instant now) {
  if (token.revoke_time) return v1::TOKEN_STATE_REVOKED;
  return token.expire_time <= now ? v1::TOKEN_STATE_EXPIRED : v1::TOKEN_STATE_ACTIVE;
}

std::optional<long long> WholeNumber(const std::string& text) {
  long long value = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failure != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

// Keys of tokens that we made ourselves are whole numbers; others come from outside.
std::optional<AuditPosition> TakePosition(FieldCheck& check, const rpc::Page& page) {
  if (page.after.empty()) return std::nullopt;
  const auto micros = WholeNumber(page.after[0]);
  const auto sequence = WholeNumber(page.after[2]);
  if (micros && sequence) return AuditPosition{*micros, page.after[1], *sequence};
  check.Add("page_token", "PAGE_TOKEN_INVALID", "the next_page_token of this list");
  return std::nullopt;
}

}  // namespace

Result<NewToken> FromProto(const v1::IssueTokenRequest& request) {
  FieldCheck check;
  NewToken token;
  token.principal.name = check.Text("principal", request.principal(), kLongestName);
  const std::string role = rpc::TakeWord(check, "role", request.role());
  token.principal.provider_id = TakeProvider(check, request);
  const int days = request.valid_days() == 0 ? kDefaultDays : request.valid_days();
  token.valid_days = static_cast<int>(check.Within("valid_days", days, 1, kMostDays));
  TIREK_RETURN_IF_ERROR(check.Done());
  token.principal.role = ParseRole(Lower(role)).value();
  return token;
}

Result<TokenPage> FromProto(const v1::ListTokensRequest& request) {
  FieldCheck check;
  if (!request.principal().empty()) check.Text("principal", request.principal(), kLongestName);
  TIREK_RETURN_IF_ERROR(check.Done());
  TIREK_ASSIGN_OR_RETURN(rpc::Page page, rpc::PageOf(request, 1));
  return TokenPage{request.principal(), std::move(page)};
}

Result<TokenId> FromProto(const v1::RevokeTokenRequest& request) {
  FieldCheck check;
  const auto token_id = check.Take("token_id", TokenId::Parse(request.token_id()));
  TIREK_RETURN_IF_ERROR(check.Done());
  return *token_id;
}

Result<AuditPage> FromProto(const v1::ListAuditEventsRequest& request) {
  FieldCheck check;
  const auto& services = AuditedServices();
  if (!request.principal().empty()) check.Text("principal", request.principal(), kLongestName);
  if (!request.service().empty() &&
      std::find(services.begin(), services.end(), request.service()) == services.end()) {
    check.Add("service", "CHOICE_UNKNOWN", "a service's name, for example registry");
  }
  TIREK_RETURN_IF_ERROR(check.Done());
  TIREK_ASSIGN_OR_RETURN(const rpc::Page page, rpc::PageOf(request, 3));
  const auto before = TakePosition(check, page);
  TIREK_RETURN_IF_ERROR(check.Done());
  return AuditPage{{request.principal(), request.service()}, page.size, before};
}

v1::Token ToProto(const Token& token, Instant now) {
  v1::Token proto;
  proto.set_token_id(token.token_id.text());
  proto.set_principal(token.principal.name);
  proto.set_role(ToProto(RoleName(token.principal.role)));
  proto.set_provider_id(token.principal.provider_id);
  *proto.mutable_create_time() = rpc::ToProto(token.create_time);
  *proto.mutable_expire_time() = rpc::ToProto(token.expire_time);
  proto.set_state(StateOf(token, now));
  return proto;
}

v1::AuditEvent ToProto(const AuditEvent& event) {
  v1::AuditEvent proto;
  proto.set_service(event.service);
  proto.set_sequence(event.sequence);
  *proto.mutable_event_time() = rpc::ToProto(event.event_time);
  proto.set_principal(event.principal);
  proto.set_role(ToProto(event.role));
  proto.set_method(event.method);
  proto.set_request_id(event.request_id);
  proto.set_outcome(event.outcome);
  proto.set_subject(event.subject);
  proto.set_hash(event.hash);
  return proto;
}

}  // namespace tirek::access
