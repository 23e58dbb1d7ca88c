// Ids that say what they name: a prefix and a UUIDv7, "plc_01j9zq6d4q8v5t7x2m3n4p5r6s".
//
// 26 characters of Crockford base 32, lower case, time-ordered: an index on them grows at its end.
#pragma once

#include <compare>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

#include "core/base/clock.h"
#include "core/base/random.h"
#include "core/base/result.h"

namespace tirek {

// An id of one kind. `Tag` has `static constexpr std::string_view kPrefix`, for example "prv".
// Ids of two kinds do not convert into each other, nor text into an id except through Parse.
template <typename Tag>
class Id {
 public:
  Id() = default;  // empty: names nothing

  const std::string& text() const { return text_; }
  bool empty() const { return text_.empty(); }

  friend auto operator<=>(const Id&, const Id&) = default;

  // For ids read back from where they were stored after having been parsed once.
  static Id Trusted(std::string text) { return Id(std::move(text)); }
  static Result<Id> Parse(std::string_view text);

 private:
  explicit Id(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

// True for `prefix` + "_" + 26 characters of Crockford base 32 that hold 128 bits.
bool IsIdText(std::string_view prefix, std::string_view text);

// Makes ids from an injected clock and randomness, each greater than the one before it: what is
// made in order is listed in order, even within one millisecond. Safe to use from several threads.
class IdSource {
 public:
  IdSource(const Clock& clock, Random& random) : clock_(clock), random_(random) {}

  template <typename Tag>
  Id<Tag> Next() {
    return Id<Tag>::Trusted(NextText(Tag::kPrefix));
  }
  std::string NextText(std::string_view prefix);

 private:
  const Clock& clock_;
  Random& random_;
  std::mutex mutex_;
  unsigned __int128 last_ = 0;
};

template <typename Tag>
Result<Id<Tag>> Id<Tag>::Parse(std::string_view text) {
  if (IsIdText(Tag::kPrefix, text)) return Id(std::string(text));
  return Error{ErrorKind::kInvalid,
               "INVALID_ID",
               "This is not an id of the expected kind.",
               {{"expected_prefix", std::string(Tag::kPrefix)}},
               {}};
}

}  // namespace tirek
