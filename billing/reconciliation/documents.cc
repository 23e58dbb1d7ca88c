#include "billing/reconciliation/documents.h"

#include <deque>
#include <map>
#include <utility>

namespace tirek::reconciliation {
namespace {

// Documents of theirs that nothing met yet, by a key, in their order.
template <typename Key>
class Waiting {
 public:
  void Add(const Key& key, std::size_t theirs) { by_key_[key].push_back(theirs); }

  // The first of `key` that is still free, which stays in its place until somebody takes it.
  std::optional<std::size_t> First(const Key& key, const std::vector<bool>& taken) {
    const auto found = by_key_.find(key);
    if (found == by_key_.end()) return {};
    auto& queue = found->second;
    while (!queue.empty() && taken[queue.front()]) queue.pop_front();
    return queue.empty() ? std::nullopt : std::optional(queue.front());
  }

 private:
  std::map<Key, std::deque<std::size_t>> by_key_;
};

class Matcher {
 public:
  Matcher(std::span<const Document> ours, std::span<const Document> theirs)
      : ours_(ours), theirs_(theirs), met_(ours.size()), taken_(theirs.size(), false) {}

  std::vector<Meeting> Run() {
    using Numbered = std::pair<std::string, std::int64_t>;
    using Dated = std::pair<CivilDate, std::int64_t>;
    const auto numbered = [](const Document& d) {
      std::vector<Numbered> keys;
      for (const std::string& number : d.numbers) keys.emplace_back(number, d.owed_minor);
      return keys;
    };
    const auto by_number = [](const Document& d) { return d.numbers; };
    const auto dated = [](const Document& d) { return std::vector<Dated>{{d.date, d.owed_minor}}; };
    Meet<Numbered>(numbered, Basis::kNumber);
    Meet<std::string>(by_number, Basis::kNumber);
    Meet<Dated>(dated, Basis::kDateAndAmount);
    return Meetings();
  }

 private:
  template <typename Key, typename KeysOf>
  void Meet(KeysOf keys_of, Basis basis) {
    Waiting<Key> waiting;
    for (std::size_t i = 0; i < theirs_.size(); ++i) {
      if (taken_[i]) continue;
      for (const Key& key : keys_of(theirs_[i])) waiting.Add(key, i);
    }
    for (std::size_t i = 0; i < ours_.size(); ++i) {
      if (met_[i].theirs) continue;
      for (const Key& key : keys_of(ours_[i])) {
        const auto found = waiting.First(key, taken_);
        if (!found) continue;
        met_[i] = {i, found, basis};
        taken_[*found] = true;
        break;
      }
    }
  }

  std::vector<Meeting> Meetings() {
    for (std::size_t i = 0; i < met_.size(); ++i) met_[i].ours = i;
    for (std::size_t i = 0; i < taken_.size(); ++i) {
      if (!taken_[i]) met_.push_back({std::nullopt, i, Basis::kNone});
    }
    return std::move(met_);
  }

  std::span<const Document> ours_;
  std::span<const Document> theirs_;
  std::vector<Meeting> met_;
  std::vector<bool> taken_;
};

}  // namespace

std::vector<Meeting> MeetDocuments(std::span<const Document> ours,
                                   std::span<const Document> theirs) {
  return Matcher(ours, theirs).Run();
}

}  // namespace tirek::reconciliation
