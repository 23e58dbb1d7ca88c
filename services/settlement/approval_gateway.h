// All SQL of approvals: how many a payment run needs, and who gave them.
#pragma once

#include <span>
#include <vector>

#include "core/rpc/page.h"
#include "core/sql/unit_of_work.h"
#include "services/settlement/approval_rule.h"
#include "services/settlement/payment.h"

namespace tirek::settlement {

class ApprovalGateway {
 public:
  explicit ApprovalGateway(sql::UnitOfWork& work) : work_(work) {}

  void Insert(const ApprovalRule& rule);
  // Newest first.
  std::vector<ApprovalRule> Rules(const rpc::Page& page);
  // Those that have begun.
  std::vector<ApprovalRule> RulesOn(CivilDate day);

  // The next one of the run.
  void Insert(const PaymentRun& run, const PaymentApproval& approval);
  // Puts theirs into the runs, in the order in which they were given.
  void ReadInto(std::span<PaymentRun> runs);

 private:
  sql::UnitOfWork& work_;
};

}  // namespace tirek::settlement
