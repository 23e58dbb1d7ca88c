// All SQL of what is taken off payments: what is owed back still, and off which orders it went.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/sql/unit_of_work.h"
#include "services/settlement/payment.h"

namespace tirek::settlement {

class NettingGateway {
 public:
  explicit NettingGateway(sql::UnitOfWork& work) : work_(work) {}

  // Until the transaction ends, nobody else takes anything off: two at once would take one sum
  // twice.
  void Hold();

  // What is left of what these contracts have owed back, by adjustments posted in the month or
  // before it and by recouped advances, oldest first; then of their advances of the month or before
  // it that were paid, oldest first.
  std::vector<OpenOwing> Owings(const Month& month, const std::vector<std::string>& contract_ids);

  // Those of the orders, which are stored already.
  void Insert(const std::vector<PaymentOrder>& orders);
  // Puts theirs into the orders, in the order in which they were taken off.
  void ReadInto(std::span<PaymentOrder> orders);

 private:
  std::vector<OpenOwing> Advanced(const Month& month, const std::vector<std::string>& contract_ids);
  void InsertAdjustments(std::span<const PaymentOrder> orders);
  void InsertAdvances(std::span<const PaymentOrder> orders);

  sql::UnitOfWork& work_;
};

}  // namespace tirek::settlement
