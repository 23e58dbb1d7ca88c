// The use cases of matching: what is suggested, what a person accepts, and what is undone.
#pragma once

#include <vector>

#include "core/rpc/call.h"
#include "core/rpc/page.h"
#include "services/settlement/match.h"

namespace tirek::settlement {

class MatchService {
 public:
  explicit MatchService(IdSource& ids) : ids_(ids) {}

  // Up to page.size + 1.
  Result<std::vector<Suggestion>> Suggest(rpc::Call& call, const SuggestionFilter& filter,
                                          const rpc::Page& page);

  // Posts, on the day that it is accepted: the lines leave suspense, their orders are paid, or
  // wait for another run. MATCH_NOT_FOUND, LINE_NOT_IN_SUSPENSE, ORDER_NOT_OPEN,
  // MATCH_AMOUNT_DIFFERS, INVALID_FIELDS (MATCH_LINES_UNFIT), PERIOD_CLOSED.
  Result<BankMatch> Accept(rpc::Call& call, const NewMatch& wanted);

  // Takes each entry of a match back by its reversal. MATCH_NOT_FOUND, MATCH_UNDONE,
  // MATCH_SUPERSEDED, PERIOD_CLOSED.
  Result<BankMatch> Undo(rpc::Call& call, const Undoing& undoing);

  Result<std::vector<BankMatch>> List(rpc::Call& call, const MatchFilter& filter,
                                      const rpc::Page& page);
  Result<std::vector<SuspenseItem>> List(rpc::Call& call, const SuspenseFilter& filter,
                                         const rpc::Page& page);

 private:
  Result<BankMatch> UndoAccepted(rpc::Call& call, const Undoing& undoing);
  Result<BankMatch> UndoImported(rpc::Call& call, const Undoing& undoing);

  IdSource& ids_;
};

}  // namespace tirek::settlement
