// Payments on the wire.
#pragma once

#include <string>

#include "core/base/field_check.h"
#include "core/base/result.h"
#include "services/settlement/payment.h"
#include "tirek/settlement/v1/settlement.pb.h"

namespace tirek::settlement {

Result<NewPaymentRun> FromProto(const v1::CreatePaymentRunRequest& request);
Result<PaymentRunId> FromProto(const v1::GetPaymentRunRequest& request);
Result<PaymentRunFilter> FromProto(const v1::ListPaymentRunsRequest& request);
Result<Approval> FromProto(const v1::ApprovePaymentRunRequest& request);
Result<Cancellation> FromProto(const v1::CancelPaymentRunRequest& request);
Result<FileWish> FromProto(const v1::ExportPaymentFileRequest& request);
Result<PaymentOrderFilter> FromProto(const v1::ListPaymentOrdersRequest& request);

v1::PaymentRun ToProto(const PaymentRun& run);
v1::ExportPaymentFileResponse ToProto(const ExportedFile& exported);
v1::PaymentOrder ToProto(const PaymentOrder& order);

// A filter by month: empty, or a month.
std::string TakeMonthFilter(FieldCheck& check, const std::string& month);

}  // namespace tirek::settlement
