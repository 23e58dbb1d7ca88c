// Wire to domain and back, with every check of a field that needs no database.
#pragma once

#include <optional>

#include "core/base/result.h"
#include "core/rpc/page.h"
#include "services/access/audit_event.h"
#include "services/access/token.h"
#include "tirek/access/v1/access.pb.h"

namespace tirek::access {

struct TokenPage {
  std::string principal;  // empty for all
  rpc::Page page;
};

struct AuditPage {
  AuditFilter filter;
  int size = 0;
  std::optional<AuditPosition> before;
};

Result<NewToken> FromProto(const v1::IssueTokenRequest& request);
Result<TokenPage> FromProto(const v1::ListTokensRequest& request);
Result<TokenId> FromProto(const v1::RevokeTokenRequest& request);
Result<AuditPage> FromProto(const v1::ListAuditEventsRequest& request);

// Its state is the one at `now`.
v1::Token ToProto(const Token& token, Instant now);
v1::AuditEvent ToProto(const AuditEvent& event);

}  // namespace tirek::access
