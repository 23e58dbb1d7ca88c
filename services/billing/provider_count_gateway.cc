#include "services/billing/provider_count_gateway.h"

#include "core/sql/rows.h"

namespace tirek::billing {

std::vector<PlacementCount> ProviderCountGateway::Count(Month month) {
  const std::string from = month.period().start.ToString();
  const std::string until = month.period().end.ToString();
  return sql::ReadAll(
      (work_.sql().prepare << "SELECT provider_id, count(*) FILTER (WHERE start_date < :until::date"
                              " AND end_date >= :from::date)"
                              " FROM placements.published_placement GROUP BY provider_id"
                              " ORDER BY provider_id COLLATE \"C\"",
       soci::use(until, "until"), soci::use(from, "from")),
      [](const soci::row& row) {
        return PlacementCount{row.get<std::string>(0), row.get<long long>(1)};
      });
}

}  // namespace tirek::billing
