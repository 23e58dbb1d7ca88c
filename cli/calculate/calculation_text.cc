#include "cli/calculate/calculation_text.h"

#include <algorithm>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "cli/table.h"

namespace tirek::cli {
namespace {

namespace v1 = billing::v1;
using Row = std::vector<std::string>;

// "1434510.00" as people write it: "1 434 510.00".
std::string Grouped(const std::string& amount) {
  const std::size_t point = std::min(amount.find('.'), amount.size());
  const std::size_t first = amount.starts_with('-') ? 1 : 0;
  std::string text;
  for (std::size_t i = 0; i < amount.size(); ++i) {
    if (i > first && i < point && (point - i) % 3 == 0) text += ' ';
    text += amount[i];
  }
  return text;
}

std::string Joined(const google::protobuf::RepeatedPtrField<std::string>& texts) {
  std::string joined;
  for (const std::string& text : texts) joined += (joined.empty() ? "" : " ") + text;
  return joined;
}

std::string OrDash(const std::string& text) { return text.empty() ? "-" : text; }

// Dates with runs of days joined: "2026-10-01..05 2026-10-20".
std::string DaysText(const v1::CalculatedLine& line) {
  if (line.dates_size() == 0) return "-";
  const std::string first = line.dates(0);
  const std::string last = line.dates(line.dates_size() - 1);
  return first == last ? first : first + " .. " + last.substr(8);
}

void PrintLines(const v1::CalculationResult& result, std::ostream& out) {
  Table table;
  table.columns = {{"LINE", true},  {"CONTRACT"},     {"PLACEMENT"},    {"DATES"},
                   {"DAYS", true},  {"TARIFF"},       {"GROUND"},       {"QUANTITY", true},
                   {"PRICE", true}, {"AMOUNT", true}, {"PERSON", true}, {"DENIED", true},
                   {"REASON"}};
  int number = 0;
  for (const v1::CalculatedLine& line : result.lines()) {
    table.rows.push_back(
        Row{std::to_string(++number), line.contract_id(), line.placement_id(), DaysText(line),
            std::to_string(line.dates_size()), OrDash(line.tariff_code()), line.ground(),
            line.quantity(), Grouped(line.price()), Grouped(line.amount()),
            Grouped(line.person_amount()), Grouped(line.denied_amount()), OrDash(line.reason())});
  }
  PrintTable(table, out);
}

void PrintSteps(const google::protobuf::RepeatedPtrField<v1::CalculatedStep>& steps,
                std::ostream& out) {
  Table table;
  table.columns = {{"  RULE"}, {"SOURCE"}, {"INPUTS"}, {"EXACT", true}, {"RESULT"}};
  for (const v1::CalculatedStep& step : steps) {
    table.rows.push_back(Row{"  " + step.rule(), OrDash(step.source()), OrDash(step.inputs()),
                             OrDash(step.exact()), step.result()});
  }
  PrintTable(table, out);
}

void PrintTraces(const v1::CalculationResult& result, std::ostream& out) {
  int number = 0;
  for (const v1::CalculatedLine& line : result.lines()) {
    out << "\nline " << ++number << ": " << line.placement_id() << ", " << Joined(line.dates())
        << '\n';
    PrintSteps(line.steps(), out);
  }
}

void PrintContracts(const v1::CalculationResult& result, std::ostream& out) {
  Table decided;
  decided.columns = {
      {"CONTRACT"}, {"CLAIMED", true}, {"APPROVED", true}, {"UNFUNDED", true}, {"DENIED", true}};
  Table cut;
  cut.columns = {{"CONTRACT"},      {"PLACEMENT"},      {"DATE"},  {"QUANTITY", true},
                 {"CLAIMED", true}, {"UNFUNDED", true}, {"REASON"}};
  for (const v1::CalculatedContract& contract : result.contracts()) {
    decided.rows.push_back(Row{contract.contract_id(), Grouped(contract.claimed()),
                               Grouped(contract.approved()), Grouped(contract.unfunded()),
                               Grouped(contract.denied())});
    for (const v1::CalculatedCutDay& day : contract.cut_days()) {
      cut.rows.push_back(Row{contract.contract_id(), day.placement_id(), day.date(), day.quantity(),
                             Grouped(day.claimed()), Grouped(day.unfunded()), day.reason()});
    }
  }
  if (decided.rows.empty()) return;
  out << "\nceilings\n";
  PrintTable(decided, out);
  if (cut.rows.empty()) return;
  out << "\ncut person-days\n";
  PrintTable(cut, out);
}

void PrintPots(const v1::CalculationResult& result, bool steps, std::ostream& out) {
  if (result.pot_parts().empty()) return;
  out << "\npots\n";
  Table table;
  table.columns = {{"POT"}, {"PROVIDER"}, {"AMOUNT", true}};
  for (const v1::CalculatedPotPart& part : result.pot_parts()) {
    table.rows.push_back(Row{part.pot_code(), part.provider_id(), Grouped(part.amount())});
  }
  PrintTable(table, out);
  if (!steps) return;
  for (const v1::CalculatedPotPart& part : result.pot_parts()) {
    out << "\n" << part.pot_code() << ", " << part.provider_id() << '\n';
    PrintSteps(part.steps(), out);
  }
}

void PrintTotals(const v1::CalculationResult& result, std::ostream& out) {
  const v1::CalculatedTotals& totals = result.totals();
  const std::pair<const char*, const std::string&> rows[] = {
      {"price", totals.price()},
      {"the person pays", totals.person_amount()},
      {"of pensions", totals.pension_amount()},
      {"withheld", totals.withheld_amount()},
      {"the budget pays", totals.amount()},
      {"denied", totals.denied_amount()}};
  Table table;
  table.columns = {{""}, {"", true}};
  for (const auto& [name, amount] : rows) table.rows.push_back(Row{name, Grouped(amount)});
  out << "\ntotals, " << result.currency_code() << '\n';
  PrintTable(table, out);
  out << "\nresult hash " << result.result_hash() << '\n';
}

}  // namespace

void PrintCalculation(const v1::CalculationResult& result, bool steps, std::ostream& out) {
  PrintLines(result, out);
  if (steps) PrintTraces(result, out);
  PrintContracts(result, out);
  PrintPots(result, steps, out);
  PrintTotals(result, out);
}

void PrintCalculationCsv(const v1::CalculationResult& result, std::ostream& out) {
  Table table;
  for (const char* title :
       {"provider_id", "contract_id", "placement_id", "person_id", "dates", "tariff_code", "unit",
        "category", "ground", "status", "reason", "quantity", "price", "amount", "person_amount",
        "pension_amount", "withheld_amount", "denied_amount"}) {
    table.columns.push_back({title});
  }
  for (const v1::CalculatedLine& line : result.lines()) {
    table.rows.push_back(Row{
        line.provider_id(), line.contract_id(), line.placement_id(), line.person_id(),
        Joined(line.dates()), line.tariff_code(), line.unit(), line.category(), line.ground(),
        line.status(), line.reason(), line.quantity(), line.price(), line.amount(),
        line.person_amount(), line.pension_amount(), line.withheld_amount(), line.denied_amount()});
  }
  PrintCsv(table, out);
}

}  // namespace tirek::cli
