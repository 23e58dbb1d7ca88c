// Assessments on the wire and back, with every check that needs no database.
#pragma once

#include "core/base/result.h"
#include "services/contracts/assessment.h"
#include "tirek/contracts/v1/contracts.pb.h"

namespace tirek::contracts {

Result<NewAssessment> FromProto(const v1::CreateAssessmentRequest& request);
Result<AssessmentFilter> FromProto(const v1::ListAssessmentsRequest& request);
v1::Assessment ToProto(const Assessment& assessment);

}  // namespace tirek::contracts
