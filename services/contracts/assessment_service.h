// The use cases on assessments: what is recorded later counts.
#pragma once

#include <vector>

#include "core/rpc/call.h"
#include "core/rpc/import.h"
#include "core/rpc/page.h"
#include "services/contracts/assessment.h"

namespace tirek::contracts {

class AssessmentService {
 public:
  explicit AssessmentService(IdSource& ids) : ids_(ids) {}

  // PROVIDER_NOT_FOUND, CONTRACT_NOT_FOUND; then what the contract says against it.
  Result<Assessment> Create(rpc::Call& call, const NewAssessment& details);
  // Up to page.size + 1; a provider's caller sees its own.
  Result<std::vector<Assessment>> List(rpc::Call& call, AssessmentFilter filter,
                                       const rpc::Page& page);
  // Stores the rows that still have a command, each after those above it, but those that repeat
  // what was recorded last.
  Result<void> Import(rpc::Call& call, std::vector<rpc::ImportRow<NewAssessment>>& rows);

 private:
  IdSource& ids_;
};

}  // namespace tirek::contracts
