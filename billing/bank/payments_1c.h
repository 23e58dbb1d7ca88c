// Payment orders out: 1CClientBankExchange, in the keys of Kazakh banks.
#pragma once

#include <string>

#include "billing/bank/code_page.h"
#include "billing/bank/payment_file.h"
#include "core/base/result.h"

namespace tirek::bank {

// The same file gives the same bytes. UTF-8 begins with a byte order mark. windows-1251 has no
// Kazakh letters but І: the others become the Russian letters that banks use in their place, and
// any other character that it lacks is refused. `encoding` is one of these two: the specification's
// DOS has neither.
//
// Refuses with every violation at once: INVALID_FIELDS, fields named as "orders[2].purpose".
Result<std::string> RenderPayments1c(const PaymentFile& file, Encoding encoding);

}  // namespace tirek::bank
