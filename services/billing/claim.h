// Claims: a provider's invoice for the lines of one month under one contract.
#pragma once

#include <optional>
#include <string>

#include "billing/order/rules.h"
#include "core/base/clock.h"
#include "core/base/id.h"
#include "core/calendar/civil_date.h"
#include "core/calendar/month.h"
#include "core/money/decimal.h"
#include "core/money/money.h"
#include "services/billing/capitation_run.h"

namespace tirek::billing {

struct ClaimTag {
  static constexpr std::string_view kPrefix = "clm";
};
using ClaimId = Id<ClaimTag>;

struct ClaimLineTag {
  static constexpr std::string_view kPrefix = "cll";
};
using ClaimLineId = Id<ClaimLineTag>;

// Ids of other services.
struct ProviderTag {
  static constexpr std::string_view kPrefix = "prv";
};
using ProviderId = Id<ProviderTag>;

struct ContractTag {
  static constexpr std::string_view kPrefix = "ctr";
};
using ContractId = Id<ContractTag>;

struct NewClaim {
  ProviderId provider_id;
  ContractId contract_id;
  Month month;
};

struct Claim {
  ClaimId claim_id;
  NewClaim details;
  std::string state = "SUBMITTED";  // as stored: SUBMITTED, ADJUDICATED
  RunId run_id;                     // whose lines it claims
  Money claimed = Money::FromMinor(0, kTenge);
  Money approved = claimed;  // 0 until it is adjudicated, as the two below
  Money unfunded = claimed;
  Money denied = claimed;
  std::optional<CivilDate> due_date;  // once adjudicated
  Instant create_time;
  std::optional<Instant> adjudicate_time;
  int version = 1;
  std::string number;        // "GSZ-KRG-001/2026-10": the contract's and the month; as read back
  std::string provider_bin;  // as read back

  bool is_adjudicated() const { return state == "ADJUDICATED"; }
  std::string etag() const { return std::to_string(version); }
};

struct ClaimFilter {
  std::string provider_id;  // empty for all, as the others
  std::string contract_id;
  std::optional<Month> month;
  std::string state;
  std::string number = {};
};

struct ClaimLine {
  ClaimLineId claim_line_id;
  ClaimId claim_id;
  LineId line_id;
  std::string placement_id;
  std::string person_id;
  CivilDate start;
  std::string tariff_code;
  Decimal quantity;
  Money claimed = Money::FromMinor(0, kTenge);
  std::string verdict;  // as stored: PAID, REDUCED, DENIED, UNFUNDED; empty until adjudicated
  std::string reason;   // empty when paid in full
  Money approved = claimed;
  Money unfunded = claimed;
  Money denied = claimed;
};

struct ClaimLineFilter {
  ClaimId claim_id;
  std::string verdict;  // empty for all
};

// A person-day beyond the ceiling.
struct CutDay {
  int position = 0;  // from 1, in the order in which days would have been accepted
  LineId line_id;
  std::string placement_id;
  std::string person_id;
  CivilDate date;
  Decimal quantity;
  Money claimed = Money::FromMinor(0, kTenge);
  Money unfunded = claimed;
  std::string reason;
};

struct Adjudicating {
  ClaimId claim_id;
  std::string etag;  // empty to take whatever version is there
};

// What a contract allows, as the contracts service publishes it.
struct ContractFunds {
  Money ceiling;
  int payment_due_days = 0;
  order::CutOrder cut_order = order::CutOrder::kLatestDayFirst;  // its own, or that of its order
};

}  // namespace tirek::billing
