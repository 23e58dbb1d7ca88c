// What finance asks of ledgers by hand, as it came through the door.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "billing/ledger/command.h"
#include "core/money/money.h"

namespace tirek::settlement {

struct PostedCommands {
  std::vector<ledger::CommandSet> sets;
  std::vector<std::string> command_ids;  // of all commands, in their order
};

// Limits of one account, on its normal side; absent ones end.
struct AccountLimits {
  std::string ledger_id;
  ledger::AccountKind account = ledger::AccountKind::kBank;
  Currency currency = kTenge;
  std::optional<std::int64_t> least_minor;
  std::optional<std::int64_t> most_minor;
  std::int64_t balance_minor = 0;  // debit positive
};

struct ReservationFilter {
  std::string provider_id;
  bool payer = false;
  std::string state;  // empty for all
};

struct ListedReservation {
  ledger::ReservationDraft draft;
  std::string state;
  std::string entry_id;  // empty unless posted
};

// The last number of a ledger, and the hash over all up to it.
struct KeptHead {
  std::string ledger_id;
  long long sequence = 0;
  std::string hash;  // hexadecimal
  Instant record_time;
};

}  // namespace tirek::settlement
