// Asks the server for what a payment order says on paper.
#pragma once

#include <optional>
#include <string>

#include "billing/documents/payment_order.h"
#include "cli/documents/server.h"
#include "core/base/result.h"

namespace tirek::cli {

// By end-to-end id. Dated as its run is to be paid, or as given: who may not see payment runs says
// the date. Refuses an order that is netted or cancelled (NOTHING_TO_PAY, PAYMENT_RUN_CANCELLED),
// and one whose payee has another account now (BANK_DETAILS_CHANGED).
Result<documents::PaymentOrder> ReadPaymentOrder(const Server& server, const std::string& number,
                                                 std::optional<CivilDate> date);

}  // namespace tirek::cli
