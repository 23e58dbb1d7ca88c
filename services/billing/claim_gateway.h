// All SQL of claims and what their contracts allow. The transaction is the caller's.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "billing/adjudication/adjudicate.h"
#include "core/rpc/page.h"
#include "core/sql/unit_of_work.h"
#include "services/billing/claim.h"

namespace tirek::billing {

// A line's decision, by the capitation line it is about.
struct LineDecision {
  LineId line_id;
  adjudication::Decision decision;
};

class ClaimGateway {
 public:
  explicit ClaimGateway(sql::UnitOfWork& work) : work_(work) {}

  // With its lines. CLAIM_EXISTS when the month is claimed under this contract.
  Result<void> Insert(const Claim& claim, std::span<const CapitationLine> lines, IdSource& ids);
  std::optional<Claim> Find(const ClaimId& id);
  // The same, and nobody else adjudicates it until the transaction ends.
  std::optional<Claim> Lock(const ClaimId& id);
  // Newest month first, up to page.size + 1 rows. Ordered by KeyOf.
  std::vector<Claim> List(const ClaimFilter& filter, const rpc::Page& page);
  static std::vector<std::string> KeyOf(const Claim& claim);
  std::vector<Claim> All();
  // By first day, then placement, up to page.size + 1 rows. Ordered by KeyOf.
  std::vector<ClaimLine> ListLines(const ClaimLineFilter& filter, const rpc::Page& page);
  static std::vector<std::string> KeyOf(const ClaimLine& line);

  // Nothing when there is no such contract of this provider.
  // By position, up to page.size + 1.
  std::vector<CutDay> ListCutDays(const ClaimId& claim_id, const rpc::Page& page);
  void InsertCutDays(const Claim& claim, std::span<const CutDay> days);

  // That the contract has on the day, as known now; empty where it has none.
  std::string BudgetCodeOn(const std::string& provider_id, const std::string& contract_id,
                           CivilDate day);
  std::optional<ContractFunds> FindContract(const std::string& provider_id,
                                            const std::string& contract_id);
  // What was accepted under the contract before. Nobody else uses its ceiling until the
  // transaction ends. The contract was claimed under once at the least.
  Money LockUse(const NewClaim& claim);
  void AddUse(const NewClaim& claim, Money accepted);

  // The claim with its new state, sums and version; each of its lines once.
  void Adjudicate(const Claim& claim, std::span<const LineDecision> decisions);

 private:
  sql::UnitOfWork& work_;
};

}  // namespace tirek::billing
