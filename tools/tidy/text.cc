#include "tools/tidy/text.h"

#include <fnmatch.h>

#include <algorithm>
#include <cctype>

namespace tirek::tidy {

bool IsWordChar(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

std::vector<std::string_view> SplitLines(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    lines.push_back(text.substr(0, end));
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return lines;
}

std::vector<std::string> SplitBlanks(std::string_view text) {
  std::vector<std::string> parts;
  while (true) {
    const std::size_t begin = text.find_first_not_of(" \t");
    if (begin == std::string_view::npos) return parts;
    text.remove_prefix(begin);
    const std::size_t end = std::min(text.find_first_of(" \t"), text.size());
    parts.emplace_back(text.substr(0, end));
    text.remove_prefix(end);
  }
}

std::size_t FindWord(std::string_view text, std::string_view word, std::size_t from) {
  for (std::size_t at = text.find(word, from); at != std::string_view::npos;
       at = text.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    const bool left_open = at == 0 || !IsWordChar(text[at - 1]);
    const bool right_open = end == text.size() || !IsWordChar(text[end]);
    if (left_open && right_open) return at;
  }
  return std::string_view::npos;
}

int Columns(std::string_view line) {
  // In UTF-8 every byte of a character but its first looks like 10xxxxxx.
  return static_cast<int>(std::count_if(line.begin(), line.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  }));
}

std::vector<std::string> CamelWords(std::string_view name) {
  std::vector<std::string> words;
  for (const char c : name) {
    if (words.empty() || std::isupper(static_cast<unsigned char>(c)) != 0) words.emplace_back();
    words.back() += c;
  }
  return words;
}

bool Matches(const std::string& text, const std::string& pattern) {
  return fnmatch(pattern.c_str(), text.c_str(), 0) == 0;
}

bool InPlace(const std::string& path, const std::string& place) {
  if (place.find('*') != std::string::npos) return Matches(path, place);
  return path == place || (path.size() > place.size() &&
                           path.compare(0, place.size(), place) == 0 && path[place.size()] == '/');
}

bool InPlaces(const std::string& path, const std::vector<std::string>& places) {
  return std::any_of(places.begin(), places.end(),
                     [&](const std::string& place) { return InPlace(path, place); });
}

}  // namespace tirek::tidy
