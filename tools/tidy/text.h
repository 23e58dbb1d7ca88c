// Plain text questions that every check asks: words, columns, paths and patterns.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tirek::tidy {

bool IsWordChar(char c);

// The text between line ends; a last line without one counts, an empty rest does not.
std::vector<std::string_view> SplitLines(std::string_view text);

// Splits at spaces and tabs.
std::vector<std::string> SplitBlanks(std::string_view text);

// Where `word` stands in `text` with no letter, digit or '_' on either side; npos when nowhere.
std::size_t FindWord(std::string_view text, std::string_view word, std::size_t from = 0);

// Characters, not bytes: a Cyrillic or Kazakh letter is one column.
int Columns(std::string_view line);

// "BankInfoRow" gives Bank, Info, Row.
std::vector<std::string> CamelWords(std::string_view name);

// `place` is a folder ("core/sql"), a file, or a pattern whose '*' also crosses '/'.
bool InPlace(const std::string& path, const std::string& place);
bool InPlaces(const std::string& path, const std::vector<std::string>& places);

// Shell pattern over the whole text; '*' crosses '/'.
bool Matches(const std::string& text, const std::string& pattern);

}  // namespace tirek::tidy
