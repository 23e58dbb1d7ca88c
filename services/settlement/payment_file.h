// A payment run as billing/bank knows payments.
#pragma once

#include <string>
#include <vector>

#include "billing/bank/payment_file.h"
#include "services/settlement/payment.h"

namespace tirek::settlement {

// The file of a run and its orders, in their order. Texts that were stored are trusted.
bank::PaymentFile FileOf(const PaymentRun& run, const std::vector<PaymentOrder>& orders,
                         Instant created);

// The file in the wished format, the same bytes for the same wish. INVALID_FIELDS where the format
// cannot say an order.
Result<std::string> Rendered(const bank::PaymentFile& file, const FileWish& wish);

// How many characters of purpose fit beside what else the bank's free text holds.
std::size_t RoomForPurpose(const PaymentRun& run, const PaymentOrder& order);

}  // namespace tirek::settlement
