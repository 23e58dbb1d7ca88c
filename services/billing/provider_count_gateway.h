// How many placements each provider has, of any time and in a month.
#pragma once

#include <string>
#include <vector>

#include "core/calendar/month.h"
#include "core/sql/unit_of_work.h"

namespace tirek::billing {

struct PlacementCount {
  std::string provider_id;
  long long in_month = 0;  // zero: some of another time
};

class ProviderCountGateway {
 public:
  explicit ProviderCountGateway(sql::UnitOfWork& work) : work_(work) {}

  // As known now, in the order of bytes. A provider without any placement is not there.
  std::vector<PlacementCount> Count(Month month);

 private:
  sql::UnitOfWork& work_;
};

}  // namespace tirek::billing
