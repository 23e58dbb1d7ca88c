// What does not tie out, and whether a month does.
#pragma once

#include <vector>

#include "core/rpc/call.h"
#include "core/rpc/page.h"
#include "services/settlement/reconciliation.h"

namespace tirek::settlement {

// Up to page.size + 1; a provider's caller sees its own.
Result<std::vector<Break>> ListBreaks(rpc::Call& call, BreakFilter filter, const rpc::Page& page);
Result<std::vector<TieOut>> ListTieOuts(rpc::Call& call, TieOutFilter filter,
                                        const rpc::Page& page);

}  // namespace tirek::settlement
