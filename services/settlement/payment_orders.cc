#include "services/settlement/payment_orders.h"

#include <algorithm>
#include <utility>

#include "billing/bank/payment_purpose.h"
#include "billing/bank/utf8.h"
#include "services/settlement/payment_file.h"
#include "services/settlement/payment_order_text.h"

namespace tirek::settlement {
namespace {

constexpr std::size_t kLongestName = 140;  // Max140Text of ISO 20022

Party Fitting(Party party) {
  party.name = FirstCharacters(party.name, kLongestName);
  return party;
}

std::string PurposeOf(const Month& month, const Payable& payable) {
  if (!payable.adjustment_id.empty()) {
    return bank::PurposeOfAdjustment(payable.number, payable.contract_number);
  }
  if (!payable.advance_id.empty()) {
    return bank::PurposeOfAdvance(payable.number, payable.contract_number);
  }
  return bank::PurposeOf(month, payable.contract_number);
}

// The budget code is kept where the rest has to be cut.
std::string PurposeWithin(std::size_t room, const Month& month, const Payable& payable) {
  const std::string code =
      payable.budget_code.empty() ? "" : bank::PurposeOfBudgetCode(payable.budget_code);
  const std::size_t taken = std::min(bank::CountCharacters(code), room);
  return FirstCharacters(FirstCharacters(PurposeOf(month, payable), room - taken) + code, room);
}

}  // namespace

std::vector<Payable> OneRunOf(std::vector<Payable> payables) {
  const std::string iban = payables.front().payer.iban;
  const Currency currency = payables.front().amount.currency();
  std::erase_if(payables, [&](const Payable& payable) {
    return payable.payer.iban != iban || payable.amount.currency() != currency;
  });
  return payables;
}

std::vector<std::string> ContractsOf(const std::vector<Payable>& payables) {
  std::vector<std::string> contract_ids;
  for (const Payable& payable : payables) contract_ids.push_back(payable.contract_id);
  return contract_ids;
}

Party PayerOf(const std::vector<Payable>& payables) { return Fitting(payables.front().payer); }

std::vector<PaymentOrder> MakeOrders(const PaymentRun& run, const Month& month,
                                     const std::vector<Payable>& payables,
                                     std::set<std::string> taken, IdSource& ids) {
  std::vector<PaymentOrder> orders;
  for (const Payable& payable : payables) {
    const Money zero = Money::FromMinor(0, payable.amount.currency());
    PaymentOrder order{ids.Next<PaymentOrderTag>(),
                       run.payment_run_id,
                       EndToEndId(month, payable.contract_number, taken),
                       payable.provider_id,
                       payable.claim_id,
                       payable.adjustment_id,
                       payable.advance_id,
                       payable.contract_id,
                       run.month,
                       payable.amount,
                       zero,
                       Fitting(payable.payee),
                       std::string(bank::kServicesKnp),
                       "",
                       "DRAFT"};
    order.funding_source = payable.funding_source;
    order.budget_code = payable.budget_code;
    order.purpose = PurposeWithin(RoomForPurpose(run, order), month, payable);
    taken.insert(order.end_to_end_id);
    orders.push_back(std::move(order));
  }
  return orders;
}

Result<void> TakeOff(std::span<const OpenOwing> owings, std::vector<PaymentOrder>& orders) {
  std::vector<retro::Due> dues;
  std::vector<PaymentOrder*> due_orders;
  for (PaymentOrder& order : orders) {
    if (!order.advance_id.empty()) continue;
    dues.push_back({order.contract_id, order.amount, order.funding_source, order.budget_code});
    due_orders.push_back(&order);
  }
  std::vector<retro::Owing> bare;
  for (const OpenOwing& open : owings) bare.push_back(open.owing);
  TIREK_ASSIGN_OR_RETURN(const auto nettings, retro::NetOwings(dues, bare));
  for (const retro::Netting& netting : nettings) {
    PaymentOrder& order = *due_orders[netting.due];
    TIREK_ASSIGN_OR_RETURN(order.amount, order.amount.Minus(netting.amount));
    TIREK_ASSIGN_OR_RETURN(order.netted, order.netted.Plus(netting.amount));
    order.nettings.push_back(owings[netting.owing].netting);
    order.nettings.back().amount = netting.amount;
    if (order.nettings.back().earned) order.advances_minor += netting.amount.minor();
  }
  return {};
}

PartedOrders PartByAccount(std::vector<PaymentOrder> orders, const std::set<std::string>& changed) {
  PartedOrders parted;
  for (PaymentOrder& order : orders) {
    if (changed.contains(order.end_to_end_id)) {
      order.held_reason = "BANK_DETAILS_CHANGED";
      parted.held.push_back(std::move(order));
    } else {
      parted.sent.push_back(std::move(order));
    }
  }
  return parted;
}

Result<Money> TotalOf(const std::vector<PaymentOrder>& orders) {
  Money total = Money::FromMinor(0, orders.front().amount.currency());
  for (const PaymentOrder& order : orders) {
    TIREK_ASSIGN_OR_RETURN(total, total.Plus(order.amount));
  }
  return total;
}

}  // namespace tirek::settlement
