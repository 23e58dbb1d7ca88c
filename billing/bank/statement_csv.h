// Statements in: a bank's CSV file, read by a mapping.
#pragma once

#include "billing/bank/bytes.h"
#include "billing/bank/csv_mapping.h"
#include "billing/bank/refusals.h"
#include "billing/bank/statement_sink.h"

namespace tirek::bank {

// One statement of the mapping's account, in the memory of one row. With a column of balances the
// statement states them, and each line must lead from the balance before to its own; without one it
// states none.
void ReadStatementCsv(PeekedBytes& source, const CsvMapping& mapping, StatementSink& sink,
                      Refusals& refusals);

}  // namespace tirek::bank
