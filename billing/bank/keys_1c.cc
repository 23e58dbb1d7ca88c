#include "billing/bank/keys_1c.h"

#include <unordered_map>

namespace tirek::bank {

std::optional<Key1c> FindKey1c(std::string_view folded) {
  using Key = Key1c;
  static const std::unordered_map<std::string_view, Key> keys = {
      {"версияформата", Key::kVersion},
      {"датаначала", Key::kStartDate},
      {"датаконца", Key::kEndDate},
      {"расчсчет", Key::kAccount},
      {"валюта", Key::kCurrency},
      {"начальныйостаток", Key::kOpening},
      {"конечныйостаток", Key::kClosing},
      {"всегопоступило", Key::kCredited},
      {"всегосписано", Key::kDebited},
      {"номер", Key::kNumber},
      {"номердокумента", Key::kNumberKz},
      {"дата", Key::kDate},
      {"датадокумента", Key::kDateKz},
      {"виддокумента", Key::kKind},
      {"датаоперации", Key::kOperationDate},
      {"датасписано", Key::kDebitedDate},
      {"датапоступило", Key::kCreditedDate},
      {"датавалютирования", Key::kValueDate},
      {"сумма", Key::kAmount},
      {"суммаприход", Key::kIncome},
      {"суммарасход", Key::kExpense},
      {"плательщик", Key::kPayer},
      {"плательщик1", Key::kPayer1},
      {"плательщикнаименование", Key::kPayerName},
      {"плательщикбин_иин", Key::kPayerBin},
      {"плательщикинн", Key::kPayerInn},
      {"плательщикиик", Key::kPayerIban},
      {"плательщиксчет", Key::kPayerAccount},
      {"плательщикрасчсчет", Key::kPayerBankAccount},
      {"плательщикбанкбик", Key::kPayerBankBic},
      {"плательщикбик", Key::kPayerBic},
      {"плательщиккбе", Key::kPayerKbe},
      {"получатель", Key::kPayee},
      {"получатель1", Key::kPayee1},
      {"получательнаименование", Key::kPayeeName},
      {"получательбин_иин", Key::kPayeeBin},
      {"получательинн", Key::kPayeeInn},
      {"получательиик", Key::kPayeeIban},
      {"получательсчет", Key::kPayeeAccount},
      {"получательрасчсчет", Key::kPayeeBankAccount},
      {"получательбанкбик", Key::kPayeeBankBic},
      {"получательбик", Key::kPayeeBic},
      {"получателькбе", Key::kPayeeKbe},
      {"кодназначенияплатежа", Key::kPurposeCode},
      {"кодназплатежа", Key::kPurposeCodeShort},
      {"назначениеплатежа", Key::kPurpose},
      {"назначениеплатежа1", Key::kPurpose1},
      {"назначениеплатежа2", Key::kPurpose2},
      {"назначениеплатежа3", Key::kPurpose3},
      {"назначениеплатежа4", Key::kPurpose4},
      {"назначениеплатежа5", Key::kPurpose5},
      {"назначениеплатежа6", Key::kPurpose6},
  };
  const auto found = keys.find(folded);
  if (found == keys.end()) return {};
  return found->second;
}

}  // namespace tirek::bank
