#include "services/settlement/matching_handler.h"

#include "core/rpc/shapes.h"
#include "services/settlement/match_codec.h"
#include "services/settlement/report_codec.h"

namespace tirek::settlement {
namespace {

using Key = std::vector<std::string>;

constexpr auto kDecode = [](const auto& request) { return FromProto(request); };
constexpr auto kPutMatch = [](auto& answer, const BankMatch& match) {
  *answer.mutable_match() = ToProto(match);
};

}  // namespace

grpc::Status MatchingHandler::ListMatchSuggestions(grpc::ServerContext* context,
                                                   const v1::ListMatchSuggestionsRequest* request,
                                                   v1::ListMatchSuggestionsResponse* response) {
  return rpc::ListedBy(
      calls_, context, *request, response, kDecode,
      [this](rpc::Call& call, const SuggestionFilter& filter, const rpc::Page& page) {
        return matches_.Suggest(call, filter, page);
      },
      [](const Suggestion& suggestion) { return suggestion.lines.front().text(); },
      [](auto& answer, const Suggestion& suggestion) {
        *answer.add_suggestions() = ToProto(suggestion);
      });
}

grpc::Status MatchingHandler::AcceptMatch(grpc::ServerContext* context,
                                          const v1::AcceptMatchRequest* request,
                                          v1::AcceptMatchResponse* response) {
  return rpc::One(
      calls_, context, *request, response, kDecode,
      [this](rpc::Call& call, const NewMatch& wanted) { return matches_.Accept(call, wanted); },
      kPutMatch);
}

grpc::Status MatchingHandler::UndoMatch(grpc::ServerContext* context,
                                        const v1::UndoMatchRequest* request,
                                        v1::UndoMatchResponse* response) {
  return rpc::One(
      calls_, context, *request, response, kDecode,
      [this](rpc::Call& call, const Undoing& undoing) { return matches_.Undo(call, undoing); },
      kPutMatch);
}

grpc::Status MatchingHandler::ListMatches(grpc::ServerContext* context,
                                          const v1::ListMatchesRequest* request,
                                          v1::ListMatchesResponse* response) {
  return rpc::ListedBy(
      calls_, context, *request, response, kDecode,
      [this](rpc::Call& call, const MatchFilter& filter, const rpc::Page& page) {
        return matches_.List(call, filter, page);
      },
      [](const BankMatch& match) { return match.match_id.text(); },
      [](auto& answer, const BankMatch& match) { *answer.add_matches() = ToProto(match); });
}

grpc::Status MatchingHandler::ListSuspense(grpc::ServerContext* context,
                                           const v1::ListSuspenseRequest* request,
                                           v1::ListSuspenseResponse* response) {
  return rpc::Listed(
      calls_, context, *request, response, 3, kDecode,
      [this](rpc::Call& call, const SuspenseFilter& filter, const rpc::Page& page) {
        return matches_.List(call, filter, page);
      },
      [](const SuspenseItem& item) {
        return Key{item.line.book_date.ToString(), item.line.key.statement_id,
                   std::to_string(item.line.key.line_number)};
      },
      [](auto& answer, const SuspenseItem& item) { *answer.add_items() = ToProto(item); });
}

grpc::Status MatchingHandler::ImportPaymentReport(grpc::ServerContext* context,
                                                  const v1::ImportPaymentReportRequest* request,
                                                  v1::ImportPaymentReportResponse* response) {
  return rpc::One(
      calls_, context, *request, response, kDecode,
      [this](rpc::Call& call, const NewReport& wanted) { return reports_.Import(call, wanted); },
      [](auto& answer, const ImportedReport& imported) { answer = ToProto(imported); });
}

}  // namespace tirek::settlement
