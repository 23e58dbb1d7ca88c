// A line's trace in the languages of its readers: English as the engine writes it, Russian, Kazakh.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "billing/capitation/line.h"

namespace tirek::capitation {

enum class Language { kEnglish, kRussian, kKazakh };

// "en", "ru", "kk".
std::optional<Language> ParseLanguage(std::string_view name);

// What the rule of a step is about, for people: "CAP-TARIFF" is "тариф". The rule itself where it
// has no title.
std::string TitleOf(std::string_view rule, Language language);

// The step with its sentences in that language; numbers, codes and acts stay as they are, and so
// does a sentence that has no form in the catalogue.
TraceStep Translate(const TraceStep& step, Language language);

// Whether every English sentence of the step has its form: what is new in the engine and not yet in
// the catalogue is found by this.
bool IsInCatalogue(const TraceStep& step);

}  // namespace tirek::capitation
