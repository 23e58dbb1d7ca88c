#include "services/access/access_handler.h"

#include "services/access/access_codec.h"
#include "services/access/audit_gateway.h"
#include "services/access/token_gateway.h"

namespace tirek::access {

// FromProto is overloaded; a lambda lets the gate pick by the request's type.
constexpr auto kDecode = [](const auto& request) { return FromProto(request); };

grpc::Status AccessHandler::IssueToken(grpc::ServerContext* context,
                                       const v1::IssueTokenRequest* request,
                                       v1::IssueTokenResponse* response) {
  return calls_.Unary(
      context, *request, response, kDecode,
      [&](rpc::Call& call, const NewToken& wanted, v1::IssueTokenResponse& out) -> Result<void> {
        TIREK_ASSIGN_OR_RETURN(const IssuedToken issued,
                               tokens_.Issue(call.sql(), wanted, call.now()));
        call.NameSubject(issued.token.token_id.text());
        *out.mutable_token() = ToProto(issued.token, call.now());
        // What is rolled back has no secret to show.
        if (!request->validate_only()) out.set_secret(issued.secret);
        return {};
      });
}

grpc::Status AccessHandler::ListTokens(grpc::ServerContext* context,
                                       const v1::ListTokensRequest* request,
                                       v1::ListTokensResponse* response) {
  return calls_.Unary(
      context, *request, response, kDecode,
      [&](rpc::Call& call, const TokenPage& wanted, v1::ListTokensResponse& out) -> Result<void> {
        const rpc::Page& page = wanted.page;
        auto tokens =
            TokenGateway(call.sql())
                .List(wanted.principal, page.after.empty() ? "" : page.after[0], page.size + 1);
        out.set_next_page_token(rpc::CutPage(*request, page, tokens, [](const Token& token) {
          return std::vector{token.token_id.text()};
        }));
        for (const Token& token : tokens) *out.add_tokens() = ToProto(token, call.now());
        return {};
      });
}

grpc::Status AccessHandler::RevokeToken(grpc::ServerContext* context,
                                        const v1::RevokeTokenRequest* request,
                                        v1::RevokeTokenResponse* response) {
  return calls_.Unary(
      context, *request, response, kDecode,
      [&](rpc::Call& call, const TokenId& token_id, v1::RevokeTokenResponse& out) -> Result<void> {
        TIREK_ASSIGN_OR_RETURN(const Token token, tokens_.Revoke(call.sql(), token_id, call.now()));
        call.NameSubject(token_id.text());
        *out.mutable_token() = ToProto(token, call.now());
        return {};
      });
}

grpc::Status AccessHandler::ListAuditEvents(grpc::ServerContext* context,
                                            const v1::ListAuditEventsRequest* request,
                                            v1::ListAuditEventsResponse* response) {
  return calls_.Unary(
      context, *request, response, kDecode,
      [&](rpc::Call& call, const AuditPage& wanted,
          v1::ListAuditEventsResponse& out) -> Result<void> {
        auto events = AuditGateway(call.sql()).List(wanted.filter, wanted.before, wanted.size + 1);
        const rpc::Page page{wanted.size, {}};
        out.set_next_page_token(rpc::CutPage(*request, page, events, [](const AuditEvent& event) {
          return std::vector{std::to_string(event.event_time.micros), event.service,
                             std::to_string(event.sequence)};
        }));
        for (const AuditEvent& event : events) {
          *out.add_audit_events() = ToProto(event);
        }
        return {};
      });
}

}  // namespace tirek::access
