// A statement of accounts and a reconciliation act follow from their parts, or are not made.
#include <string>

#include <doctest/doctest.h>

#include "billing/documents/account_statement.h"
#include "billing/documents/reconciliation_act.h"

namespace tirek::documents {
namespace {

Money Tenge(std::int64_t minor) { return Money::FromMinor(minor, kTenge); }
CivilDate Day(int day) { return *CivilDate::FromYmd(2026, 11, day); }

std::string TextOf(const Result<Printout>& printout) {
  REQUIRE(printout.has_value());
  std::string text;
  for (const Block& block : printout->blocks) {
    if (const auto* paragraph = std::get_if<Paragraph>(&block)) text += paragraph->text + "\n";
    const auto* table = std::get_if<Table>(&block);
    if (table == nullptr) continue;
    for (const Row& row : table->rows) {
      CHECK(row.cells.size() == table->columns.size());
      for (const Cell& cell : row.cells) text += ShownText(cell) + "|";
      text += "\n";
    }
  }
  return text;
}

bool Says(const std::string& text, const char* part) {
  return text.find(part) != std::string::npos;
}

AccountStatement Statement() {
  return {"ТОО «Тест»",
          "230840990018",
          "SETTLEMENTS",
          {Day(1), *CivilDate::FromYmd(2026, 12, 1)},
          Tenge(100'00),
          Tenge(150'00),
          Tenge(20'00),
          Tenge(-30'00),
          {{Day(3), "PAID", "N-1", Tenge(150'00), {}, Tenge(-50'00)},
           {Day(4), "ADJUSTED", "ADJ-1", {}, Tenge(20'00), Tenge(-30'00)}},
          Day(30),
          {{"OVER_90_DAYS", 2, Tenge(7'00), Tenge(0)}},
          3,
          "ab12"};
}

TEST_CASE("a statement runs from its opening to its closing, movement by movement") {
  const std::string text = TextOf(PrintAccountStatement(Statement(), Language::kRussian));
  CHECK(Says(text,
             "01.11.2026|Остаток на начало||||100,00|\n"
             "03.11.2026|Оплачено|N-1|150,00||-50,00|\n"
             "04.11.2026|Корректировка|ADJ-1||20,00|-30,00|\n"
             "|Обороты за период||150,00|20,00||\n"
             "30.11.2026|Остаток на конец||||-30,00|\n"));
  CHECK(Says(text, "Просрочено более 90 дней|2|7,00|0,00|\n"));
  CHECK(Says(text, "Главная книга: проводка № 3, SHA-256 ab12\n"));
  CHECK(Says(TextOf(PrintAccountStatement(Statement(), Language::kKazakh)), "|Төленді|N-1|"));
}

TEST_CASE("a statement whose balances do not follow is not made") {
  const auto refused = [](const auto& change) {
    AccountStatement statement = Statement();
    change(statement);
    const auto printout = PrintAccountStatement(statement, Language::kRussian);
    return !printout && printout.error().reason == "DOCUMENT_UNEVEN";
  };
  CHECK(refused([](auto& s) { s.opening = Tenge(99'00); }));
  CHECK(refused([](auto& s) { s.closing = Tenge(0); }));
  CHECK(refused([](auto& s) { s.debit = Tenge(150'01); }));
  CHECK(refused([](auto& s) { s.credit = Tenge(0); }));
  CHECK(refused([](auto& s) { s.movements[0].balance = Tenge(-50'01); }));
  CHECK(refused([](auto& s) { s.movements.pop_back(); }));
}

ReconciliationAct Act() {
  return {"ГУ «Тест», БИН 070140990068",
          "ТОО «Тест»",
          "230840990018",
          {Day(1), *CivilDate::FromYmd(2026, 12, 1)},
          {Tenge(100'00), Tenge(60'00), Tenge(0), Tenge(40'00)},
          ReconciledSide{Tenge(100'00), Tenge(0), Tenge(50'00), Tenge(50'00)},
          Tenge(10'00),
          {{BookedDocument{"N-1", Day(3), Tenge(60'00), {}},
            BookedDocument{"77", Day(3), {}, Tenge(50'00)}, Tenge(10'00)}}};
}

TEST_CASE("an act has the difference on top, both sides, and what is owed in words") {
  const std::string text = TextOf(PrintReconciliationAct(Act(), Language::kRussian));
  CHECK(Says(text,
             "Расхождение на конец периода: 10,00\u00A0₸\n"
             "01.11.2026|Остаток на начало||100,00|01.11.2026|Остаток на начало|100,00|||\n"
             "03.11.2026|N-1|60,00||03.11.2026|77||50,00|10,00|\n"));
  CHECK(Says(text, "в пользу исполнителя: 40,00\u00A0₸ (Сорок тенге 00 тиынов)\n"));
}

TEST_CASE("an act that the provider has not answered leaves its side empty") {
  ReconciliationAct act = Act();
  act.theirs.reset();
  act.lines[0].theirs.reset();
  act.lines[0].difference.reset();
  const std::string text = TextOf(PrintReconciliationAct(act, Language::kRussian));
  CHECK(Says(text, "Исполнитель своих данных ещё не представил.\n"));
  CHECK(Says(text, "03.11.2026|N-1|60,00|||||||\n"));
}

TEST_CASE("an act whose sides or difference do not follow is not made") {
  const auto refused = [](const auto& change) {
    ReconciliationAct act = Act();
    change(act);
    return !PrintReconciliationAct(act, Language::kKazakh).has_value();
  };
  CHECK(!refused([](auto&) {}));
  CHECK(refused([](auto& a) { a.difference = Tenge(0); }));
  CHECK(refused([](auto& a) { a.ours.closing = Tenge(41'00); }));
  CHECK(refused([](auto& a) { a.ours.debit = Tenge(61'00); }));
  CHECK(refused([](auto& a) { a.lines.clear(); }));
}

}  // namespace
}  // namespace tirek::documents
