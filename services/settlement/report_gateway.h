// All SQL of the bank's reports of payments.
#pragma once

#include <string>
#include <vector>

#include "core/sql/unit_of_work.h"
#include "services/settlement/report.h"

namespace tirek::settlement {

class ReportGateway {
 public:
  explicit ReportGateway(sql::UnitOfWork& work) : work_(work) {}

  // PAYMENT_REPORT_IMPORTED.
  Result<void> RequireNew(const std::string& sha256);
  // What was sent in the file of this message id, held until the transaction ends; none when there
  // is no such file.
  std::vector<ReportedOrder> LockOrders(const std::string& message_id);
  // PAYMENT_REPORT_IMPORTED when another import was faster.
  Result<void> Insert(const ImportedReport& imported);

 private:
  sql::UnitOfWork& work_;
};

}  // namespace tirek::settlement
