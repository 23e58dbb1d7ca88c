#include "billing/documents/service_words.h"

#include <algorithm>
#include <array>

#include "billing/documents/printout.h"

namespace tirek::documents {
namespace {

struct Word {
  std::string_view name;
  Wording wording;
};

constexpr std::array<Word, 6> kUnits = {{{"BED_DAY", {"койко-день", "төсек-күн"}},
                                         {"DAY", {"день", "күн"}},
                                         {"VISIT", {"посещение", "бару"}},
                                         {"HOUR", {"час", "сағат"}},
                                         {"SESSION", {"сеанс", "сеанс"}},
                                         {"PERSON_MONTH", {"человеко-месяц", "адам-ай"}}}};

// The Social Code's conditions of delivery, art. 1(1)(9).
constexpr std::array<Word, 5> kServices = {
    {{"STATIONARY",
      {"Специальные социальные услуги в условиях стационара",
       "Стационар жағдайында көрсетілген арнаулы әлеуметтік қызметтер"}},
     {"SEMI_STATIONARY",
      {"Специальные социальные услуги в условиях полустационара",
       "Жартылай стационар жағдайында көрсетілген арнаулы әлеуметтік қызметтер"}},
     {"HOME",
      {"Специальные социальные услуги на дому", "Үйде көрсетілген арнаулы әлеуметтік қызметтер"}},
     {"TEMPORARY",
      {"Специальные социальные услуги в условиях временного пребывания",
       "Уақытша болу жағдайында көрсетілген арнаулы әлеуметтік қызметтер"}},
     {"REMOTE",
      {"Специальные социальные услуги, оказанные дистанционно",
       "Қашықтан көрсетілген арнаулы әлеуметтік қызметтер"}}}};
constexpr Wording kAnyService = {"Специальные социальные услуги", "Арнаулы әлеуметтік қызметтер"};

constexpr Wording kTariff = {"тариф ", "тариф "};

template <std::size_t count>
const Word* Find(const std::array<Word, count>& words, std::string_view name) {
  const auto found =
      std::find_if(words.begin(), words.end(), [&](const Word& word) { return word.name == name; });
  return found == words.end() ? nullptr : &*found;
}

}  // namespace

std::string UnitWord(std::string_view unit, Language language) {
  const Word* word = Find(kUnits, unit);
  return word == nullptr ? std::string(unit) : word->wording.In(language);
}

std::string ServiceName(const ServiceRow& row, Language language) {
  const Word* word = Find(kServices, row.tariff.condition);
  const Wording& wording = word == nullptr ? kAnyService : word->wording;
  return wording.In(language) + ": " + row.tariff.service + ", " + kTariff.In(language) +
         row.tariff_code;
}

std::string DaysText(Period days) {
  if (days.empty()) return "";
  return ShownText(days.start) + " – " + ShownText(days.end - 1);
}

std::string NameAndBin(const Party& party, Language language) {
  constexpr Wording kBin = {", БИН ", ", БСН "};
  return party.name + kBin.In(language) + party.bin;
}

}  // namespace tirek::documents
