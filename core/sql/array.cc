#include "core/sql/array.h"

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

}  // namespace tirek::sql
