#include "services/settlement/payment_file.h"

#include <algorithm>

#include "billing/bank/utf8.h"
#include "core/base/assert.h"

namespace tirek::settlement {
namespace {

constexpr std::size_t kLongestRemittance = 140;  // Max140Text of ISO 20022

template <typename T>
T Trusted(const std::string& text) {
  auto parsed = T::Parse(text);
  TIREK_ASSERT(parsed.has_value());
  return std::move(parsed).value();
}

bank::Debtor DebtorOf(const Party& payer) {
  return {payer.name, Trusted<Bin>(payer.bin), Trusted<Iban>(payer.iban), Trusted<Bic>(payer.bic),
          Trusted<Kbe>(payer.kbe)};
}

bank::PaymentOrder OrderOf(const PaymentOrder& order) {
  return {order.end_to_end_id,
          order.payee.name,
          Trusted<Bin>(order.payee.bin),
          Trusted<Iban>(order.payee.iban),
          Trusted<Bic>(order.payee.bic),
          Trusted<Kbe>(order.payee.kbe),
          Trusted<Knp>(order.knp),
          order.amount,
          order.purpose};
}

}  // namespace

bank::PaymentFile FileOf(const PaymentRun& run, const std::vector<PaymentOrder>& orders,
                         Instant created) {
  bank::PaymentFile file{run.message_id, created, DebtorOf(run.payer), run.execution_date, {}};
  for (const PaymentOrder& order : orders) {
    if (!order.amount.is_zero()) file.orders.push_back(OrderOf(order));
  }
  return file;
}

std::size_t RoomForPurpose(const PaymentRun& run, const PaymentOrder& order) {
  bank::PaymentOrder bare = OrderOf(order);
  bare.purpose.clear();
  const std::size_t used = bank::CountCharacters(bank::RemittanceText(DebtorOf(run.payer), bare));
  return kLongestRemittance - std::min(used, kLongestRemittance);
}

}  // namespace tirek::settlement
