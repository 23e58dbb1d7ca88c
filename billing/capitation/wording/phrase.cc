#include "billing/capitation/wording/phrase.h"

#include "core/base/assert.h"

namespace tirek::capitation {
namespace {

// "{1w} to {2}" begins with a hole: number '1', kind 'w', and the rest " to {2}".
struct Opening {
  char number = '\0';
  char kind = '\0';
  std::string_view rest;
};

Opening OpeningOf(std::string_view form) {
  const std::size_t end = form.find('}');
  TIREK_ASSERT(form.front() == '{' && (end == 2 || end == 3));
  return {form[1], end == 3 ? form[2] : '\0', form.substr(end + 1)};
}

bool MatchFrom(std::string_view form, std::string_view text, Holds holds, Holes& holes);

bool MatchHole(const Opening& hole, std::string_view text, Holds holds, Holes& holes) {
  const std::string_view literal = hole.rest.substr(0, hole.rest.find('{'));
  std::size_t end = literal.empty() ? text.size() : text.find(literal, 1);
  for (; end != std::string_view::npos && end > 0; end = text.find(literal, end + 1)) {
    const std::string_view inside = text.substr(0, end);
    if (holds(hole.kind, inside) && MatchFrom(hole.rest, text.substr(end), holds, holes)) {
      holes[hole.number] = {hole.kind, std::string(inside)};
      return true;
    }
    if (literal.empty()) break;
  }
  return false;
}

bool MatchFrom(std::string_view form, std::string_view text, Holds holds, Holes& holes) {
  const std::size_t hole = form.find('{');
  if (hole == std::string_view::npos) return form == text;
  if (!text.starts_with(form.substr(0, hole))) return false;
  return MatchHole(OpeningOf(form.substr(hole)), text.substr(hole), holds, holes);
}

}  // namespace

std::optional<Holes> Match(std::string_view form, std::string_view text, Holds holds) {
  Holes holes;
  if (!MatchFrom(form, text, holds, holes)) return {};
  return holes;
}

std::string Fill(std::string_view form, const std::map<char, std::string>& values) {
  std::string text;
  while (true) {
    const std::size_t hole = form.find('{');
    text += form.substr(0, hole);
    if (hole == std::string_view::npos) return text;
    const Opening opening = OpeningOf(form.substr(hole));
    text += values.at(opening.number);
    form = opening.rest;
  }
}

}  // namespace tirek::capitation
