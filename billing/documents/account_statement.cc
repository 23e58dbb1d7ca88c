#include "billing/documents/account_statement.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "billing/documents/uneven.h"

namespace tirek::documents {
namespace {

struct Word {
  std::string_view name;
  Wording wording;
};

constexpr std::array<Word, 7> kKinds = {{{"ACCRUED", {"Начислено", "Есептелді"}},
                                         {"ADJUSTED", {"Корректировка", "Түзету"}},
                                         {"ORDERED", {"Отправлено в банк", "Банкке жіберілді"}},
                                         {"PAID", {"Оплачено", "Төленді"}},
                                         {"RETURNED", {"Возвращено", "Қайтарылды"}},
                                         {"REVERSED", {"Сторно", "Сторно"}},
                                         {"OTHER", {"Прочее", "Өзге"}}}};
constexpr std::array<Word, 5> kBands = {
    {{"NOT_DUE", {"Срок не наступил", "Мерзімі келмеген"}},
     {"DAYS_1_TO_30", {"Просрочено 1–30 дней", "1–30 күн кешіктірілген"}},
     {"DAYS_31_TO_60", {"Просрочено 31–60 дней", "31–60 күн кешіктірілген"}},
     {"DAYS_61_TO_90", {"Просрочено 61–90 дней", "61–90 күн кешіктірілген"}},
     {"OVER_90_DAYS", {"Просрочено более 90 дней", "90 күннен астам кешіктірілген"}}}};
constexpr std::array<Word, 4> kAccounts = {
    {{"PAYABLE", {"к оплате исполнителю", "орындаушыға төленуге тиіс"}},
     {"RECEIVABLE", {"к возврату исполнителем", "орындаушы қайтаруға тиіс"}},
     {"SETTLEMENTS", {"взаимные расчёты", "өзара есеп айырысу"}},
     {"ADVANCE", {"выданные авансы", "берілген аванстар"}}}};

constexpr Wording kTitle = {"ВЫПИСКА ПО СЧЕТАМ РАСЧЁТОВ", "ЕСЕП АЙЫРЫСУ ШОТТАРЫ БОЙЫНША ҮЗІНДІ"};
constexpr Wording kShortTitle = {"Выписка по счетам расчётов, БИН ",
                                 "Есеп айырысу шоттары бойынша үзінді, БСН "};
constexpr Wording kProvider = {"Исполнитель", "Орындаушы"};
constexpr Wording kBin = {", БИН ", ", БСН "};
constexpr Wording kAccountSet = {"Счета", "Шоттар"};
constexpr Wording kPeriod = {"Период", "Кезең"};
constexpr Wording kDate = {"Дата", "Күні"};
constexpr Wording kMovement = {"Операция", "Операция"};
constexpr Wording kDocument = {"Документ", "Құжат"};
constexpr Wording kDebit = {"Дебет", "Дебет"};
constexpr Wording kCredit = {"Кредит", "Кредит"};
constexpr Wording kBalance = {"Остаток", "Қалдық"};
constexpr Wording kOpening = {"Остаток на начало", "Басындағы қалдық"};
constexpr Wording kTurnover = {"Обороты за период", "Кезең айналымы"};
constexpr Wording kClosing = {"Остаток на конец", "Соңындағы қалдық"};
constexpr Wording kMeaning = {
    "Остаток — сколько причитается исполнителю; со знаком минус — сколько должен исполнитель.",
    "Қалдық — орындаушыға тиесілі сома; минус таңбасымен — орындаушының берешегі."};
constexpr Wording kAgeing = {"Неоплаченные документы по срокам на ",
                             "Төленбеген құжаттар мерзімдері бойынша, "};
constexpr Wording kBand = {"Срок", "Мерзімі"};
constexpr Wording kCount = {"Документов", "Құжаттар саны"};
constexpr Wording kOpen = {"Не оплачено", "Төленбеген"};
constexpr Wording kUnderWay = {"в том числе отправлено в банк", "оның ішінде банкке жіберілген"};
constexpr Wording kHead = {"Главная книга: проводка № ", "Бас кітап: жазба № "};

template <std::size_t count>
std::string WordOf(const std::array<Word, count>& words, std::string_view name, Language language) {
  const auto found = std::find_if(words.begin(), words.end(),
                                  [name](const Word& word) { return word.name == name; });
  return found == words.end() ? std::string(name) : found->wording.In(language);
}

Result<void> CheckSums(const AccountStatement& statement) {
  Money balance = statement.opening;
  Money debit = Money::FromMinor(0, balance.currency());
  Money credit = debit;
  for (const AccountMovement& movement : statement.movements) {
    const Money less = movement.debit.value_or(Money::FromMinor(0, balance.currency()));
    const Money more = movement.credit.value_or(Money::FromMinor(0, balance.currency()));
    TIREK_ASSIGN_OR_RETURN(debit, debit.Plus(less));
    TIREK_ASSIGN_OR_RETURN(credit, credit.Plus(more));
    TIREK_ASSIGN_OR_RETURN(balance, balance.Minus(less));
    TIREK_ASSIGN_OR_RETURN(balance, balance.Plus(more));
    if (balance != movement.balance)
      return Uneven("balance of the statement", movement.balance, balance);
  }
  if (debit != statement.debit) return Uneven("debit of the statement", statement.debit, debit);
  if (credit != statement.credit)
    return Uneven("credit of the statement", statement.credit, credit);
  if (balance != statement.closing)
    return Uneven("closing of the statement", statement.closing, balance);
  return {};
}

Cell OrEmpty(const std::optional<Money>& money) { return money ? Cell(*money) : Cell(""); }

Table Movements(const AccountStatement& statement, Language language) {
  const std::string sign = ",\u00A0" + SignOf(statement.opening.currency());
  Table table{{{kDate.In(language), 22, Align::kCentre},
               {kMovement.In(language), 36},
               {kDocument.In(language), 52},
               {kDebit.In(language) + sign, 27, Align::kRight},
               {kCredit.In(language) + sign, 27, Align::kRight},
               {kBalance.In(language) + sign, 29, Align::kRight}},
              {}};
  table.rows.push_back(
      {{statement.period.start, kOpening.In(language), "", "", "", statement.opening}, true});
  for (const AccountMovement& movement : statement.movements) {
    table.rows.push_back({{movement.date, MovementWord(movement.kind, language), movement.number,
                           OrEmpty(movement.debit), OrEmpty(movement.credit), movement.balance}});
  }
  table.rows.push_back(
      {{"", kTurnover.In(language), "", statement.debit, statement.credit, ""}, true});
  table.rows.push_back(
      {{statement.period.end - 1, kClosing.In(language), "", "", "", statement.closing}, true});
  return table;
}

Table Ageing(const AccountStatement& statement, Language language) {
  const std::string sign = ",\u00A0" + SignOf(statement.opening.currency());
  Table table{{{kBand.In(language), 70},
               {kCount.In(language), 30, Align::kRight},
               {kOpen.In(language) + sign, 45, Align::kRight},
               {kUnderWay.In(language) + sign, 48, Align::kRight}},
              {}};
  for (const AgeRow& row : statement.ageing) {
    table.rows.push_back({{WordOf(kBands, row.band, language), Decimal::FromInteger(row.documents),
                           row.open, row.under_way}});
  }
  return table;
}

}  // namespace

std::string MovementWord(std::string_view kind, Language language) {
  return WordOf(kKinds, kind, language);
}

std::string SignOf(Currency currency) {
  return currency == kTenge ? "₸" : std::string(currency.code());
}

Result<Printout> PrintAccountStatement(const AccountStatement& statement, Language language) {
  TIREK_RETURN_IF_ERROR(CheckSums(statement));
  const CivilDate last = statement.period.end - 1;
  Printout printout{kShortTitle.In(language) + statement.provider_bin, last, language};
  printout.Write(kTitle.In(language), Style::kTitle);
  printout.Add(Fields{
      {{kProvider.In(language),
        statement.provider_name + kBin.In(language) + statement.provider_bin},
       {kAccountSet.In(language), WordOf(kAccounts, statement.accounts, language)},
       {kPeriod.In(language), ShownText(statement.period.start) + " – " + ShownText(last)}}});
  printout.Add(Movements(statement, language));
  printout.Write(kMeaning.In(language), Style::kNote);
  if (!statement.ageing.empty()) {
    printout.Write(kAgeing.In(language) + ShownText(statement.as_of), Style::kHeading);
    printout.Add(Ageing(statement, language));
  }
  printout.Write(
      kHead.In(language) + std::to_string(statement.sequence) + ", SHA-256 " + statement.hash,
      Style::kNote);
  return printout;
}

}  // namespace tirek::documents
