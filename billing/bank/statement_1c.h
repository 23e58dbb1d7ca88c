// Statements in: 1CClientBankExchange, as the specification and as Kazakh banks write it.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "billing/bank/bytes.h"
#include "billing/bank/refusals.h"
#include "billing/bank/statement.h"
#include "billing/bank/statement_sink.h"
#include "core/base/result.h"

namespace tirek::bank {

// The largest file that is read as a whole.
inline constexpr std::size_t kLargestStatement = 64 * 1024 * 1024;

// One statement for each account section of the file, in its order. A file in which anything is
// wrong is refused as a whole: STATEMENT_REFUSED, with a violation for each problem.
Result<std::vector<Statement>> ParseStatement1c(std::string_view bytes);

// The same as the file comes, in the memory of one line and of one digest a document. As the
// specification has it, account sections stand before the first document.
void ReadStatement1c(PeekedBytes& source, StatementSink& sink, Refusals& refusals);

}  // namespace tirek::bank
