#include "billing/ledger/entry_id.h"

#include <charconv>

#include "core/base/assert.h"

namespace tirek::ledger {
namespace {

constexpr std::string_view kPrefix = "ent_";
constexpr std::size_t kLedgerDigits = 8;
constexpr std::size_t kSequenceDigits = 18;

// Into the `digits` characters that end before `end`.
void PutHex(std::uint64_t value, std::size_t end, std::size_t digits, std::string& text) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  for (std::size_t i = 1; i <= digits; ++i, value >>= 4U) text[end - i] = kDigits[value & 0xFU];
}

}  // namespace

std::string EntryIdOf(std::int32_t ledger_number, std::int64_t sequence) {
  TIREK_ASSERT(ledger_number > 0 && sequence > 0);
  std::string text(kPrefix.size() + kLedgerDigits + kSequenceDigits, '0');
  text.replace(0, kPrefix.size(), kPrefix);
  PutHex(static_cast<std::uint64_t>(ledger_number), kPrefix.size() + kLedgerDigits, kLedgerDigits,
         text);
  PutHex(static_cast<std::uint64_t>(sequence), text.size(), kSequenceDigits, text);
  return text;
}

std::optional<std::int64_t> SequenceIn(std::int32_t ledger_number, std::string_view entry_id) {
  constexpr std::size_t kLength = kPrefix.size() + kLedgerDigits + kSequenceDigits;
  if (entry_id.size() != kLength) return {};
  std::int64_t sequence = 0;
  const char* const end = entry_id.data() + entry_id.size();
  const auto [read, error] = std::from_chars(end - kSequenceDigits, end, sequence, 16);
  if (error != std::errc() || read != end || sequence <= 0) return {};
  if (entry_id != EntryIdOf(ledger_number, sequence)) return {};
  return sequence;
}

}  // namespace tirek::ledger
