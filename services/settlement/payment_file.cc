#include "services/settlement/payment_file.h"

#include <algorithm>

#include "billing/bank/payments_1c.h"
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

Result<std::string> Rendered(const bank::PaymentFile& file, const FileWish& wish) {
  if (wish.format == "ONE_C") return bank::RenderPayments1c(file, bank::Encoding::kUtf8);
  if (wish.format == "ONE_C_WINDOWS_1251") {
    return bank::RenderPayments1c(file, bank::Encoding::kWindows1251);
  }
  bank::PaymentFileLayout layout;
  if (wish.format == "PAIN_001_V03") layout.version = bank::Pain001Version::k03;
  if (wish.knp_place == "REGULATORY_REPORTING") layout.knp = bank::KnpPlace::kRegulatoryReporting;
  if (wish.eknp_place == "INSTRUCTION") layout.eknp = bank::EknpPlace::kInstruction;
  if (wish.eknp_place == "NOWHERE") layout.eknp = bank::EknpPlace::kNowhere;
  return bank::RenderPain001(file, layout);
}

std::size_t RoomForPurpose(const PaymentRun& run, const PaymentOrder& order) {
  bank::PaymentOrder bare = OrderOf(order);
  bare.purpose.clear();
  const std::size_t used = bank::CountCharacters(bank::RemittanceText(DebtorOf(run.payer), bare));
  return kLongestRemittance - std::min(used, kLongestRemittance);
}

}  // namespace tirek::settlement
