#include "billing/documents/reconciliation_act.h"

#include "billing/documents/account_statement.h"
#include "billing/documents/amount_words.h"
#include "billing/documents/uneven.h"

namespace tirek::documents {
namespace {

constexpr Wording kTitle = {"АКТ СВЕРКИ ВЗАИМНЫХ РАСЧЁТОВ",
                            "ӨЗАРА ЕСЕП АЙЫРЫСУДЫ САЛЫСТЫРУ АКТІСІ"};
constexpr Wording kShortTitle = {"Акт сверки, БИН ", "Салыстыру актісі, БСН "};
constexpr Wording kPayer = {"Заказчик", "Тапсырыс беруші"};
constexpr Wording kProvider = {"Исполнитель", "Орындаушы"};
constexpr Wording kBin = {", БИН ", ", БСН "};
constexpr Wording kPeriod = {"Период", "Кезең"};
constexpr Wording kByPayer = {"По данным заказчика", "Тапсырыс берушінің деректері бойынша"};
constexpr Wording kByProvider = {"По данным исполнителя", "Орындаушының деректері бойынша"};
constexpr Wording kDate = {"Дата", "Күні"};
constexpr Wording kDocument = {"Документ", "Құжат"};
constexpr Wording kDebit = {"Дебет", "Дебет"};
constexpr Wording kCredit = {"Кредит", "Кредит"};
constexpr Wording kDifference = {"Расхождение", "Айырмашылық"};
constexpr Wording kOpening = {"Остаток на начало", "Басындағы қалдық"};
constexpr Wording kTurnover = {"Обороты за период", "Кезең айналымы"};
constexpr Wording kClosing = {"Остаток на конец", "Соңындағы қалдық"};
constexpr Wording kTotalDifference = {"Расхождение на конец периода: ",
                                      "Кезең соңындағы айырмашылық: "};
constexpr Wording kNotAnswered = {"Исполнитель своих данных ещё не представил.",
                                  "Орындаушы өз деректерін әлі ұсынған жоқ."};
constexpr Wording kOwedToProvider = {"По данным заказчика задолженность в пользу исполнителя: ",
                                     "Тапсырыс берушінің деректері бойынша орындаушының пайдасына "
                                     "берешек: "};
constexpr Wording kOwedToPayer = {"По данным заказчика задолженность в пользу заказчика: ",
                                  "Тапсырыс берушінің деректері бойынша тапсырыс берушінің "
                                  "пайдасына берешек: "};
constexpr Wording kNothingOwed = {"По данным заказчика задолженности нет.",
                                  "Тапсырыс берушінің деректері бойынша берешек жоқ."};
constexpr Wording kPost = {"должность", "лауазымы"};
constexpr Wording kSignature = {"подпись", "қолы"};
constexpr Wording kDecoded = {"расшифровка подписи", "қолтаңбаның толық жазылуы"};
constexpr Wording kSeal = {"М.П.", "М.О."};

Result<void> CheckOurs(const ReconciliationAct& act) {
  const Money zero = Money::FromMinor(0, act.ours.opening.currency());
  Money debit = zero;
  Money credit = zero;
  for (const ReconciledLine& line : act.lines) {
    if (!line.ours) continue;
    TIREK_ASSIGN_OR_RETURN(debit, debit.Plus(line.ours->debit.value_or(zero)));
    TIREK_ASSIGN_OR_RETURN(credit, credit.Plus(line.ours->credit.value_or(zero)));
  }
  if (debit != act.ours.debit)
    return Uneven("debit of the reconciliation act", act.ours.debit, debit);
  if (credit != act.ours.credit)
    return Uneven("credit of the reconciliation act", act.ours.credit, credit);
  TIREK_ASSIGN_OR_RETURN(const Money less, act.ours.opening.Minus(debit));
  TIREK_ASSIGN_OR_RETURN(const Money closing, less.Plus(credit));
  if (closing != act.ours.closing)
    return Uneven("closing of the reconciliation act", act.ours.closing, closing);
  return {};
}

Result<void> CheckSums(const ReconciliationAct& act) {
  TIREK_RETURN_IF_ERROR(CheckOurs(act));
  if (!act.theirs) return {};
  TIREK_ASSIGN_OR_RETURN(const Money difference, act.theirs->closing.Minus(act.ours.closing));
  if (difference != act.difference)
    return Uneven("difference of the reconciliation act", act.difference, difference);
  return {};
}

class Act {
 public:
  Act(const ReconciliationAct& act, Language language) : act_(act), language_(language) {}

