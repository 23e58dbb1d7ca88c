// What the ledger shows: entries with their postings, and balances as of a day.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/clock.h"
#include "core/calendar/civil_date.h"
#include "core/calendar/month.h"
#include "core/money/money.h"

namespace tirek::settlement {

struct LedgerPosting {
  std::string account;                         // as the chart names it
  Money amount = Money::FromMinor(0, kTenge);  // debit positive, credit negative
  std::string contract_id;
};

struct LedgerEntry {
  std::string entry_id;
  std::string ledger_id;
  long long sequence = 0;
  std::string source_type;
  std::string source_id;
  CivilDate effective_date;
  Instant record_time;
  std::string description;
  std::string reverses_id;
  std::vector<LedgerPosting> postings;  // at least two, in one currency
  std::string adjustment_reason = {};
};

struct EntryFilter {
  std::string provider_id;
  bool payer = false;  // the payer's ledger instead
  std::optional<Month> month;
};

// Sums over years may be larger than money can be: then they are absent.
struct LedgerAccount {
  std::string ledger_id;
  std::string account;
  Currency currency = kTenge;
  std::optional<Money> debit;
  std::optional<Money> credit;  // not negative
  std::optional<Money> balance;
  std::string provider_bin = {};  // empty in the payer's ledger
};

struct AccountFilter {
  std::string provider_id;               // empty for all, the payer's ledger included
  std::optional<CivilDate> as_of;        // the end of this day; all that is posted when absent
  std::optional<Instant> known_at = {};  // without what was recorded later
};

}  // namespace tirek::settlement
