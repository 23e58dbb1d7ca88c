// Advances: what a provider is paid before it has earned it, who asked and who approved, and what
// became of it.
#pragma once

#include <algorithm>
#include <optional>
#include <string>

#include "core/base/clock.h"
#include "core/base/id.h"
#include "core/base/result.h"
#include "core/calendar/civil_date.h"
#include "core/calendar/month.h"
#include "core/calendar/period.h"
#include "core/money/decimal.h"
#include "core/money/money.h"

namespace tirek::settlement {

struct AdvanceTag {
  static constexpr std::string_view kPrefix = "adv";
};
using AdvanceId = Id<AdvanceTag>;

// What is asked for. The texts were checked where they came in.
struct NewAdvance {
  std::string contract_id;
  Month month;
  Money amount = Money::FromMinor(0, kTenge);
  std::string reason;
  std::optional<Decimal> instalment_percent;
  std::string funding_source;
  std::string budget_code;
};

struct Advance {
  AdvanceId advance_id;
  std::string number;  // "ADV-2026-11-1"
  std::string provider_id;
  std::string contract_id;
  std::string month;
  Money amount = Money::FromMinor(0, kTenge);
  std::optional<Decimal> instalment_percent;
  std::string funding_source;
  std::string budget_code;
  std::string reason;
  std::string state;  // as stored: "REQUESTED", "APPROVED", "CANCELLED"
  std::string requested_by;
  Instant request_time;
  std::string approved_by = {};
  std::optional<Instant> approve_time = {};
  std::string cancelled_by = {};
  std::string cancel_reason = {};
  int version = 1;
  // As read back.
  std::string standing = {};       // "APPROVED", "ORDERED", "PAID", "SETTLED", …
  std::string end_to_end_id = {};  // of the payment order that pays it
  std::optional<CivilDate> paid_date = {};
  Money earned = Money::FromMinor(0, kTenge);
  Money recouped = Money::FromMinor(0, kTenge);
  Money given_back = Money::FromMinor(0, kTenge);  // of what was recouped
  Money unearned = Money::FromMinor(0, kTenge);
  std::string provider_bin = {};
  std::string contract_number = {};
  CivilDate contract_end = {};
  CivilDate as_of = {};  // of its age

  std::string etag() const { return std::to_string(version); }
  int age_days() const {
    if (!paid_date || unearned.is_zero()) return 0;
    return std::max(0, static_cast<int>(as_of - *paid_date));
  }
};

// The contract that an advance is asked for under.
struct AdvancedContract {
  std::string provider_id;
  std::string number;
  Period period;
  Money ceiling = Money::FromMinor(0, kTenge);
  Money open = Money::FromMinor(0, kTenge);  // its advances, but for what is earned or cancelled
};

struct AdvanceDecision {
  AdvanceId advance_id;
  std::string etag;    // empty for whatever version is there
  std::string reason;  // of a cancellation
};

struct Recoupment {
  AdvanceId advance_id;
  std::string reason;
};

struct AdvanceFilter {
  std::string provider_id;
  std::string contract_id;
  std::string state;  // as Advance::standing
  std::string number;
};

// MONTH_OUTSIDE_CONTRACT, PAYMENT_CURRENCY (fields); ADVANCE_ABOVE_CEILING.
Result<void> RequireWithin(const AdvancedContract& contract, const NewAdvance& wanted);

}  // namespace tirek::settlement
