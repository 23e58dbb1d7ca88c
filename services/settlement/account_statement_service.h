// What is read of the ledger by whoever settles with the payer; a provider's caller sees its own.
#pragma once

#include <vector>

#include "core/rpc/call.h"
#include "core/rpc/page.h"
#include "services/settlement/account_statement.h"

namespace tirek::settlement {

Result<AccountStatement> GetAccountStatement(rpc::Call& call, StatementQuery query);

// Our side; the act has no lines.
Result<ReconciliationAct> GetReconciliationAct(rpc::Call& call, StatementScope scope);
// Both sides.
Result<ReconciliationAct> CompareReconciliationAct(rpc::Call& call, ActQuery query);

// Up to page.size + 1.
Result<std::vector<AgedDocument>> ListPayables(rpc::Call& call, PayableFilter filter,
                                               const rpc::Page& page);
// One of each currency; one of tenge where nothing is open.
Result<std::vector<Ageing>> GetPayableAgeing(rpc::Call& call, PayableFilter filter);

struct TieOutQuery {
  std::string provider_id;
  Month month;
};
Result<std::vector<TieOutItem>> ExplainTieOut(rpc::Call& call, TieOutQuery query);

}  // namespace tirek::settlement
