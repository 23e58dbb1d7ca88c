// What a ledger can be asked to do, and how it answers each request.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "billing/ledger/entry.h"
#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/money/money.h"

namespace tirek::ledger {

// An amount set aside between two accounts: it counts against their limits and is not posted yet.
struct ReservationDraft {
  std::string ledger_id;
  std::string reservation_id;  // the requester's own; unique in the ledger for ever
  AccountKind debit = AccountKind::kBank;
  AccountKind credit = AccountKind::kBank;
  std::int64_t amount_minor = 0;
  Currency currency = kTenge;
  CivilDate effective_date;
  std::string description;
  Dimensions dims;
  std::optional<Instant> expire_time;  // from this instant on it can no longer be posted

  friend bool operator==(const ReservationDraft&, const ReservationDraft&) = default;
};

// Invariants: an amount above zero between two different accounts, both of money or both of memo.
class Reservation {
 public:
  static Result<Reservation> Make(ReservationDraft draft);
  const ReservationDraft& draft() const { return draft_; }

 private:
  explicit Reservation(ReservationDraft draft) : draft_(std::move(draft)) {}
  ReservationDraft draft_;
};

// Posts a reservation, whole or in part; what is not posted is set free.
struct PostReserved {
  std::string ledger_id;
  std::string reservation_id;
  SourceType source_type = SourceType::kManual;
  std::string source_id;
  CivilDate effective_date;
  std::optional<Money> amount;  // above zero; all of it when absent
};

// Sets all of a reservation free.
struct VoidReserved {
  std::string ledger_id;
  std::string reservation_id;
};

// Takes an entry back by its exact negation.
struct ReverseEntry {
  std::string ledger_id;
  std::string entry_id;
  std::string reversal_id;
  CivilDate effective_date;
  std::optional<std::string> adjustment_reason = {};
};

using Command = std::variant<Entry, Reservation, PostReserved, VoidReserved, ReverseEntry>;
const std::string& LedgerIdOf(const Command& command);

// Commands that happen together or not at all. A single command is a set of one.
using CommandSet = std::vector<Command>;

enum class Verdict {
  kDone,
  kExists,  // done before with the same content: the answer of that time holds
  kExistsWithDifferentAmount,
  kExistsWithDifferentAccounts,
  kExistsWithDifferentDate,
  kExistsWithDifferentContent,
  kOverdrawn,       // an account would go below what it must hold
  kLimitExceeded,   // an account would go above its ceiling
  kPeriodClosed,    // the month of the effective date takes nothing more
  kAmountOverflow,  // a balance would not fit
  kEntryUnknown,    // there is no such entry to take back
  kReversedAlready,
  kReservationUnknown,
  kReservationPosted,
  kReservationVoided,
  kReservationExpired,
  kReservationExceeded,  // more is to be posted than is reserved in that currency
  kSetRefused,           // another command of the set was refused
  kPeriodSoftClosed,     // the month of the effective date takes adjustments alone
};
std::string_view VerdictName(Verdict verdict);  // "EXISTS_WITH_DIFFERENT_AMOUNT"

struct Answer {
  Verdict verdict = Verdict::kDone;
  std::string entry_id = {};  // of the entry that was made, now or before; else empty
  std::int64_t sequence = 0;  // of that entry in its ledger
  std::string account = {};   // whose limit refused; else empty

  friend bool operator==(const Answer&, const Answer&) = default;
};

}  // namespace tirek::ledger
