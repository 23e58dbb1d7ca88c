// The attendance of a month as other services publish it: the most rows that a run reads.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/base/clock.h"
#include "core/calendar/month.h"
#include "core/sql/unit_of_work.h"
#include "services/billing/month_facts.h"

namespace tirek::billing {

// An empty list is all.
struct AttendanceScope {
  std::vector<std::string> provider_ids;
  std::vector<std::string> placement_ids;
};

class AttendanceGateway {
 public:
  // What was in force at `known_at`: recorded by then, and not replaced yet.
  AttendanceGateway(sql::UnitOfWork& work, Month month, Instant known_at)
      : work_(work), month_(month), known_at_(known_at) {}

  // In no order. Throws soci::soci_error.
  void ForEach(const AttendanceScope& scope, const std::function<void(AttendanceRow)>& take);

 private:
  std::string Within(const AttendanceScope& scope);
  std::string Replaced(const std::string& within);

  sql::UnitOfWork& work_;
  Month month_;
  Instant known_at_;
};

}  // namespace tirek::billing
