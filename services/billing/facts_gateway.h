// Reads a month's facts from what other services publish, as they were known at one instant.
#pragma once

#include "core/base/result.h"
#include "core/sql/unit_of_work.h"
#include "services/billing/month_facts.h"

namespace tirek::billing {

class FactsGateway {
 public:
  // A transaction that sees one state (Isolation::kSnapshot) and every provider's rows.
  explicit FactsGateway(sql::UnitOfWork& work) : work_(work) {}

  // ORDER_UNREADABLE when an order that was adopted cannot be read any more.
  Result<MonthRows> Load(Month month, Instant known_at);

 private:
  sql::UnitOfWork& work_;
};

}  // namespace tirek::billing
