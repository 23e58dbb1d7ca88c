// All SQL of what waits to be paid: claims, adjustments and advances that nobody has ordered.
#pragma once

#include <vector>

#include "core/sql/unit_of_work.h"
#include "services/settlement/payment.h"

namespace tirek::settlement {

class WaitingGateway {
 public:
  explicit WaitingGateway(sql::UnitOfWork& work) : work_(work) {}

  // Adjudicated claims of the month with an approved sum, adjustments posted in it with a sum to be
  // paid, and its approved advances, without an order yet, as far as they are selected: tenge
  // first, then by payer's account and contract number, claims before adjustments before advances.
  std::vector<Payable> Payables(const Month& month, const PaymentSelection& selection);

 private:
  sql::UnitOfWork& work_;
};

}  // namespace tirek::settlement
