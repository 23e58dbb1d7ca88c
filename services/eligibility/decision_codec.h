// Decisions and questions on the wire and back, with every check that needs no database.
#pragma once

#include <vector>

#include "core/base/result.h"
#include "services/eligibility/decision.h"
#include "tirek/eligibility/v1/eligibility.pb.h"

namespace tirek::eligibility {

Result<NewDecision> FromProto(const v1::CreateDecisionRequest& request);
Result<DecisionId> FromProto(const v1::GetDecisionRequest& request);
Result<DecisionFilter> FromProto(const v1::ListDecisionsRequest& request);
Result<std::vector<Question>> FromProto(const v1::CheckEligibilityRequest& request);

v1::Decision ToProto(const Decision& decision);
v1::EligibilityAnswer ToProto(const Answer& answer);

}  // namespace tirek::eligibility
