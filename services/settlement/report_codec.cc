#include "services/settlement/report_codec.h"

#include "core/rpc/enum_text.h"

namespace tirek::settlement {

Result<NewReport> FromProto(const v1::ImportPaymentReportRequest& request) {
  return NewReport{request.file()};
}

v1::ImportPaymentReportResponse ToProto(const ImportedReport& imported) {
  v1::ImportPaymentReportResponse proto;
  proto.set_message_id(imported.message_id);
  for (const ReportedPayment& payment : imported.payments) {
    v1::ReportedPayment& row = *proto.add_payments();
    row.set_end_to_end_id(payment.end_to_end_id);
    row.set_bank_status(payment.bank_status);
    row.set_reason_code(payment.reason_code);
    row.set_reason_text(payment.reason_text);
    row.set_outcome(rpc::FromWord<v1::ReportOutcome>(payment.outcome));
  }
  return proto;
}

}  // namespace tirek::settlement
