// The SQL of the capitation benchmark: its tables, and the statement that the kernel is compared
// with.
#pragma once

namespace tirek::bench {

// Reference tables, placement-months, and two tables of lines with the same keys.
extern const char* const kCapitationTables;

// Written as one would write it by hand for these tables: tariffs priced once, days as masks, and
// days one by one only where a limit or a full place asks for them. It is spared what no statement
// without recursion can say: that a day denied for an overlap uses up no limit of absences; nobody
// in the month is away on a day that two placements claim.
extern const char* const kCapitationInSql;

}  // namespace tirek::bench
