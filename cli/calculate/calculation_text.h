// The outcome of a calculation as tables for people, and its lines as CSV.
#pragma once

#include <iosfwd>

#include "tirek/billing/v1/calculation.pb.h"

namespace tirek::cli {

// Lines, then what ceilings cut, pots and totals. With steps each line is followed by its trace.
void PrintCalculation(const billing::v1::CalculationResult& result, bool steps, std::ostream& out);

// The lines alone, one a row, amounts as the result says them.
void PrintCalculationCsv(const billing::v1::CalculationResult& result, std::ostream& out);

}  // namespace tirek::cli
