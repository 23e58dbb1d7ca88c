// All SQL of what is taken off payments: what is owed back still, and off which orders it went.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "billing/retro/netting.h"
#include "core/sql/unit_of_work.h"
#include "services/settlement/payment.h"

namespace tirek::settlement {

class NettingGateway {
 public:
  explicit NettingGateway(sql::UnitOfWork& work) : work_(work) {}

  // Until the transaction ends, nobody else takes anything off: two at once would take one sum
  // twice.
  void Hold();

  // What is left of what adjustments of these contracts have owed back, those posted in the month
  // or before it, oldest first.
  std::vector<retro::Owing> Owings(const Month& month,
                                   const std::vector<std::string>& contract_ids);

  // Those of the orders, which are stored already.
  void Insert(const std::vector<PaymentOrder>& orders);
  // Puts theirs into the orders, oldest adjustment first.
  void ReadInto(std::span<PaymentOrder> orders);

 private:
  sql::UnitOfWork& work_;
};

}  // namespace tirek::settlement
