// Adjustments: what late facts change in months that were billed, and how it is settled.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "billing/retro/difference.h"
#include "billing/retro/settlement.h"
#include "core/base/clock.h"
#include "core/base/id.h"
#include "core/calendar/month.h"
#include "core/money/decimal.h"
#include "core/money/money.h"

namespace tirek::billing {

struct AdjustmentTag {
  static constexpr std::string_view kPrefix = "adj";
};
using AdjustmentId = Id<AdjustmentTag>;

struct AdjustmentLineTag {
  static constexpr std::string_view kPrefix = "adl";
};
using AdjustmentLineId = Id<AdjustmentLineTag>;

// As long as claims can be made in court: Civil Code, art. 178.
inline constexpr int kDefaultLookBackMonths = 36;
inline constexpr int kMostLookBackMonths = 120;

struct LateFactQuery {
  std::string provider_id;  // empty for all, as the order
  std::string order_id;
  int look_back_months = kDefaultLookBackMonths;
};

struct NewAdjustments {
  LateFactQuery query;
  retro::Choice choice = retro::Choice::kNetInMonth;
  std::optional<Decimal> instalment_percent;
  std::string request_id;
  bool validate_only = false;
};

// What a claim that was adjudicated is billed for.
struct BilledClaim {
  std::string provider_id;
  std::string provider_bin;
  std::string contract_id;
  std::string claim_id;
  Month month;
};

struct ClaimDifferences {
  BilledClaim claim;
  std::vector<retro::Difference> differences;  // at least one
};

// By provider, contract and month.
struct LateDifferences {
  Instant known_at;
  std::vector<Month> months;  // all that were searched
  std::vector<ClaimDifferences> claims;
};

struct AdjustmentMonth {
  Month month;
  std::string claim_id;
  int lines = 0;
  Money difference = Money::FromMinor(0, kTenge);
  Money payable = difference;
  Money receivable = difference;
  Money unfunded = difference;
};

struct Adjustment {
  AdjustmentId adjustment_id;
  std::string number;  // "ADJ-2026-11-1"; as read back, as the two below
  std::string provider_bin;
  std::string contract_number;
  std::string provider_id;
  std::string contract_id;
  Month month;  // in which it is posted
  int sequence = 0;
  retro::Choice choice = retro::Choice::kNetInMonth;
  std::optional<Decimal> instalment_percent;
  int look_back_months = 0;
  Instant known_at;
  std::string request_key;
  Instant create_time;
  Money difference = Money::FromMinor(0, kTenge);
  Money payable = difference;
  Money receivable = difference;
  Money unfunded = difference;
  std::vector<AdjustmentMonth> months;
  std::vector<retro::RecoveryPart> recovery;
};

struct AdjustmentFilter {
  std::string provider_id;  // empty for all, as the others
  std::string contract_id;
  std::optional<Month> month;
  std::string number;
};

// A difference as it is stored; without an id, as it would be.
struct AdjustmentLine {
  AdjustmentLineId adjustment_line_id;
  AdjustmentId adjustment_id;
  BilledClaim claim;
  retro::Difference difference;  // without the lines that it bills instead
  std::vector<std::string> new_line_ids = {};
};

struct AdjustmentLineFilter {
  AdjustmentId adjustment_id;
  std::string reason;  // empty for all
};

}  // namespace tirek::billing
