// The act of rendered services, form Р-1, as data ready to print.
#include "billing/documents/amount_words.h"
#include "billing/documents/service_words.h"
#include "billing/documents/services_document.h"

namespace tirek::documents {
namespace {

constexpr Wording kAnnex = {
    "Приложение 50 к приказу Министра финансов Республики Казахстан от 20 декабря 2012 года № 562",
    "Қазақстан Республикасы Қаржы министрінің 2012 жылғы 20 желтоқсандағы № 562 бұйрығына "
    "50-қосымша"};
constexpr Wording kForm = {"Форма Р-1", "Р-1 нысаны"};
constexpr Wording kTitle = {"АКТ ВЫПОЛНЕННЫХ РАБОТ (ОКАЗАННЫХ УСЛУГ)",
                            "ОРЫНДАЛҒАН ЖҰМЫСТАР (КӨРСЕТІЛГЕН ҚЫЗМЕТТЕР) АКТІСІ"};
constexpr Wording kShortTitle = {"Акт оказанных услуг № ", "Көрсетілген қызметтер актісі № "};
constexpr Wording kCustomer = {"Заказчик", "Тапсырыс беруші"};
constexpr Wording kProvider = {"Исполнитель", "Орындаушы"};
constexpr Wording kContract = {"Договор (контракт)", "Шарт (келісімшарт)"};
constexpr Wording kInForceFrom = {", действует с ", ", қолданылу басы "};
constexpr Wording kBasis = {"Основание", "Негіздеме"};
constexpr Wording kMonth = {"Отчётный месяц", "Есепті ай"};
constexpr Wording kNumber = {"Номер документа", "Құжаттың нөмірі"};
constexpr Wording kDate = {"Дата составления", "Жасалған күні"};

constexpr Wording kOrdinal = {"Номер по порядку", "Реттік нөмірі"};
constexpr Wording kName = {"Наименование работ (услуг)",
                           "Жұмыстардың (көрсетілген қызметтердің) атауы"};
constexpr Wording kDays = {"Дата выполнения работ (оказания услуг)",
                           "Жұмыстардың орындалған (қызметтердің көрсетілген) күні"};
constexpr Wording kReport = {
    "Сведения об отчёте о научных исследованиях, маркетинговых, консультационных и прочих услугах",
    "Ғылыми зерттеулер, маркетингтік, консультациялық және өзге де қызметтер туралы есеп "
    "мәліметтері"};
constexpr Wording kUnit = {"Единица измерения", "Өлшем бірлігі"};
constexpr Wording kRendered = {"Выполнено работ (оказано услуг)",
                               "Орындалған жұмыстар (көрсетілген қызметтер)"};
constexpr Wording kQuantity = {"количество", "саны"};
constexpr Wording kPrice = {"цена за единицу, ₸", "бірлік бағасы, ₸"};
constexpr Wording kCost = {"стоимость, ₸", "құны, ₸"};
constexpr Wording kTotal = {"Итого", "Жиыны"};
constexpr Wording kPersons = {"; получателей: ", "; алушылар саны: "};

constexpr Wording kAccepted = {"Принято и подлежит оплате: ", "Қабылданды, төленуге жатады: "};
constexpr Wording kUnpriced = {
    "Цена не указана там, где стоимость не равна цене, умноженной на количество: часть цены платят "
    "другие, месяц оплачен в части, день оплачен до предела суммы договора или стоимость каждого "
    "получателя округлена.",
    "Құны баға мен санның көбейтіндісіне тең болмаған жағдайда баға көрсетілмеген: бағаның бір "
    "бөлігін басқалар төлейді, ай ішінара төленген, күн шарт сомасының шегіне дейін төленген "
    "немесе әр алушының құны дөңгелектенген."};
constexpr Wording kUnfunded = {"Оказано сверх суммы договора, в сумму акта не входит: ",
                               "Шарт сомасынан тыс көрсетілді, акт сомасына кірмейді: "};
constexpr Wording kStock = {"Сведения об использовании запасов, полученных от заказчика: нет",
                            "Тапсырыс берушіден алынған қорларды пайдалану туралы мәліметтер: жоқ"};
constexpr Wording kAttachment = {"Приложение: перечень документации на ______ страниц",
                                 "Қосымша: құжаттама тізбесі ______ бетте"};
constexpr Wording kHandsOver = {"Сдал (Исполнитель)", "Тапсырды (Орындаушы)"};
constexpr Wording kAccepts = {"Принял (Заказчик)", "Қабылдады (Тапсырыс беруші)"};
constexpr Wording kPost = {"должность", "лауазымы"};
constexpr Wording kSignature = {"подпись", "қолы"};
constexpr Wording kDecoded = {"расшифровка подписи", "қолтаңбаның толық жазылуы"};
constexpr Wording kSignedOn = {"дата подписания (принятия)", "қол қойылған (қабылданған) күні"};
constexpr Wording kSeal = {"М.П.", "М.О."};
constexpr const char* kNothing = "x";

class Act {
 public:
  Act(const ServicesDocument& document, Language language)
      : document_(document), language_(language) {}

