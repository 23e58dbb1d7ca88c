#include "tools/tidy/source.h"

#include <cctype>
#include <utility>

#include "tools/tidy/text.h"

namespace tirek::tidy {
namespace {

enum class State { kCode, kLineComment, kBlockComment, kString, kCharacter, kRawString };

// Walks a text once and says of each byte to which of the three it belongs. Knows C++ (raw strings,
// digit separators), proto (the same signs) and SQL ('…' strings, -- comments).
class Scanner {
 public:
  Scanner(std::string_view text, bool sql) : text_(text), sql_(sql) {}

  std::vector<Line> Scan() {
    while (at_ < text_.size()) Step();
    if (!line_.code.empty()) EndLine();
    return std::move(lines_);
  }

 private:
  void Step() {
    switch (state_) {
      case State::kCode:
        return StepCode();
      case State::kLineComment:
        return Take(1, &Line::comments);
      case State::kBlockComment:
        if (!At("*/")) return Take(1, &Line::comments);
        Take(2, &Line::comments);
        state_ = State::kCode;
        return;
      case State::kString:
        return StepQuoted('"', &Line::quoted);
      case State::kCharacter:
        return StepQuoted('\'', sql_ ? &Line::quoted : &Line::code);
      case State::kRawString:
        if (!At(raw_end_)) return Take(1, &Line::quoted);
        Take(raw_end_.size(), &Line::code);
        state_ = State::kCode;
        return;
    }
  }

  void StepCode() {
    if (At(sql_ ? "--" : "//")) {
      state_ = State::kLineComment;
    } else if (At("/*")) {
      state_ = State::kBlockComment;
      Take(2, &Line::comments);
    } else if (!sql_ && At("R\"") && (at_ == 0 || !IsWordChar(text_[at_ - 1]))) {
      BeginRawString();
    } else if (At("\"") && !sql_) {
      state_ = State::kString;
      Take(1, &Line::code);
    } else if (At("'") && !IsDigitSeparator()) {
      state_ = State::kCharacter;
      Take(1, &Line::code);
    } else {
      Take(1, &Line::code);
    }
  }

  void StepQuoted(char quote, std::string Line::*part) {
    if (text_[at_] == '\\' && !sql_ && at_ + 1 < text_.size()) return Take(2, part);
    const bool closed = text_[at_] == quote;
    const bool broken = text_[at_] == '\n' && !sql_;  // not valid C++: do not lose the rest
    if (closed || broken) state_ = State::kCode;
    Take(1, closed ? &Line::code : part);
  }

  void BeginRawString() {
    const std::size_t open = text_.find('(', at_);
    if (open == std::string_view::npos) return Take(2, &Line::code);
    raw_end_ = ")" + std::string(text_.substr(at_ + 2, open - at_ - 2)) + "\"";
    state_ = State::kRawString;
    Take(open + 1 - at_, &Line::code);
  }

  // In 1'000 the sign belongs to the number.
  bool IsDigitSeparator() const {
    std::size_t begin = at_;
    while (begin > 0 && (IsWordChar(text_[begin - 1]) || text_[begin - 1] == '\'')) --begin;
    return begin < at_ && std::isdigit(static_cast<unsigned char>(text_[begin])) != 0;
  }

  bool At(std::string_view sign) const { return text_.substr(at_, sign.size()) == sign; }

  void Take(std::size_t count, std::string Line::*part) {
    for (; count > 0 && at_ < text_.size(); --count, ++at_) {
      if (text_[at_] == '\n') {
        EndLine();
        continue;
      }
      line_.code += ' ';
      line_.quoted += ' ';
      line_.comments += ' ';
      (line_.*part).back() = text_[at_];
    }
  }

  void EndLine() {
    if (state_ == State::kLineComment) state_ = State::kCode;
    lines_.push_back(std::exchange(line_, {}));
  }

  std::string_view text_;
  bool sql_;
  std::size_t at_ = 0;
  State state_ = State::kCode;
  std::string raw_end_;
  Line line_;
  std::vector<Line> lines_;
};

}  // namespace

Source::Source(std::string source_path, std::string source_text)
    : path(std::move(source_path)), text(std::move(source_text)), raw(SplitLines(text)) {
  lines = Scanner(text, HasSuffix(".sql")).Scan();
  lines.resize(raw.size());
}

bool Source::HasSuffix(std::string_view suffix) const { return path.ends_with(suffix); }

}  // namespace tirek::tidy
