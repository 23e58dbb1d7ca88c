// All SQL of payables: claims and adjustments that are not paid in full, by when they are due.
//
// What is open of a document is what its entries left on the accounts: its own, those of its
// payment orders and of the statement lines that met them, and what takes these back. So the open
// documents of a provider add to its ledger, as of any day and as known at any time.
#pragma once

#include <vector>

#include "core/rpc/page.h"
#include "core/sql/unit_of_work.h"
#include "services/settlement/account_statement.h"

namespace tirek::settlement {

// What is not paid of documents that are due on one day, in their currency.
using DueSums = std::vector<ledger::DueSum>;

class PayableGateway {
 public:
  explicit PayableGateway(sql::UnitOfWork& work) : work_(work) {}

  // By due date, provider and document: up to page.size + 1 rows. The filter has its day.
  std::vector<OpenDocument> Payables(const PayableFilter& filter, const rpc::Page& page);
  // Whether the filter names a contract that there is not, or not of its provider.
  bool LacksContract(const PayableFilter& filter);

  // Of the filter's provider, as it was on its day and known then: what orders of advances have
  // under way at the bank.
  Money AdvancesUnderWay(const PayableFilter& filter, Currency currency);

  // By currency and due date; the band is not asked for.
  DueSums Sums(const PayableFilter& filter);

 private:
  sql::UnitOfWork& work_;
};

}  // namespace tirek::settlement
