#include "billing/bank/refusals.h"

#include <utility>

#include "core/base/assert.h"

namespace tirek::bank {
namespace {

constexpr std::size_t kLongestKey = 80;  // bytes

}  // namespace

void Refusals::Add(int line, std::string_view key, std::string_view reason, std::string expected) {
  ++count_;
  if (listed_.size() == kMostListed) return;
  std::string field = "line " + std::to_string(line);
  // A longer key is no word of the format: it would only carry somebody's text into logs.
  if (!key.empty() && key.size() <= kLongestKey) field += " " + std::string(key);
  listed_.push_back({std::move(field), std::string(reason), std::move(expected)});
}

Error Refusals::ToError(std::string reason, std::string_view subject) const {
  TIREK_ASSERT(!empty());
  const std::string problems = std::to_string(count_);
  return Error{ErrorKind::kInvalid,
               std::move(reason),
               std::string(subject) + " is refused as a whole; problems found: " + problems + ".",
               {{"problems", problems}},
               listed_};
}

}  // namespace tirek::bank
