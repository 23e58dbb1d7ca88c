// Posts the differences of one provider: an adjustment for each contract, in one transaction.
#pragma once

#include <span>
#include <vector>

#include "core/base/id.h"
#include "core/base/result.h"
#include "core/sql/unit_of_work.h"
#include "services/billing/adjustment_gateway.h"
#include "services/billing/claim_gateway.h"
#include "services/billing/retro.h"

namespace tirek::billing {

// What all adjustments of one request have in common.
struct PostingTerms {
  retro::Choice choice = retro::Choice::kNetInMonth;
  std::optional<Decimal> instalment_percent;
  int look_back_months = 0;
  Instant known_at;
  Instant now;
  std::string request_key;
};

class AdjustmentPosting {
 public:
  // `work` is the caller's to commit.
  AdjustmentPosting(sql::UnitOfWork& work, IdSource& ids, const PostingTerms& terms)
      : work_(work), gateway_(work), claims_(work), ids_(ids), terms_(terms) {}

  // `claims` are of one provider, by contract and month; the adjustments have the numbers after
  // `last_sequence` of this month. As they are read back, in the order of the contracts.
  // ADJUSTMENT_UNEVEN (internal) when the sums of a person do not add up; INSTALMENT_TOO_SMALL,
  // PERIOD_CLOSED.
  Result<std::vector<Adjustment>> Post(std::span<const ClaimDifferences> claims, int last_sequence);

 private:
  Result<Adjustment> Settle(std::span<const ClaimDifferences> of_contract, int sequence);
  Result<void> SettleMonths(std::span<const ClaimDifferences> of_contract, Adjustment& adjustment);
  Result<void> Store(const Adjustment& adjustment, std::span<const ClaimDifferences> of_contract);
  Result<void> PostToLedger(const Adjustment& adjustment);

  sql::UnitOfWork& work_;
  AdjustmentGateway gateway_;
  ClaimGateway claims_;
  IdSource& ids_;
  const PostingTerms& terms_;
};

}  // namespace tirek::billing
