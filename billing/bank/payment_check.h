// What a payment file must be before it is written: lengths, characters, sums.
#pragma once

#include <vector>

#include "billing/bank/payment_file.h"
#include "core/base/error.h"

namespace tirek::bank {

// Every violation; empty when the file can be written.
std::vector<Violation> CheckPaymentFile(const PaymentFile& file,
                                        const PaymentFileLayout& layout = {});

// The sum of all orders of a file that has no violations.
Money ControlSum(const PaymentFile& file);

}  // namespace tirek::bank
