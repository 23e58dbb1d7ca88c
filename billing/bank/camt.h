// Statements in: ISO 20022 camt.053 (statements), camt.052 (reports of an unfinished day) and
// camt.054 (notices of movements), versions 02 to 08.
#pragma once

#include "billing/bank/bytes.h"
#include "billing/bank/refusals.h"
#include "billing/bank/statement_sink.h"

namespace tirek::bank {

// As the file comes, in the memory of one entry. Lenient on lengths and on identifiers, strict on
// arithmetic. A camt.053 states the balances that it is between; the others need not.
void ReadCamt(PeekedBytes& source, StatementSink& sink, Refusals& refusals);

}  // namespace tirek::bank
