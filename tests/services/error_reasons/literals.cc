#include "tests/services/error_reasons/literals.h"

#include <cctype>

namespace tirek::test {
namespace {

constexpr std::size_t kKeptBefore = 40;

class Scanner {
 public:
  explicit Scanner(std::string_view source) : source_(source) {}

  std::vector<Literal> Scan() {
    while (at_ < source_.size()) Step();
    return std::move(literals_);
  }

 private:
  bool Sees(std::string_view text) const { return source_.substr(at_, text.size()) == text; }

  void Step() {
    if (Sees("//")) {
      SkipTo("\n", 0);
    } else if (Sees("/*")) {
      SkipTo("*/", 2);
    } else if (Sees("R\"")) {
      TakeRaw();
    } else if (source_[at_] == '"') {
      TakeQuoted();
    } else if (IsCharacterLiteral()) {
      SkipCharacter();
    } else {
      Pass(source_[at_++]);
    }
  }

  // A quote between digits only groups them: 100'000. U'Ә' is a character.
  bool IsCharacterLiteral() const {
    return source_[at_] == '\'' &&
           (at_ == 0 || std::isxdigit(static_cast<unsigned char>(source_[at_ - 1])) == 0);
  }

  void Pass(char c) {
    if (c == '\n') ++line_;
    if (std::isspace(static_cast<unsigned char>(c)) != 0) return;
    before_ += c;
    if (before_.size() > kKeptBefore) before_.erase(0, 1);
  }

  // To the end of the source when there is no `end`.
  void SkipTo(std::string_view end, std::size_t beyond) {
    const std::size_t found = source_.find(end, at_ + 2);
    const std::size_t next = found == std::string_view::npos ? source_.size() : found + beyond;
    for (; at_ < next; ++at_) line_ += source_[at_] == '\n' ? 1 : 0;
  }

  void SkipCharacter() {
    for (++at_; at_ < source_.size() && source_[at_] != '\''; ++at_) at_ += source_[at_] == '\\';
    ++at_;
    Pass('\'');
  }

  void TakeQuoted() {
    std::string text;
    for (++at_; at_ < source_.size() && source_[at_] != '"'; ++at_) {
      if (source_[at_] == '\\') text += source_[at_++];
      text += source_[at_];
    }
    ++at_;
    Keep(text);
  }

  void TakeRaw() {
    const std::size_t open = source_.find('(', at_);
    const std::string end = ")" + std::string(source_.substr(at_ + 2, open - at_ - 2)) + "\"";
    const std::size_t close = source_.find(end, open);
    const std::string text(source_.substr(open + 1, close - open - 1));
    Keep(text);
    for (const char c : text) line_ += c == '\n' ? 1 : 0;
    at_ = close == std::string_view::npos ? source_.size() : close + end.size();
  }

  void Keep(const std::string& text) {
    literals_.push_back({text, line_, before_});
    Pass('"');
  }

  std::string_view source_;
  std::size_t at_ = 0;
  int line_ = 1;
  std::string before_;
  std::vector<Literal> literals_;
};

}  // namespace

std::vector<Literal> LiteralsOf(std::string_view source) { return Scanner(source).Scan(); }

}  // namespace tirek::test
