#include "billing/capitation/fast/unfold.h"

#include <algorithm>
#include <utility>

#include "billing/capitation/fast/compact_trace.h"
#include "billing/capitation/price.h"

namespace tirek::capitation::fast {
namespace {

// Whether the rules that the order gives for the row are those that the line was paid by.
bool Agrees(const CompactTrace& trace, const Treatment& treatment) {
  CompactTrace again{treatment.tariff, treatment.absence_rule, treatment.basis_rule, {}};
  for (const AppliedCoefficient& applied : treatment.coefficients) {
    again.coefficients.push_back(applied.coefficient);
  }
  return again == trace;
}

std::vector<Row> RowsOf(const StoredLine& line, const LineFacts& facts) {
  std::vector<Row> rows;
  for (const AttendanceDay& day : facts.placement->attendance) {
    if ((MaskOf(day.date, facts.month->month.period()) & line.days) == 0) continue;
    if (day.absence != line.absence) continue;
    Row row;
    row.facts = facts.month;
    row.placement = facts.placement;
    row.contract = facts.contract;
    row.place = facts.place;
    row.day = day;
    rows.push_back(row);
  }
  return rows;
}

}  // namespace

std::string_view TraceOf(const FastLine& line, const MonthColumns& columns,
                         const CompiledMonth& compiled) {
  const Regime& regime = compiled.regime(columns.setting(line.placement));
  const auto days =
      std::find_if(regime.terms.begin(), regime.terms.end(),
                   [&line](const TermsDays& terms) { return terms.terms == line.terms; });
  return days->traces[line.share];
}

std::optional<Result<Line>> Unfold(const StoredLine& line, const LineFacts& facts) {
  const auto trace = Decode(line.trace, *facts.contract->order);
  if (!trace || line.days == 0) return {};
  Stretch stretch{{}, RowsOf(line, facts)};
  if (stretch.rows.size() != static_cast<std::size_t>(CountDays(line.days))) return {};
  stretch.treatment = TermsOf(stretch.rows.front());
  if (!Agrees(*trace, stretch.treatment)) return {};
  stretch.treatment.denial = line.denial;
  stretch.treatment.overlap_placement_id = line.overlap_placement_id;
  return PriceStretch(stretch);
}

Result<Line> Unfold(const FastLine& line, const MonthColumns& columns,
                    const CompiledMonth& compiled) {
  const PlacementFacts placement = columns.FactsOf(line.placement);
  StoredLine stored{line.days, line.absence(), line.denial(), "",
                    std::string(TraceOf(line, columns, compiled))};
  if (line.winner != kNoPlacement) {
    stored.overlap_placement_id = columns.placement_id(line.winner);
  }
  auto unfolded = Unfold(stored, {&placement, &columns.ContractOf(line.placement),
                                  &columns.PlaceOf(line.placement), &columns.common()});
  TIREK_ASSERT(unfolded.has_value());
  return *std::move(unfolded);
}

}  // namespace tirek::capitation::fast
