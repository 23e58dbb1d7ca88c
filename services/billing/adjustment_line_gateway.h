// All SQL of the lines of adjustments. The transaction is the caller's.
#pragma once

#include <string>
#include <vector>

#include "core/base/id.h"
#include "core/rpc/page.h"
#include "core/sql/unit_of_work.h"
#include "services/billing/retro.h"

namespace tirek::billing {

class AdjustmentLineGateway {
 public:
  explicit AdjustmentLineGateway(sql::UnitOfWork& work) : work_(work) {}

  // Of one month of an adjustment, with what they bill instead.
  void Insert(const AdjustmentId& id, const ClaimDifferences& of_claim, IdSource& ids);
  // Persons and months of the adjustment whose standing lines are not what was claimed and the
  // differences of all adjustments: none, unless we are wrong.
  int UnevenPersons(const Adjustment& adjustment);
  // By month and placement, up to page.size + 1 rows. Ordered by KeyOf.
  std::vector<AdjustmentLine> List(const AdjustmentLineFilter& filter, const rpc::Page& page);
  static std::vector<std::string> KeyOf(const AdjustmentLine& line);

 private:
  sql::UnitOfWork& work_;
};

}  // namespace tirek::billing
