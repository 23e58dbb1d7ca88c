// All SQL of adjustments, their months and plans. The transaction is the caller's.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/rpc/page.h"
#include "core/sql/unit_of_work.h"
#include "services/billing/retro.h"

namespace tirek::billing {

class AdjustmentGateway {
 public:
  explicit AdjustmentGateway(sql::UnitOfWork& work) : work_(work) {}

  // True until the transaction ends, for one of all that ask.
  bool TakePosting();
  int LastSequence(const Month& month);

  // What of a claim's month was accepted and lies above the ceiling, with its adjustments.
  Money Unfunded(const BilledClaim& claim);
  // What the contract's newest adjudicated claim was approved for.
  Money ExpectedPayable(const std::string& provider_id, const std::string& contract_id);

  // With its months and plan.
  void Insert(const Adjustment& adjustment);
  // What was recorded until `known_at` is posted wherever it changes these months.
  void InsertCheck(std::span<const Month> months, Instant known_at);

  std::optional<Adjustment> Find(const AdjustmentId& id);  // with months and plan
  std::vector<Adjustment> OfRequest(const std::string& request_key);
  // Newest first, up to page.size + 1 rows. Ordered by KeyOf.
  std::vector<Adjustment> List(const AdjustmentFilter& filter, const rpc::Page& page);
  static std::vector<std::string> KeyOf(const Adjustment& adjustment);

 private:
  void AddParts(Adjustment& adjustment);

  sql::UnitOfWork& work_;
};

}  // namespace tirek::billing
