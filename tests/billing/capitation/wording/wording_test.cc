// Every approved trace in Russian and Kazakh; UPDATE_GOLDEN=1 rewrites the file.
#include "billing/capitation/wording/wording.h"

#include <cstdlib>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include <doctest/doctest.h>

#include "billing/capitation/wording/catalogue.h"

namespace tirek::capitation {
namespace {

constexpr const char* kGolden = "tests/golden/capitation_wording.txt";

// The different steps of the approved traces: "  CAP-AMOUNT: 3 × 2 = 6 → 6 KZT [act]".
std::vector<TraceStep> ApprovedSteps() {
  static const std::regex kStep(R"(  (CAP-[A-Z-]+): (.*) = (\S+) → (.*?)( \[[^\]]*\])?)");
  std::vector<TraceStep> steps;
  std::set<std::string> seen;
  for (const char* path :
       {"tests/golden/capitation_trace.txt", "tests/golden/capitation_rules_trace.txt"}) {
    std::ifstream file(path);
    REQUIRE(file.good());
    for (std::string line; std::getline(file, line);) {
      std::smatch match;
      if (!std::regex_match(line, match, kStep) || !seen.insert(line).second) continue;
      steps.push_back({match[1], "", match[2], match[3], match[4]});
    }
  }
  return steps;
}

// English words that are left: none but codes of the order and ids.
std::string EnglishIn(std::string text) {
  static const std::regex kCodes("day-care|assistant|group-1|plc_[a-z]+|of_day|[A-Z][A-Z-]*");
  static const std::regex kWord("[a-z]{2,}");
  text = std::regex_replace(text, kCodes, "");
  std::smatch word;
  return std::regex_search(text, word, kWord) ? word.str() : "";
}

TEST_CASE("every approved step reads in Russian and in Kazakh") {
  const std::vector<TraceStep> steps = ApprovedSteps();
  REQUIRE(steps.size() > 60);
  std::string text;
  for (const TraceStep& step : steps) {
    CAPTURE(step.inputs);
    CAPTURE(step.result);
    CHECK(IsInCatalogue(step));
    text += step.inputs + " → " + step.result + "\n";
    for (const Language language : {Language::kRussian, Language::kKazakh}) {
      const TraceStep translated = Translate(step, language);
      CHECK(EnglishIn(translated.inputs + " " + translated.result) == "");
      CHECK(translated.exact == step.exact);
      text += "  " + TitleOf(step.rule, language) + ": " + translated.inputs + " → " +
              translated.result + "\n";
    }
  }
  if (std::getenv("UPDATE_GOLDEN") != nullptr) std::ofstream(kGolden) << text;
  std::ifstream file(kGolden);
  REQUIRE(file.good());
  std::stringstream approved;
  approved << file.rdbuf();
  CHECK(text == approved.str());
}

TEST_CASE("what has no form stays as it is, and English is the engine's own") {
  const TraceStep odd = {"CAP-NEW", "act 5", "something entirely new 5", "5", "5.00 KZT"};
  CHECK(Translate(odd, Language::kRussian) == odd);
  CHECK_FALSE(IsInCatalogue(odd));
  CHECK(TitleOf("CAP-NEW", Language::kKazakh) == "CAP-NEW");
  const TraceStep days = {"CAP-DAYS", "", "2026-10-01 to 2026-10-02", "2", "2 DAY"};
  CHECK(Translate(days, Language::kEnglish) == days);
  CHECK(Translate(days, Language::kRussian).result == "2 дн.");
  CHECK_FALSE(ParseLanguage("fr").has_value());
  CHECK_FALSE(ParseLanguage("").has_value());
}

TEST_CASE("a form is filled with what its holes hold, whatever stands in them") {
  const auto any = [](char, std::string_view) { return true; };
  const struct {
    const char* form;
    const char* text;
    const char* filled;  // into "{2}|{1}"; null where it does not fit
  } cases[] = {
      {"{1} of {2}", "3 of 31", "31|3"},
      {"{1} of {2}", "of of of", "of|of"},
      {"{1} of {2}", "of of ", nullptr},
      {"{1} of {2}", "3 of", nullptr},
      {"{1}: {2}.", "a: b: c.", "b: c|a"},
      {"{1}: {2}.", "a: b: c", nullptr},
      {"at {1}, {2}", "at home, {2} there", "{2} there|home"},
  };
  for (const auto& [form, text, filled] : cases) {
    CAPTURE(form);
    CAPTURE(text);
    const auto holes = Match(form, text, any);
    REQUIRE(holes.has_value() == (filled != nullptr));
    if (!holes) continue;
    CHECK(Fill("{2}|{1}", {{'1', holes->at('1').text}, {'2', holes->at('2').text}}) == filled);
  }
}

TEST_CASE("the forms of a phrase have the same holes in every language") {
  const auto holes = [](std::string_view form) {
    std::set<char> found;
    for (std::size_t at = form.find('{'); at != std::string_view::npos;
         at = form.find('{', at + 1)) {
      found.insert(form[at + 1]);
    }
    return found;
  };
  for (const Phrase& phrase : Forms()) {
    CAPTURE(std::string(phrase.english));
    CHECK(holes(phrase.russian) == holes(phrase.english));
    CHECK(holes(phrase.kazakh) == holes(phrase.english));
  }
}

}  // namespace
}  // namespace tirek::capitation
