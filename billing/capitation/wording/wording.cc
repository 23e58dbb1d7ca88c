#include "billing/capitation/wording/wording.h"

#include <algorithm>
#include <cctype>

#include "billing/capitation/wording/catalogue.h"
#include "core/calendar/civil_date.h"

namespace tirek::capitation {
namespace {

std::string_view In(const Phrase& phrase, Language language) {
  switch (language) {
    case Language::kEnglish:
      return phrase.english;
    case Language::kRussian:
      return phrase.russian;
    case Language::kKazakh:
      return phrase.kazakh;
  }
  AssertFailed("every language has its column", __FILE__, __LINE__);
}

const Phrase* FindWord(std::string_view text) {
  for (const Phrase& word : Words()) {
    if (word.english == text) return &word;
  }
  return nullptr;
}

std::optional<std::pair<const Phrase*, Holes>> FindForm(std::string_view text);

bool HoldsKind(char kind, std::string_view text) {
  switch (kind) {
    case 'w':
      return FindWord(text) != nullptr;
    case 'd':
      return CivilDate::Parse(text).has_value();
    case 's':
      return FindForm(text).has_value();
    default:
      return true;
  }
}

std::optional<std::pair<const Phrase*, Holes>> FindForm(std::string_view text) {
  for (const Phrase& form : Forms()) {
    if (auto holes = Match(form.english, text, HoldsKind)) return {{&form, *std::move(holes)}};
  }
  return {};
}

std::string TextIn(std::string_view text, Language language);

// Each item by its form.
std::string ListIn(std::string_view list, Language language) {
  std::string text;
  while (true) {
    const std::size_t comma = list.find(", ");
    text += TextIn(list.substr(0, comma), language);
    if (comma == std::string_view::npos) return text;
    text += ", ";
    list.remove_prefix(comma + 2);
  }
}

std::string HoleIn(const Hole& hole, Language language) {
  if (hole.kind == 'w') return std::string(In(*FindWord(hole.text), language));
  if (hole.kind == 's') return TextIn(hole.text, language);
  if (hole.kind == 'l') return ListIn(hole.text, language);
  return hole.text;
}

std::string TextIn(std::string_view text, Language language) {
  const auto found = FindForm(text);
  if (!found) return std::string(text);
  std::map<char, std::string> values;
  for (const auto& [number, hole] : found->second) values[number] = HoleIn(hole, language);
  return Fill(In(*found->first, language), values);
}

// Sums, codes and dates alone say the same in every language.
bool HasWords(std::string_view text) {
  const auto is_lower = [](unsigned char c) { return std::islower(c) != 0; };
  return std::any_of(text.begin(), text.end(), is_lower);
}

bool IsKnown(std::string_view text) { return !HasWords(text) || FindForm(text).has_value(); }

}  // namespace

std::optional<Language> ParseLanguage(std::string_view name) {
  if (name == "en") return Language::kEnglish;
  if (name == "ru") return Language::kRussian;
  if (name == "kk") return Language::kKazakh;
  return {};
}

std::string TitleOf(std::string_view rule, Language language) {
  for (const Title& title : Titles()) {
    if (title.rule == rule) return std::string(In(title.text, language));
  }
  return std::string(rule);
}

TraceStep Translate(const TraceStep& step, Language language) {
  if (language == Language::kEnglish) return step;
  TraceStep translated = step;
  translated.inputs = TextIn(step.inputs, language);
  translated.result = TextIn(step.result, language);
  return translated;
}

bool IsInCatalogue(const TraceStep& step) {
  const auto has_rule = [&step](const Title& title) { return title.rule == step.rule; };
  return std::any_of(Titles().begin(), Titles().end(), has_rule) && IsKnown(step.inputs) &&
         IsKnown(step.result);
}

}  // namespace tirek::capitation
