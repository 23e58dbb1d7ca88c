// The orders of a payment run, made from what waits to be paid. Pure.
#pragma once

#include <set>
#include <span>
#include <string>
#include <vector>

#include "core/base/id.h"
#include "core/base/result.h"
#include "services/settlement/payment.h"

namespace tirek::settlement {

// Those that are paid like the first: from the same account, in the same currency.
std::vector<Payable> OneRunOf(std::vector<Payable> payables);
std::vector<std::string> ContractsOf(const std::vector<Payable>& payables);
// Of payables of one run, fitting for the bank's file.
Party PayerOf(const std::vector<Payable>& payables);

// One order each, for the whole sum. `taken`: the end-to-end ids that others of the month have.
std::vector<PaymentOrder> MakeOrders(const PaymentRun& run, const Month& month,
                                     const std::vector<Payable>& payables,
                                     std::set<std::string> taken, IdSource& ids);
// Takes off the orders what their contracts have owed back or were advanced, in the order of the
// owings, as retro::NetOwings does. Nothing is taken off the order of an advance.
Result<void> TakeOff(std::span<const OpenOwing> owings, std::vector<PaymentOrder>& orders);
// The orders of an approved run when its file is made: those that go, and those that are held
// because their end-to-end ids are among `changed`.
struct PartedOrders {
  std::vector<PaymentOrder> sent;
  std::vector<PaymentOrder> held;
};
PartedOrders PartByAccount(std::vector<PaymentOrder> orders, const std::set<std::string>& changed);
// What the bank is told to pay for all of them. AMOUNT_OVERFLOW.
Result<Money> TotalOf(const std::vector<PaymentOrder>& orders);

}  // namespace tirek::settlement
