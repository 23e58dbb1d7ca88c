// The invoice (счёт на оплату) for a month's services, as data ready to print.
#include "billing/documents/amount_words.h"
#include "billing/documents/service_words.h"
#include "billing/documents/services_document.h"

namespace tirek::documents {
namespace {

constexpr Wording kTitle = {"Счёт на оплату № ", "Төлем шоты № "};
constexpr Wording kDated = {" от ", ", "};
constexpr Wording kBeneficiary = {"Бенефициар", "Бенефициар"};
constexpr Wording kBin = {"БИН", "БСН"};
constexpr Wording kIban = {"ИИК", "ЖСК"};
constexpr Wording kBic = {"БИК банка", "Банктің БСК"};
constexpr Wording kKbe = {"КБе", "Кбе"};
constexpr Wording kKnp = {"Код назначения платежа (КНП)", "Төлем мақсатының коды (ТМК)"};
constexpr Wording kSupplier = {"Поставщик", "Өнім беруші"};
constexpr Wording kBuyer = {"Покупатель", "Сатып алушы"};
constexpr Wording kContract = {"Договор", "Шарт"};
constexpr Wording kAct = {"Акт оказанных услуг", "Көрсетілген қызметтер актісі"};
constexpr Wording kMonth = {"Месяц", "Ай"};

constexpr Wording kName = {"Наименование", "Атауы"};
constexpr Wording kQuantity = {"Количество", "Саны"};
constexpr Wording kUnit = {"Единица", "Бірлік"};
constexpr Wording kPrice = {"Цена, ₸", "Бағасы, ₸"};
constexpr Wording kSum = {"Сумма, ₸", "Сомасы, ₸"};
constexpr Wording kTotal = {"Итого", "Жиыны"};
constexpr Wording kVatWithin = {"В том числе НДС ", "Оның ішінде ҚҚС "};
constexpr Wording kWithoutVat = {"Без НДС (освобождено)", "ҚҚС-сыз (босатылған)"};
constexpr Wording kToPay = {"Всего к оплате: ", "Төлеуге барлығы: "};
constexpr Wording kHead = {"Руководитель поставщика", "Өнім берушінің басшысы"};
constexpr Wording kAccountant = {"Главный бухгалтер", "Бас бухгалтер"};
constexpr Wording kSignature = {"подпись", "қолы"};
constexpr Wording kDecoded = {"расшифровка подписи", "қолтаңбаның толық жазылуы"};
constexpr Wording kSeal = {"М.П.", "М.О."};

class Invoice {
 public:
  Invoice(const ServicesDocument& document, Language language)
      : document_(document), language_(language) {}

  Result<Printout> Print() const {
    TIREK_ASSIGN_OR_RETURN(const std::string words, AmountInWords(document_.approved, language_));
    TIREK_ASSIGN_OR_RETURN(Table services, Services());
    const std::string title =
        Say(kTitle) + document_.number + Say(kDated) + DateInWords(document_.date, language_);
    Printout printout{Say(kTitle) + document_.number, document_.date, language_, false};
    printout.Add(Beneficiary());
    printout.Write(title, Style::kTitle);
    printout.Add(Parties());
    printout.Add(std::move(services));
    printout.Write(Say(kToPay) + ShownText(document_.approved) + " ₸ (" + words + ")",
                   Style::kStrong);
    const std::vector<std::string> captions = {Say(kSignature), Say(kDecoded)};
    printout.Add(
        Signatures{{{Say(kHead), captions, Say(kSeal)}, {Say(kAccountant), captions, ""}}});
    return printout;
  }

 private:
  std::string Say(const Wording& wording) const { return wording.In(language_); }

  Table Beneficiary() const {
    const Party& payee = document_.provider;
    return {{{Say(kBeneficiary), 70},
             {Say(kIban), 46, Align::kCentre},
             {Say(kBic), 30, Align::kCentre},
             {Say(kKbe), 14, Align::kCentre},
             {Say(kKnp), 30, Align::kCentre}},
            {{{NameAndBin(payee, language_), payee.iban, payee.bic, payee.kbe, document_.knp}}}};
  }

  Fields Parties() const {
    return {{{Say(kSupplier), NameAndBin(document_.provider, language_)},
             {Say(kBuyer), NameAndBin(document_.customer, language_)},
             {Say(kContract), "№ " + document_.contract_number},
             {Say(kAct), "№ " + document_.number},
             {Say(kMonth), MonthInWords(document_.month.year, document_.month.month, language_)}}};
  }

  Result<Table> Services() const {
    Table table{{{"№", 9, Align::kCentre},
                 {Say(kName), 84},
                 {Say(kQuantity), 22, Align::kRight},
                 {Say(kUnit), 24, Align::kCentre},
                 {Say(kPrice), 24, Align::kRight},
                 {Say(kSum), 30, Align::kRight}},
                {}};
    std::int64_t number = 0;
    for (const ServiceRow& row : document_.services.rows) {
      const Cell price = row.price ? Cell(*row.price) : Cell("");
      table.rows.push_back(
          {{Decimal::FromInteger(++number), ServiceName(row, language_), row.quantity,
            UnitWord(row.tariff.unit, language_), price, row.amount}});
    }
    table.rows.push_back({{"", Say(kTotal), "", "", "", document_.approved}, true});
    TIREK_RETURN_IF_ERROR(AddVat(table));
    return table;
  }

  Result<void> AddVat(Table& table) const {
    switch (document_.vat.treatment) {
      case VatTreatment::kUnsaid:
        return {};
      case VatTreatment::kExempt:
        table.rows.push_back({{"", Say(kWithoutVat), "", "", "", ""}, true});
        return {};
      case VatTreatment::kIncluded:
        break;
    }
    TIREK_ASSIGN_OR_RETURN(const Decimal percent,
                           document_.vat.rate.Times(Decimal::FromInteger(100)));
    TIREK_ASSIGN_OR_RETURN(const Money tax, VatWithin(document_.approved, document_.vat.rate));
    table.rows.push_back(
        {{"", Say(kVatWithin) + ShownText(percent) + " %", "", "", "", tax}, true});
    return {};
  }

  const ServicesDocument& document_;
  Language language_;
};

}  // namespace

Result<Printout> PrintInvoice(const ServicesDocument& document, Language language) {
  TIREK_RETURN_IF_ERROR(CheckSums(document));
  return Invoice(document, language).Print();
}

}  // namespace tirek::documents
