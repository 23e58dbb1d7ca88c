// All SQL of what explains a tie-out: each document of a provider's month whose figures differ.
#pragma once

#include <string>
#include <vector>

#include "core/calendar/month.h"
#include "core/sql/unit_of_work.h"
#include "services/settlement/account_statement.h"

namespace tirek::settlement {

class TieOutGateway {
 public:
  explicit TieOutGateway(sql::UnitOfWork& work) : work_(work) {}

  // By step and document; the items of a step add to the difference of its two figures in
  // ReconciliationGateway::TieOuts, which are the same sums without the documents.
  std::vector<TieOutItem> Items(const std::string& provider_id, const Month& month);

 private:
  sql::UnitOfWork& work_;
};

}  // namespace tirek::settlement
