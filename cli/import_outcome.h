// What became of a file's rows, for people: the refused ones with all their faults, then the sums.
#pragma once

#include <iosfwd>

#include "cli/schema.h"
#include "cli/table.h"

namespace tirek::cli {

// The ImportOutcome in `response`, or nullptr.
const pb::Message* FindOutcome(const pb::Message& response);

bool HasRefusedRows(const pb::Message& outcome);

void PrintOutcome(const pb::Message& outcome, std::ostream& out);

// One row a verdict, and one a fault where there are several.
Table VerdictTable(const pb::Message& outcome);

}  // namespace tirek::cli
