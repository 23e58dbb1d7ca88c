#include "core/sql/array.h"

#include <algorithm>

#include "core/base/assert.h"

namespace tirek::sql {
namespace {

void AppendQuoted(const std::string& value, std::string& literal) {
  literal += '"';
  for (const char c : value) {
    if (c == '"' || c == '\\') literal += '\\';
    literal += c;
  }
  literal += '"';
}

}  // namespace

std::string ArrayLiteral(std::span<const std::string> values) {
  std::string literal = "{";
  for (const std::string& value : values) {
    if (literal.size() > 1) literal += ',';
    AppendQuoted(value, literal);
  }
  return literal + "}";
}

std::string ArrayLiteral(std::span<const std::optional<std::string>> values) {
  std::string literal = "{";
  for (const std::optional<std::string>& value : values) {
    if (literal.size() > 1) literal += ',';
    if (value) {
      AppendQuoted(*value, literal);
    } else {
      literal += "NULL";
    }
  }
  return literal + "}";
}

std::string WholeText(Int128 value) {
  std::string text;
  auto rest = static_cast<unsigned __int128>(value);
  if (value < 0) rest = -rest;
  do {
    text += static_cast<char>('0' + static_cast<int>(rest % 10));
    rest /= 10;
  } while (rest != 0);
  if (value < 0) text += '-';
  std::reverse(text.begin(), text.end());
  return text;
}

std::vector<std::optional<std::string_view>> PlainElements(std::string_view literal) {
  TIREK_ASSERT(literal.size() >= 2 && literal.front() == '{' && literal.back() == '}');
  std::vector<std::optional<std::string_view>> elements;
  literal = literal.substr(1, literal.size() - 2);
  while (!literal.empty()) {
    const std::string_view element = literal.substr(0, literal.find(','));
    if (element == "NULL") {
      elements.emplace_back();
    } else {
      elements.emplace_back(element);
    }
    literal.remove_prefix(std::min(literal.size(), element.size() + 1));
  }
  return elements;
}

}  // namespace tirek::sql
