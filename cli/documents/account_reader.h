// Asks the server for what payer and provider owe each other.
#pragma once

#include "billing/documents/account_statement.h"
#include "billing/documents/reconciliation_act.h"
#include "cli/documents/document_wish.h"
#include "cli/documents/server.h"
#include "core/base/result.h"

namespace tirek::cli {

// Of a provider, by id or БИН, over the month that is wished.
Result<documents::AccountStatement> ReadAccountStatement(const Server& server,
                                                         const DocumentWish& wish);

// Compared with the provider's own list where its file is given.
Result<documents::ReconciliationAct> ReadReconciliationAct(const Server& server,
                                                           const DocumentWish& wish);

}  // namespace tirek::cli
