// Files of tests: samples of our own, and outside fixtures that may be absent.
#pragma once

#include <fstream>
#include <iterator>
#include <optional>
#include <stdexcept>
#include <string>

namespace tirek::bank {

inline std::optional<std::string> ReadFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return {};
  return std::string(std::istreambuf_iterator<char>(file), {});
}

inline std::string ReadSample(const std::string& name) {
  return ReadFile("tests/billing/bank/samples/" + name).value();
}

// `text` with its first `from` replaced; a sample that lacks it would make a test vacuous.
inline std::string Replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  if (at == std::string::npos) throw std::out_of_range("the sample has no " + from);
  return text.replace(at, from.size(), to);
}

}  // namespace tirek::bank
