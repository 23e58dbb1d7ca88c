// Runs and lines: wire to domain and back, with every check of a field that needs no database.
#pragma once

#include <optional>

#include "core/base/result.h"
#include "services/billing/capitation_run.h"
#include "tirek/billing/v1/billing.pb.h"

namespace tirek::billing {

Result<Month> FromProto(const v1::CreateCapitationRunRequest& request);
Result<RunId> FromProto(const v1::GetCapitationRunRequest& request);
Result<RunFilter> FromProto(const v1::ListCapitationRunsRequest& request);
Result<RunId> FromProto(const v1::WatchCapitationRunRequest& request);
Result<LineFilter> FromProto(const v1::ListCapitationLinesRequest& request);
Result<Explaining> FromProto(const v1::ExplainCapitationLineRequest& request);

v1::CapitationRun ToProto(const CapitationRun& run);
v1::CapitationLine ToProto(const CapitationLine& line);
v1::TraceStep ToProto(const capitation::TraceStep& step, capitation::Language language);

}  // namespace tirek::billing
