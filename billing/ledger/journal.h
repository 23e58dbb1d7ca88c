// A ledger as a file for other programs: so that an oracle that shares no line of code with this
// house can recompute it, and anybody can keep it.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "billing/ledger/entry.h"
#include "core/base/clock.h"

namespace tirek::ledger {

struct JournalPosting {
  AccountKind account;
  std::int64_t amount_minor;
  std::int64_t balance_minor;
  Dimensions dims;
  // As ChainedPosting::Counted has them, of entries that do.
  std::optional<std::int64_t> account_sequence = {};
  std::optional<std::int64_t> day_minor = {};
};

struct JournalEntry {
  std::string ledger_id;
  std::int64_t sequence;
  std::string entry_id;
  std::string source_type;
  std::string source_id;
  CivilDate effective_date;
  Instant record_time;
  std::string description;
  std::optional<std::string> reverses_id;
  Currency currency;
  std::string hash;  // hexadecimal
  std::vector<JournalPosting> postings;
  std::optional<std::string> adjustment_reason = {};
};

// All of them by effective date. Each month of an account ends in an assertion of its balance,
// which the reading program checks.
std::string RenderHledger(std::span<const JournalEntry> entries);  // ledger-cli reads it, too
std::string RenderBeancount(std::span<const JournalEntry> entries);

// One line a posting with everything that the entry's hash covers; an absent text is empty, an
// empty one is "", as PostgreSQL writes CSV.
std::string RenderCsv(std::span<const JournalEntry> entries);

}  // namespace tirek::ledger
