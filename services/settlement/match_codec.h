// Matches and suspense on the wire.
#pragma once

#include "core/base/result.h"
#include "services/settlement/match.h"
#include "tirek/settlement/v1/matching.pb.h"

namespace tirek::settlement {

Result<SuggestionFilter> FromProto(const v1::ListMatchSuggestionsRequest& request);
Result<NewMatch> FromProto(const v1::AcceptMatchRequest& request);
Result<Undoing> FromProto(const v1::UndoMatchRequest& request);
Result<MatchFilter> FromProto(const v1::ListMatchesRequest& request);
Result<SuspenseFilter> FromProto(const v1::ListSuspenseRequest& request);

v1::MatchSuggestion ToProto(const Suggestion& suggestion);
v1::BankMatch ToProto(const BankMatch& match);
v1::SuspenseItem ToProto(const SuspenseItem& item);

}  // namespace tirek::settlement
