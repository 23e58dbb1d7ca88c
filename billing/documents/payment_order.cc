#include "billing/documents/payment_order.h"

#include "billing/documents/amount_words.h"
#include "billing/documents/service_words.h"
#include "billing/documents/uneven.h"

namespace tirek::documents {
namespace {

constexpr Wording kTitle = {"ПЛАТЁЖНОЕ ПОРУЧЕНИЕ № ", "ТӨЛЕМ ТАПСЫРМАСЫ № "};
constexpr Wording kShortTitle = {"Платёжное поручение № ", "Төлем тапсырмасы № "};
constexpr Wording kSide = {"Сторона", "Тарап"};
constexpr Wording kName = {"Наименование", "Атауы"};
constexpr Wording kIban = {"ИИК", "ЖСК"};
constexpr Wording kBic = {"БИК банка", "Банктің БСК"};
constexpr Wording kCode = {"КОд / КБе", "КОд / КБе"};
constexpr Wording kSender = {"Отправитель денег", "Ақша жөнелтуші"};
constexpr Wording kBeneficiary = {"Бенефициар", "Бенефициар"};
constexpr Wording kAmount = {"Сумма,\u00A0₸", "Сомасы,\u00A0₸"};
constexpr Wording kKnp = {"Код назначения платежа (КНП)", "Төлем мақсатының коды (ТМК)"};
constexpr Wording kValueDate = {"Дата валютирования", "Валюталау күні"};
constexpr Wording kWords = {"Сумма прописью", "Сомасы жазбаша"};
constexpr Wording kPurpose = {"Назначение платежа", "Төлемнің мақсаты"};
constexpr Wording kDocument = {"Документ", "Құжат"};
constexpr Wording kNetted = {"Удержано из суммы документа", "Құжат сомасынан ұсталды"};
constexpr Wording kOf = {" на сумму ", ", сомасы "};
constexpr Wording kDraft = {"Проект: файл для банка ещё не сделан.",
                            "Жоба: банкке арналған файл әлі жасалған жоқ."};
constexpr Wording kHead = {"Руководитель", "Басшы"};
constexpr Wording kAccountant = {"Главный бухгалтер", "Бас бухгалтер"};
constexpr Wording kBank = {"Проведено банком", "Банк өткізді"};
constexpr Wording kSignature = {"подпись", "қолы"};
constexpr Wording kDate = {"дата", "күні"};
constexpr Wording kSeal = {"М.П.", "М.О."};

Result<void> CheckSums(const PaymentOrder& order) {
  TIREK_ASSIGN_OR_RETURN(const Money rest, order.document.Minus(order.netted));
  const bool is_positive = !order.amount.is_zero() && !order.amount.is_negative();
  if (rest == order.amount && is_positive) return {};
  return Uneven("amount of the payment order", order.amount, rest);
}

Table Sides(const PaymentOrder& order, Language language) {
  const auto row = [language](const Wording& side, const Party& party) {
    return Row{{side.In(language), NameAndBin(party, language), party.iban, party.bic, party.kbe}};
  };
  return {{{kSide.In(language), 34},
           {kName.In(language), 66},
           {kIban.In(language), 46, Align::kCentre},
           {kBic.In(language), 26, Align::kCentre},
           {kCode.In(language), 18, Align::kCentre}},
          {row(kSender, order.payer), row(kBeneficiary, order.payee)}};
}

Table Amount(const PaymentOrder& order, Language language) {
  return {{{kAmount.In(language), 60, Align::kCentre},
           {kKnp.In(language), 60, Align::kCentre},
           {kValueDate.In(language), 60, Align::kCentre}},
          {{{order.amount, order.knp, order.date}}}};
}

Fields Texts(const PaymentOrder& order, const std::string& words, Language language) {
  Fields fields{{{kWords.In(language), words},
                 {kPurpose.In(language), order.purpose},
                 {kDocument.In(language), "№ " + order.document_number + kOf.In(language) +
                                              ShownText(order.document) + "\u00A0₸"}}};
  if (!order.netted.is_zero()) {
    fields.pairs.emplace_back(kNetted.In(language), ShownText(order.netted) + "\u00A0₸");
  }
  return fields;
}

}  // namespace

Result<Printout> PrintPaymentOrder(const PaymentOrder& order, Language language) {
  TIREK_RETURN_IF_ERROR(CheckSums(order));
  TIREK_ASSIGN_OR_RETURN(const std::string words, AmountInWords(order.amount, language));
  Printout printout{kShortTitle.In(language) + order.number, order.date, language};
  printout.Write(kTitle.In(language) + order.number, Style::kTitle);
  printout.Write(DateInWords(order.date, language), Style::kStrong);
  if (order.is_draft) printout.Write(kDraft.In(language), Style::kStrong);
  printout.Add(Sides(order, language));
  printout.Add(Amount(order, language));
  printout.Add(Texts(order, words, language));
  const std::vector<std::string> signature = {kSignature.In(language)};
  printout.Add(Signatures{
      {{kHead.In(language), signature, kSeal.In(language)},
       {kAccountant.In(language), signature, ""},
       {kBank.In(language), {kDate.In(language), kSignature.In(language)}, kSeal.In(language)}}});
  return printout;
}

}  // namespace tirek::documents
