// The use cases on decisions, and the question they answer: who is entitled to what, and when.
#pragma once

#include <vector>

#include "core/rpc/call.h"
#include "core/rpc/import.h"
#include "core/rpc/page.h"
#include "services/eligibility/decision.h"

namespace tirek::eligibility {

class DecisionService {
 public:
  explicit DecisionService(IdSource& ids) : ids_(ids) {}

  Result<Decision> Create(rpc::Call& call, const NewDecision& details);
  Result<Decision> Get(rpc::Call& call, const DecisionId& id);
  // Up to page.size + 1 decisions.
  Result<std::vector<Decision>> List(rpc::Call& call, const DecisionFilter& filter,
                                     const rpc::Page& page);
  // Stores the rows that still have a command, but those whose number is taken.
  Result<void> Import(rpc::Call& call, std::vector<rpc::ImportRow<NewDecision>>& rows);
  // One answer for each question, in their order.
  Result<std::vector<Answer>> Check(rpc::Call& call, const std::vector<Question>& questions);

 private:
  Decision Make(const rpc::Call& call, const NewDecision& details);

  IdSource& ids_;
};

}  // namespace tirek::eligibility
