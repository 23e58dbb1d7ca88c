// All SQL of breaks and tie-outs.
#pragma once

#include <string>
#include <vector>

#include "core/rpc/page.h"
#include "core/sql/unit_of_work.h"
#include "services/settlement/reconciliation.h"

namespace tirek::settlement {

class ReconciliationGateway {
 public:
  explicit ReconciliationGateway(sql::UnitOfWork& work) : work_(work) {}

  // A break of a line that is named already stays as it is.
  void Insert(const std::vector<Break>& breaks);

  // What is open now: lines in suspense, orders that are paid another sum, and NOT_ON_STATEMENT for
  // each order that is sent and on no statement yet; by month and key, up to page.size + 1.
  std::vector<Break> Breaks(const BreakFilter& filter, const rpc::Page& page);
  // The same of some providers, all of them.
  std::vector<Break> BreaksOf(const std::string& month,
                              const std::vector<std::string>& provider_ids);
  // Without those that are on no statement.
  int CountBreaks(const std::string& month);

  // Without their breaks; by provider and currency, up to page.size + 1.
  std::vector<TieOut> TieOuts(const TieOutFilter& filter, const rpc::Page& page);

 private:
  sql::UnitOfWork& work_;
};

}  // namespace tirek::settlement
