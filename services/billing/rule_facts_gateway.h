// Reads what the rules of orders ask for beside attendance, as it was known at one instant.
#pragma once

#include "core/sql/unit_of_work.h"
#include "services/billing/fact_needs.h"
#include "services/billing/month_facts.h"

namespace tirek::billing {

class RuleFactsGateway {
 public:
  explicit RuleFactsGateway(sql::UnitOfWork& work) : work_(work) {}

  // Puts into `rows` the calendar and what is needed of its month, placements and persons; their
  // attendance tells which days away are asked about.
  void Load(const FactNeeds& needs, Instant known_at, MonthRows& rows);

 private:
  sql::UnitOfWork& work_;
};

}  // namespace tirek::billing