  Result<Printout> Print() const {
    TIREK_ASSIGN_OR_RETURN(const std::string words, AmountInWords(document_.approved, language_));
    TIREK_ASSIGN_OR_RETURN(Table services, Services());
    Printout printout{Say(kShortTitle) + document_.number, document_.date, language_, true};
    printout.Write(Say(kAnnex), Style::kRightNote);
    printout.Write(Say(kForm), Style::kRightNote);
    printout.Add(Heading());
    printout.Add(NumberAndDate());
    printout.Write(Say(kTitle), Style::kTitle);
    printout.Add(std::move(services));
    printout.Write(Say(kAccepted) + ShownText(document_.approved) + " ₸ (" + words + ")",
                   Style::kStrong);
    AddRemarks(printout);
    printout.Write(Say(kStock));
    printout.Write(Say(kAttachment));
    printout.Add(Signatories());
    return printout;
  }

 private:
  std::string Say(const Wording& wording) const { return wording.In(language_); }

  Fields Heading() const {
    return {{{Say(kCustomer), NameAndBin(document_.customer, language_)},
             {Say(kProvider), NameAndBin(document_.provider, language_)},
             {Say(kContract), "№ " + document_.contract_number + Say(kInForceFrom) +
                                  ShownText(document_.contract_start)},
             {Say(kBasis), document_.order_title + "; " + document_.source_act},
             {Say(kMonth), MonthInWords(document_.month.year, document_.month.month, language_)}}};
  }

  Table NumberAndDate() const {
    return {{{Say(kNumber), 44, Align::kCentre}, {Say(kDate), 26, Align::kCentre}},
            {{{document_.number, document_.date}}}};
  }

  Result<Table> Services() const {
    Table table{{{Say(kOrdinal), 15, Align::kCentre},
                 {Say(kName), 80},
                 {Say(kDays), 40, Align::kCentre},
                 {Say(kReport), 36, Align::kCentre},
                 {Say(kUnit), 26, Align::kCentre},
                 {Say(kQuantity), 22, Align::kRight, Say(kRendered)},
                 {Say(kPrice), 26, Align::kRight, Say(kRendered)},
                 {Say(kCost), 30, Align::kRight, Say(kRendered)}},
                {},
                true};
    std::int64_t number = 0;
    for (const ServiceRow& row : document_.services.rows) {
      table.rows.push_back(RowOf(++number, row));
    }
    TIREK_ASSIGN_OR_RETURN(const Cell quantity, TotalQuantity());
    table.rows.push_back(
        {{"", Say(kTotal), kNothing, kNothing, kNothing, quantity, kNothing, document_.approved},
         true});
    return table;
  }

  // Hours and visits have no sum.
  Result<Cell> TotalQuantity() const {
    const auto& rows = document_.services.rows;
    Decimal sum;
    for (const ServiceRow& row : rows) {
      if (row.tariff.unit != rows.front().tariff.unit) return Cell(kNothing);
      TIREK_ASSIGN_OR_RETURN(sum, sum.Plus(row.quantity));
    }
    return Cell(sum);
  }

  Row RowOf(std::int64_t number, const ServiceRow& row) const {
    const Cell price = row.price ? Cell(*row.price) : Cell(kNothing);
    return {{Decimal::FromInteger(number),
             ServiceName(row, language_) + Say(kPersons) + std::to_string(row.persons),
             DaysText(row.days), kNothing, UnitWord(row.tariff.unit, language_), row.quantity,
             price, row.amount}};
  }

  void AddRemarks(Printout& printout) const {
    bool is_unpriced = false;
    for (const ServiceRow& row : document_.services.rows) is_unpriced |= !row.price.has_value();
    if (is_unpriced) printout.Write(Say(kUnpriced), Style::kNote);
    if (document_.unfunded.is_zero()) return;
    printout.Write(Say(kUnfunded) + ShownText(document_.unfunded) + " ₸", Style::kNote);
  }

  Signatures Signatories() const {
    const std::vector<std::string> captions = {Say(kPost), Say(kSignature), Say(kDecoded)};
    std::vector<std::string> accepts = captions;
    accepts.push_back(Say(kSignedOn));
    return {{{Say(kHandsOver), captions, Say(kSeal)}, {Say(kAccepts), accepts, Say(kSeal)}}};
  }

  const ServicesDocument& document_;
  Language language_;
};

}  // namespace

Result<Printout> PrintAct(const ServicesDocument& document, Language language) {
  TIREK_RETURN_IF_ERROR(CheckSums(document));
  return Act(document, language).Print();
}

}  // namespace tirek::documents
