#include "billing/ledger/chain.h"

#include <array>
#include <charconv>

#include "core/base/assert.h"
#include "core/base/sha256.h"

namespace tirek::ledger {
namespace {

class CanonicalText {
 public:
  explicit CanonicalText(std::string& text) : text_(text) {}

  void Add(std::string_view part) {
    text_ += '\n';
    AddDigits(static_cast<std::int64_t>(part.size()));
    text_ += ':';
    text_ += part;
  }
  void Add(const std::optional<std::string_view>& part) {
    if (part) {
      Add(*part);
    } else {
      text_ += "\n-";
    }
  }
  void Add(std::int64_t number) {
    text_ += '\n';
    AddDigits(number);
  }

 private:
  void AddDigits(std::int64_t number) {
    std::array<char, 20> digits{};
    const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), number);
    TIREK_ASSERT(error == std::errc());
    text_.append(digits.data(), end);
  }

  std::string& text_;
};

}  // namespace

void AppendCanonical(std::string& text, std::string_view previous_hash, const ChainedEntry& entry) {
  const bool counted = !entry.postings.empty() && entry.postings.front().counted;
  text += counted ? "tirek-ledger-1" : "tirek-ledger-2";
  CanonicalText canonical(text);
  canonical.Add(previous_hash);
  canonical.Add(entry.ledger_id);
  canonical.Add(entry.sequence);
  canonical.Add(entry.entry_id);
  canonical.Add(entry.source_type);
  canonical.Add(entry.source_id);
  canonical.Add(std::int64_t{entry.effective_day});
  canonical.Add(entry.record_micros);
  canonical.Add(entry.description);
  canonical.Add(entry.reverses_id);
  canonical.Add(entry.currency);
  canonical.Add(static_cast<std::int64_t>(entry.postings.size()));
  for (const ChainedPosting& posting : entry.postings) {
    canonical.Add(posting.account);
    canonical.Add(posting.amount_minor);
    if (posting.counted) canonical.Add(posting.counted->account_sequence);
    canonical.Add(posting.balance_minor);
    if (posting.counted) canonical.Add(posting.counted->day_minor);
    canonical.Add(posting.contract_id);
    canonical.Add(posting.funding_source);
    canonical.Add(posting.budget_code);
  }
  if (entry.adjustment_reason) canonical.Add(*entry.adjustment_reason);
}

std::string ChainHash(std::string_view previous_hash, const ChainedEntry& entry) {
  thread_local std::string text;
  text.clear();
  AppendCanonical(text, previous_hash, entry);
  return Sha256(text);
}

}  // namespace tirek::ledger
