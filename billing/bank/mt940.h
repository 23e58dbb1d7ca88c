// Statements in: SWIFT MT940 (statements) and MT942 (reports of an unfinished day).
#pragma once

#include "billing/bank/bytes.h"
#include "billing/bank/refusals.h"
#include "billing/bank/statement_sink.h"

namespace tirek::bank {

// As the file comes, in the memory of one field. Text is UTF-8 line by line, else windows-1251: the
// format declares nothing. Pages of one statement (:62M: followed by :60M:) are joined.
void ReadMt940(PeekedBytes& source, StatementSink& sink, Refusals& refusals);

}  // namespace tirek::bank
