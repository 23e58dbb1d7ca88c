// Which placements and providers have facts that were recorded after their months were billed, and
// who shares persons or places with them. Reads what other services publish.
#pragma once

#include <map>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "billing/retro/difference.h"
#include "core/calendar/period.h"
#include "core/sql/unit_of_work.h"
#include "services/billing/retro.h"

namespace tirek::billing {

// A month with adjudicated claims; what was recorded until `known_at` is in all of them.
struct BilledMonth {
  Month month;
  Instant known_at;
};

// Facts of these ids.
struct LateFactsOfMonth {
  std::map<std::string, retro::LateFacts> of_placements;
  std::map<std::string, retro::LateFacts> of_providers;  // of all their placements
};

// From the first day to the last that any version of the placement says.
struct PlacementSpan {
  std::string placement_id;
  std::string provider_id;
  std::string person_id;
  std::string place_id;
  Period period;
};

enum class SpanKey { kPlacement, kProvider, kPerson, kPlace };

class LateFactGateway {
 public:
  // Facts recorded until `known_at` only.
  LateFactGateway(sql::UnitOfWork& work, Instant known_at)
      : work_(work), known_at_(known_at.micros) {}

  // From the oldest on; those with a claim that the query asks for.
  std::vector<BilledMonth> BilledMonths(const LateFactQuery& query, const Month& oldest);
  std::map<Month, LateFactsOfMonth> LateFacts(std::span<const BilledMonth> months);
  // Placements with a day in the month, not of the providers `without`.
  std::vector<PlacementSpan> Spans(const Month& month, SpanKey key,
                                   const std::set<std::string>& ids,
                                   const std::set<std::string>& without = {});
  // Persons that a place holds on a day; not of places without walls.
  std::map<std::string, int> Capacities(const std::set<std::string>& place_ids);

 private:
  class Search;

  sql::UnitOfWork& work_;
  long long known_at_;
};

}  // namespace tirek::billing
