// A month computed without writing, two of them beside each other, and the month's pots.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "billing/capitation/pot.h"
#include "billing/order/order.h"
#include "services/billing/capitation_run.h"

namespace tirek::billing {

// What a month is computed from.
struct Replaying {
  std::optional<RunId> run_id;
  std::optional<Month> month;  // without a run
  std::optional<Instant> known_at;
};

struct Replay {
  Month month;
  Instant known_at;
  LineTotals totals;
  std::string result_hash;
  bool same_as_run = false;
};

enum class Grouping { kLine, kProvider, kTerritory };

// Which rows of a comparison are shown.
struct RowsWanted {
  Grouping by = Grouping::kLine;
  std::string provider_id;  // empty for all
  int limit = 0;
};

struct Comparing {
  Month month;
  std::optional<Instant> from_known_at;
  std::optional<Instant> to_known_at;
  RowsWanted rows;
};

struct TryingOrder {
  Month month;
  std::optional<Instant> known_at;
  order::StateSocialOrder draft;
  RowsWanted rows;
};

struct Difference {
  std::string provider_id;
  std::string territory;
  std::string contract_id;
  std::string placement_id;
  std::optional<CivilDate> start_date;
  long long lines = 0;
  Money before = Money::FromMinor(0, kTenge);
  Money after = Money::FromMinor(0, kTenge);
  Money difference = Money::FromMinor(0, kTenge);
  std::string changes;
};

struct SharingPots {
  Month month;
  std::optional<Instant> known_at;
  std::string order_code;  // empty for all
};

struct PotShare {
  std::string order_code;
  std::string pot;
  capitation::PotPart part;
};

struct Comparison {
  std::vector<Difference> differences;
  Difference total;
  int winners = 0;
  int losers = 0;
  std::string hash_before;
  std::string hash_after;
  long long not_listed = 0;
};

}  // namespace tirek::billing
