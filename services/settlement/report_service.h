// The use case of the bank's reports of payments.
#pragma once

#include "core/rpc/call.h"
#include "services/settlement/report.h"

namespace tirek::settlement {

class ReportService {
 public:
  explicit ReportService(IdSource& ids) : ids_(ids) {}

  // What the bank says of each payment of the file that it answers, and of each that it names
  // besides. An order that it refused is taken back once, on the day of the import, and its
  // document may be ordered again. PAYMENT_REPORT_REFUSED, PAYMENT_REPORT_IMPORTED,
  // PAYMENT_RUN_NOT_FOUND, PERIOD_CLOSED.
  Result<ImportedReport> Import(rpc::Call& call, const NewReport& wanted);

 private:
  IdSource& ids_;
};

}  // namespace tirek::settlement
