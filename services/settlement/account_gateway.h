// All SQL of what is set for accounts and set aside on them, and of the heads of ledgers.
#pragma once

#include <string>
#include <vector>

#include "core/rpc/page.h"
#include "core/sql/unit_of_work.h"
#include "services/settlement/command.h"

namespace tirek::settlement {

class AccountGateway {
 public:
  explicit AccountGateway(sql::UnitOfWork& work) : work_(work) {}

  // Of `ledgers`, those that are no provider's and not the payer's.
  std::vector<std::string> Unknown(const std::vector<std::string>& ledgers);

  // With the ledger's head locked, so that no batch decides by other limits meanwhile; the limits
  // with the account's balance.
  AccountLimits SetLimits(AccountLimits limits);

  // In the order of their ids: up to page.size + 1.
  std::vector<ListedReservation> Reservations(const std::string& ledger_id,
                                              const std::string& state, const rpc::Page& page);

  // In the order of the ledgers, those with entries: up to page.size + 1; of one provider, or all.
  std::vector<KeptHead> Heads(const std::string& provider_id, const rpc::Page& page);

 private:
  sql::UnitOfWork& work_;
};

}  // namespace tirek::settlement
