// Everything that is wrong with one file, in its order and in bounded memory.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/error.h"

namespace tirek::bank {

// A value's place in a file: its line, and the file's own word for it.
struct Place {
  int line = 0;
  std::string key;
};

class Refusals {
 public:
  static constexpr std::size_t kMostListed = 100;  // the rest is counted

  // `key` is the file's own word for the value, or empty when the line as a whole is meant.
  void Add(int line, std::string_view key, std::string_view reason, std::string expected);
  void Add(const Place& place, std::string_view reason, std::string expected) {
    Add(place.line, place.key, reason, std::move(expected));
  }

  bool empty() const { return count_ == 0; }
  std::size_t count() const { return count_; }
  // STATEMENT_REFUSED, with each refusal as a violation of the field "line 12 СуммаРасход".
  Error ToError() const { return ToError("STATEMENT_REFUSED", "The bank statement"); }
  // The same of another file: `subject` begins the sentence that says it is refused.
  Error ToError(std::string reason, std::string_view subject) const;
  const std::vector<Violation>& listed() const { return listed_; }

 private:
  std::size_t count_ = 0;
  std::vector<Violation> listed_;
};

}  // namespace tirek::bank
