// Statements in: 1CClientBankExchange, as the specification and as Kazakh banks write it.
#pragma once

#include <string_view>
#include <vector>

#include "billing/bank/statement.h"
#include "core/base/result.h"

namespace tirek::bank {

// One statement for each account section of the file, in its order. A file in which anything is
// wrong is refused as a whole: STATEMENT_REFUSED, with a violation for each problem.
Result<std::vector<Statement>> ParseStatement1c(std::string_view bytes);

}  // namespace tirek::bank
