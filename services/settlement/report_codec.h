// The bank's reports of payments on the wire.
#pragma once

#include "core/base/result.h"
#include "services/settlement/report.h"
#include "tirek/settlement/v1/matching.pb.h"

namespace tirek::settlement {

Result<NewReport> FromProto(const v1::ImportPaymentReportRequest& request);
v1::ImportPaymentReportResponse ToProto(const ImportedReport& imported);

}  // namespace tirek::settlement
