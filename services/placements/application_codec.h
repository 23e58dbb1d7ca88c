// Applications on the wire and back, with every check of a field that needs no database.
#pragma once

#include "core/base/result.h"
#include "services/placements/application.h"
#include "tirek/placements/v1/placements.pb.h"

namespace tirek::placements {

Result<NewApplication> FromProto(const v1::CreateApplicationRequest& request);
Result<ApplicationId> FromProto(const v1::GetApplicationRequest& request);
Result<ApplicationFilter> FromProto(const v1::ListApplicationsRequest& request);

v1::Application ToProto(const Application& application);

}  // namespace tirek::placements
