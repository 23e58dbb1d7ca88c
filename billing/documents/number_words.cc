#include "billing/documents/number_words.h"

#include <array>
#include <string_view>

namespace tirek::documents {
namespace {

using Words = std::array<std::string_view, 10>;

constexpr Words kRussianHundreds = {"",        "сто",      "двести",  "триста",    "четыреста",
                                    "пятьсот", "шестьсот", "семьсот", "восемьсот", "девятьсот"};
constexpr Words kRussianTens = {"",          "",           "двадцать",  "тридцать",    "сорок",
                                "пятьдесят", "шестьдесят", "семьдесят", "восемьдесят", "девяносто"};
constexpr Words kRussianTeens = {"десять",       "одиннадцать", "двенадцать",  "тринадцать",
                                 "четырнадцать", "пятнадцать",  "шестнадцать", "семнадцать",
                                 "восемнадцать", "девятнадцать"};
constexpr Words kRussianUnits = {"",     "один",  "два",  "три",    "четыре",
                                 "пять", "шесть", "семь", "восемь", "девять"};

constexpr Words kKazakhTens = {"",    "он",    "жиырма", "отыз",   "қырық",
                               "елу", "алпыс", "жетпіс", "сексен", "тоқсан"};
constexpr Words kKazakhUnits = {"",    "бір",  "екі",  "үш",    "төрт",
                                "бес", "алты", "жеті", "сегіз", "тоғыз"};

// A power of a thousand: its forms after one, two and five.
struct Scale {
  std::string_view one;
  std::string_view few;
  std::string_view many;
  std::string_view kazakh;
};

// An uint64 has at most seven groups of three digits.
constexpr std::array<Scale, 7> kScales = {{
    {"", "", "", ""},
    {"тысяча", "тысячи", "тысяч", "мың"},
    {"миллион", "миллиона", "миллионов", "миллион"},
    {"миллиард", "миллиарда", "миллиардов", "миллиард"},
    {"триллион", "триллиона", "триллионов", "триллион"},
    {"квадриллион", "квадриллиона", "квадриллионов", "квадриллион"},
    {"квинтиллион", "квинтиллиона", "квинтиллионов", "квинтиллион"},
}};
constexpr std::size_t kThousands = 1;  // the one scale that is feminine in Russian

void Add(std::string& text, std::string_view word) {
  if (word.empty()) return;
  if (!text.empty()) text += ' ';
  text += word;
}

std::string_view RussianUnit(unsigned unit, bool is_feminine) {
  if (is_feminine && unit == 1) return "одна";
  if (is_feminine && unit == 2) return "две";
  return kRussianUnits.at(unit);
}

void AddRussian(std::string& text, unsigned group, std::size_t scale) {
  Add(text, kRussianHundreds.at(group / 100));
  const unsigned rest = group % 100;
  if (rest >= 10 && rest < 20) {
    Add(text, kRussianTeens.at(rest - 10));
  } else {
    Add(text, kRussianTens.at(rest / 10));
    Add(text, RussianUnit(rest % 10, scale == kThousands));
  }
  const Scale& names = kScales.at(scale);
  switch (CountFormOf(group)) {
    case CountForm::kOne:
      return Add(text, names.one);
    case CountForm::kFew:
      return Add(text, names.few);
    case CountForm::kMany:
      return Add(text, names.many);
  }
}

void AddKazakh(std::string& text, unsigned group, std::size_t scale) {
  if (group >= 100) {
    Add(text, kKazakhUnits.at(group / 100));
    Add(text, "жүз");
  }
  Add(text, kKazakhTens.at(group / 10 % 10));
  Add(text, kKazakhUnits.at(group % 10));
  Add(text, kScales.at(scale).kazakh);
}

}  // namespace

CountForm CountFormOf(std::uint64_t number) {
  const std::uint64_t hundred = number % 100;
  if (hundred >= 11 && hundred <= 14) return CountForm::kMany;
  const std::uint64_t unit = number % 10;
  if (unit == 1) return CountForm::kOne;
  return unit >= 2 && unit <= 4 ? CountForm::kFew : CountForm::kMany;
}

std::string NumberInWords(std::uint64_t number, Language language) {
  const bool is_russian = language == Language::kRussian;
  if (number == 0) return is_russian ? "ноль" : "нөл";
  std::array<unsigned, kScales.size()> groups{};
  for (unsigned& group : groups) {
    group = static_cast<unsigned>(number % 1000);
    number /= 1000;
  }
  std::string text;
  for (std::size_t scale = groups.size(); scale-- > 0;) {
    if (groups.at(scale) == 0) continue;
    if (is_russian) {
      AddRussian(text, groups.at(scale), scale);
    } else {
      AddKazakh(text, groups.at(scale), scale);
    }
  }
  return text;
}

}  // namespace tirek::documents
