// Capitation runs: one computation of a month for all providers, and the lines it came to.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "billing/capitation/line.h"
#include "billing/capitation/wording/wording.h"
#include "core/base/clock.h"
#include "core/base/id.h"
#include "core/calendar/month.h"
#include "core/money/money.h"

namespace tirek::billing {

struct RunTag {
  static constexpr std::string_view kPrefix = "run";
};
using RunId = Id<RunTag>;

struct LineTag {
  static constexpr std::string_view kPrefix = "lin";
};
using LineId = Id<LineTag>;

struct CapitationRun {
  RunId run_id;
  Month month;
  Instant known_at;               // facts recorded later are not in it
  std::string state = "RUNNING";  // as stored: RUNNING, COMPLETED, FAILED
  int providers_total = 0;
  int providers_done = 0;
  long long lines = 0;
  Money payable = Money::FromMinor(0, kTenge);
  Money denied = Money::FromMinor(0, kTenge);
  std::string result_hash;  // once completed
  std::string failure;      // why it failed
  Instant create_time;
  std::optional<Instant> end_time;
  std::string number;  // "CAP-2026-10-1": the month, and the how-manieth run of it; as read back

  bool is_running() const { return state == "RUNNING"; }
  friend bool operator==(const CapitationRun&, const CapitationRun&) = default;
};

struct RunFilter {
  std::optional<Month> month;  // absent for all
  std::string number;          // empty for all
};

struct CapitationLine {
  LineId line_id;
  RunId run_id;
  capitation::Line line;
  int part = 0;  // of the lines of its placement that begin on its first day
};

// Of each of a run's lines, in their order: how many before it begin with the same day.
std::vector<int> PartsOf(std::span<const capitation::Line> lines);

// ATTENDED, PAID_ABSENCE, RESERVED, NOTICE, ENROLLED or DENIED: what the line is for, as the API
// says it.
std::string GroundOf(const capitation::Line& line);

struct Explaining {
  LineId line_id;
  capitation::Language language = capitation::Language::kEnglish;
};

struct LineFilter {
  std::string run_id;          // empty: the newest completed run of the month
  std::optional<Month> month;  // always there when no run is named
  std::string provider_id;     // empty for all, as the others
  std::string placement_id;
  std::string ground;
  std::string reason;  // of denial
};

// What lines come to together.
struct LineTotals {
  int lines = 0;
  Money payable = Money::FromMinor(0, kTenge);
  Money denied = Money::FromMinor(0, kTenge);
};

// Fails with CURRENCY_MISMATCH or AMOUNT_OVERFLOW, as the next one.
Result<LineTotals> TotalsOf(std::span<const capitation::Line> lines);
Result<void> Add(LineTotals& totals, const LineTotals& more);

struct ProviderTotals {
  std::string provider_id;
  LineTotals totals;
};

}  // namespace tirek::billing
