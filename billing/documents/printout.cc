#include "billing/documents/printout.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdio>
#include <string_view>

#include "billing/documents/clean_text.h"

namespace tirek::documents {
namespace {

constexpr std::string_view kNoBreakSpace = "\xC2\xA0";

struct MonthName {
  std::string_view russian;
  std::string_view genitive;
  std::string_view kazakh;
};
constexpr std::array<MonthName, 12> kMonths = {{{"январь", "января", "қаңтар"},
                                                {"февраль", "февраля", "ақпан"},
                                                {"март", "марта", "наурыз"},
                                                {"апрель", "апреля", "сәуір"},
                                                {"май", "мая", "мамыр"},
                                                {"июнь", "июня", "маусым"},
                                                {"июль", "июля", "шілде"},
                                                {"август", "августа", "тамыз"},
                                                {"сентябрь", "сентября", "қыркүйек"},
                                                {"октябрь", "октября", "қазан"},
                                                {"ноябрь", "ноября", "қараша"},
                                                {"декабрь", "декабря", "желтоқсан"}}};

const MonthName& NameOf(int month) { return kMonths.at(static_cast<std::size_t>(month) - 1); }

// "-1434510.00" as "-1 434 510,00".
std::string Grouped(const std::string& number) {
  const std::size_t first = number.starts_with('-') ? 1 : 0;
  const std::size_t point = std::min(number.find('.'), number.size());
  std::string text;
  for (std::size_t i = 0; i < number.size(); ++i) {
    if (i > first && i < point && (point - i) % 3 == 0) text += kNoBreakSpace;
    text += number[i] == '.' ? ',' : number[i];
  }
  return text;
}

// A quantity's zeros behind the comma say nothing: "18,00" days are 18.
std::string WithoutZeros(std::string number) {
  if (number.find('.') == std::string::npos) return number;
  while (number.ends_with('0')) number.pop_back();
  if (number.ends_with('.')) number.pop_back();
  return number;
}

std::string DayText(CivilDate date) {
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), "%02d.%02d.%04d", date.day(), date.month(), date.year());
  return text.data();
}

struct Shown {
  std::string operator()(const std::string& text) const { return CleanText(text); }
  std::string operator()(const Money& money) const { return Grouped(money.AmountText()); }
  std::string operator()(const Decimal& number) const {
    return Grouped(WithoutZeros(number.ToString()));
  }
  std::string operator()(CivilDate date) const { return DayText(date); }
};

}  // namespace

std::string ShownText(const Cell& cell) { return std::visit(Shown{}, cell); }

void Printout::Write(std::string text, Style style) {
  blocks.emplace_back(Paragraph{std::move(text), style});
}

void Printout::Add(Fields fields) { blocks.emplace_back(std::move(fields)); }

void Printout::Add(Table table) { blocks.emplace_back(std::move(table)); }

void Printout::Add(Signatures signatures) { blocks.emplace_back(std::move(signatures)); }

std::string PageLabel(Language language, int page, int pages) {
  const std::string number = std::to_string(page);
  const std::string all = std::to_string(pages);
  if (language == Language::kRussian) return "Страница " + number + " из " + all;
  return number + "-бет, барлығы " + all;
}

std::string DateInWords(CivilDate date, Language language) {
  const std::string day = std::to_string(date.day());
  const std::string year = std::to_string(date.year());
  const MonthName& month = NameOf(date.month());
  if (language == Language::kRussian) {
    return day + " " + std::string(month.genitive) + " " + year + " г.";
  }
  return year + " жылғы " + day + " " + std::string(month.kazakh);
}

std::string MonthInWords(int year, int month, Language language) {
  const MonthName& name = NameOf(month);
  if (language == Language::kRussian) {
    return std::string(name.russian) + " " + std::to_string(year) + " г.";
  }
  return std::to_string(year) + " жылғы " + std::string(name.kazakh);
}

}  // namespace tirek::documents
