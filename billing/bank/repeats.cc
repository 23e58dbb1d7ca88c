#include "billing/bank/repeats.h"

#include <string_view>

namespace tirek::bank {
namespace {

// FNV-1a of 128 bits.
unsigned __int128 DigestOf(std::string_view text) {
  constexpr unsigned __int128 kPrime = (static_cast<unsigned __int128>(1) << 88) + 0x13B;
  unsigned __int128 digest =
      (static_cast<unsigned __int128>(0x6C62272E07BB0142) << 64) + 0x62B821756295C58D;
  for (const char c : text) {
    digest ^= static_cast<unsigned char>(c);
    digest *= kPrime;
  }
  return digest;
}

void Append(std::string& key, std::string_view text) {
  key += text;
  key += '\0';  // no text of a statement has it: control characters are refused
}

}  // namespace

std::optional<int> RepeatFinder::FirstEqual(const StatementLine& line) {
  key_.clear();
  Append(key_, line.number);
  Append(key_, std::to_string(line.date.epoch_day()));
  Append(key_, std::to_string(line.booked_date.epoch_day()));
  Append(key_, std::to_string(line.amount.minor()));
  Append(key_, line.direction == Direction::kCredit ? "+" : "-");
  Append(key_, line.counterparty.iban);
  Append(key_, line.counterparty.bin);
  Append(key_, line.purpose);
  const auto [found, is_first] = first_lines_.emplace(DigestOf(key_), line.file_line);
  if (is_first) return {};
  return found->second;
}

}  // namespace tirek::bank