  Result<Printout> Print() const {
    const CivilDate last = act_.period.end - 1;
    Printout printout{Say(kShortTitle) + act_.provider_bin, last, language_, true};
    printout.Write(Say(kTitle), Style::kTitle);
    printout.Add(Fields{{{Say(kPayer), act_.payers},
                         {Say(kProvider), act_.provider_name + Say(kBin) + act_.provider_bin},
                         {Say(kPeriod), ShownText(act_.period.start) + " – " + ShownText(last)}}});
    printout.Write(
        act_.theirs ? Say(kTotalDifference) + Amount(act_.difference) : Say(kNotAnswered),
        Style::kStrong);
    printout.Add(Lines());
    TIREK_ASSIGN_OR_RETURN(std::string owed, Owed());
    printout.Write(std::move(owed), Style::kStrong);
    const std::vector<std::string> captions = {Say(kPost), Say(kSignature), Say(kDecoded)};
    printout.Add(
        Signatures{{{Say(kPayer), captions, Say(kSeal)}, {Say(kProvider), captions, Say(kSeal)}}});
    return printout;
  }

 private:
  std::string Say(const Wording& wording) const { return wording.In(language_); }
  std::string Amount(Money money) const {
    return ShownText(money) + "\u00A0" + SignOf(money.currency());
  }

  Table Lines() const {
    const std::string sign = ",\u00A0" + SignOf(act_.ours.opening.currency());
    const std::string ours = Say(kByPayer);
    const std::string theirs = Say(kByProvider);
    Table table{{{Say(kDate), 20, Align::kCentre, ours},
                 {Say(kDocument), 50, Align::kLeft, ours},
                 {Say(kDebit) + sign, 26, Align::kRight, ours},
                 {Say(kCredit) + sign, 26, Align::kRight, ours},
                 {Say(kDate), 20, Align::kCentre, theirs},
                 {Say(kDocument), 50, Align::kLeft, theirs},
                 {Say(kDebit) + sign, 26, Align::kRight, theirs},
                 {Say(kCredit) + sign, 26, Align::kRight, theirs},
                 {Say(kDifference) + sign, 26, Align::kRight}},
                {}};
    table.rows.push_back(Balances(kOpening, act_.period.start, &ReconciledSide::opening));
    for (const ReconciledLine& line : act_.lines) table.rows.push_back(RowOf(line));
    table.rows.push_back(Turnovers());
    table.rows.push_back(Balances(kClosing, act_.period.end - 1, &ReconciledSide::closing));
    return table;
  }

  // What is owed to the provider is a credit in the payer's books and a debit in the provider's.
  Row Balances(const Wording& label, CivilDate day, Money ReconciledSide::*balance) const {
    Row row{{day, Say(label), "", "", "", "", "", "", ""}, true};
    PutBalance(act_.ours.*balance, row.cells[3], row.cells[2]);
    if (act_.theirs) {
      row.cells[4] = day;
      row.cells[5] = Say(label);
      PutBalance(*act_.theirs.*balance, row.cells[6], row.cells[7]);
    }
    return row;
  }

  static void PutBalance(Money balance, Cell& owed, Cell& owing) {
    const Result<Money> positive = balance.is_negative() ? balance.Negated() : balance;
    Cell& cell = balance.is_negative() ? owing : owed;
    cell = positive ? *positive : balance;
  }

  Row Turnovers() const {
    Row row{{"", Say(kTurnover), act_.ours.debit, act_.ours.credit, "", "", "", "", ""}, true};
    if (!act_.theirs) return row;
    row.cells[5] = Say(kTurnover);
    row.cells[6] = act_.theirs->debit;
    row.cells[7] = act_.theirs->credit;
    return row;
  }

  static void PutDocument(const BookedDocument& document, Row& row, std::size_t at) {
    row.cells[at] = document.date;
    row.cells[at + 1] = document.number;
    if (document.debit) row.cells[at + 2] = *document.debit;
    if (document.credit) row.cells[at + 3] = *document.credit;
  }

  static Row RowOf(const ReconciledLine& line) {
    Row row{std::vector<Cell>(9, Cell(""))};
    if (line.ours) PutDocument(*line.ours, row, 0);
    if (line.theirs) PutDocument(*line.theirs, row, 4);
    if (line.difference) row.cells[8] = *line.difference;
    return row;
  }

  Result<std::string> Owed() const {
    const Money closing = act_.ours.closing;
    if (closing.is_zero()) return Say(kNothingOwed);
    const Wording& to = closing.is_negative() ? kOwedToPayer : kOwedToProvider;
    TIREK_ASSIGN_OR_RETURN(const Money owed, closing.is_negative() ? closing.Negated() : closing);
    TIREK_ASSIGN_OR_RETURN(const std::string words, AmountInWords(owed, language_));
    return Say(to) + Amount(owed) + " (" + words + ")";
  }

  const ReconciliationAct& act_;
  Language language_;
};

}  // namespace

Result<Printout> PrintReconciliationAct(const ReconciliationAct& act, Language language) {
  TIREK_RETURN_IF_ERROR(CheckSums(act));
  return Act(act, language).Print();
}

}  // namespace tirek::documents
