// The hash chain of a ledger: each entry's hash covers everything that is stored of the entry and
// of its postings, and the hash before it. Whoever keeps one hash can later prove all before it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tirek::ledger {

// What is hashed, as it is stored: texts, so that a verifier hashes what it read and not what it
// made of it. An absent text and an empty one are told apart.
struct ChainedPosting {
  std::string_view account;
  std::int64_t amount_minor = 0;
  std::int64_t balance_minor = 0;  // of the account after this posting
  std::optional<std::string_view> contract_id;
  std::optional<std::string_view> funding_source;
  std::optional<std::string_view> budget_code;
  // Of entries made before migration ledger_rows alone: the posting's number within its account,
  // and the sum of the account's postings of this effective date so far.
  struct Counted {
    std::int64_t account_sequence = 0;
    std::int64_t day_minor = 0;
  };
  std::optional<Counted> counted = {};
};

struct ChainedEntry {
  std::string_view ledger_id;
  std::int64_t sequence = 0;
  std::string_view entry_id;
  std::string_view source_type;
  std::string_view source_id;
  std::int32_t effective_day = 0;  // days since 1970-01-01
  std::int64_t record_micros = 0;
  std::string_view description;
  std::optional<std::string_view> reverses_id;
  std::string_view currency;
  std::vector<ChainedPosting> postings;  // in the order of their lines
  std::optional<std::string_view> adjustment_reason = {};
};

// The text that is hashed: "tirek-ledger-2", the hash before it (empty for the first entry), then
// every field, each with its length before it, so that no two entries have the same text. A reason
// to adjust stands at the end, if there is one: entries without have the text that they always had.
// Entries whose postings are counted say "tirek-ledger-1" and their counts; the migration
// ledger_chain has that text in SQL.
void AppendCanonical(std::string& text, std::string_view previous_hash, const ChainedEntry& entry);

// 32 bytes; `previous_hash` is the one of the entry before, or empty.
std::string ChainHash(std::string_view previous_hash, const ChainedEntry& entry);

}  // namespace tirek::ledger
