// A printout as a workbook of one sheet: the same bytes for the same printout. Sums and quantities
// are numbers with formats, and no text is ever a formula.
#pragma once

#include "billing/documents/printout.h"
#include "cli/documents/rendered.h"
#include "core/base/result.h"

namespace tirek::cli {

// Refuses where the temporary folder cannot be written.
Result<Rendered> RenderXlsx(const documents::Printout& printout);

}  // namespace tirek::cli
