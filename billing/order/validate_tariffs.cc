// Tariffs and coefficients: each by itself, and where two could pay one delivery.
#include <map>
#include <tuple>

#include "billing/order/check.h"
#include "billing/order/overlap.h"

namespace tirek::order {
namespace {

// A rate or a value, or steps in its place.
void CheckValue(Check& check, const std::string& field, const Decimal& value,
                const std::optional<StepTable>& steps, const std::string& path) {
  if (!steps) {
    check.RequirePositive(field, value);
    return;
  }
  CheckSteps(check, path + "steps.", *steps);
  if (!value.is_zero()) check.Add(field, "VALUE_BESIDE_STEPS", "nothing: the steps say it");
}

void CheckWithinLimits(Check& check, const std::string& field, const Decimal& rate,
                       const Tariff& tariff) {
  if (tariff.legal_min && rate < *tariff.legal_min) {
    check.Add(field, "RATE_BELOW_LEGAL_MINIMUM",
              "at least the legal minimum " + tariff.legal_min->ToString());
  }
  if (tariff.legal_max && rate > *tariff.legal_max) {
    check.Add(field, "RATE_ABOVE_LEGAL_MAXIMUM",
              "at most the legal maximum " + tariff.legal_max->ToString());
  }
}

void CheckLegalLimits(Check& check, const std::string& path, const Tariff& tariff) {
  if (tariff.legal_min) check.RequirePositive(path + "legal_min", *tariff.legal_min);
  if (tariff.legal_max) check.RequirePositive(path + "legal_max", *tariff.legal_max);
  if (tariff.legal_min && tariff.legal_max && *tariff.legal_min > *tariff.legal_max) {
    check.Add(path + "legal_min", "LEGAL_LIMITS_REVERSED",
              "at most the legal maximum " + tariff.legal_max->ToString());
    return;  // which of the two is wrong is not known, so neither judges the rate
  }
  if (!tariff.steps) {
    CheckWithinLimits(check, path + "rate", tariff.rate, tariff);
    return;
  }
  for (std::size_t i = 0; i < tariff.steps->steps.size(); ++i) {
    CheckWithinLimits(check, path + RowPath("steps.steps", i) + ".value",
                      tariff.steps->steps[i].value, tariff);
  }
}

// The first day of the tariff on which no proration rule of its service holds.
std::optional<CivilDate> FirstWithoutProration(const Tariff& tariff,
                                               const std::multimap<CivilDate, Period>& prorations) {
  CivilDate covered = tariff.period.start;
  for (const auto& [start, period] : prorations) {
    if (start > covered) break;
    covered = std::max(covered, period.end);
  }
  if (covered >= tariff.period.end) return {};
  return covered;
}

// Without a divisor a person-month has no price.
void CheckProrations(Check& check) {
  if (!check.IsWhole("proration_rules")) return;
  std::map<std::string, std::multimap<CivilDate, Period>> prorations;
  for (const ProrationRule& rule : check.order().proration_rules) {
    prorations[rule.service].emplace(rule.period.start, rule.period);
  }
  for (std::size_t i = 0; i < check.order().tariffs.size(); ++i) {
    const Tariff& tariff = check.order().tariffs[i];
    const std::string row = RowPath("tariffs", i) + ".";
    if (tariff.unit != ServiceUnit::kPersonMonth || !check.IsWhole(row)) continue;
    const auto missing = FirstWithoutProration(tariff, prorations[tariff.service]);
    if (!missing) continue;
    check.Add(row + "unit", "PRORATION_MISSING",
              "a proration rule for '" + tariff.service +
                  "' on each day of the tariff; there is none on " + missing->ToString());
  }
}

// Tariffs of one service, place and unit, by their start, each with the longest-lasting of those
// up to it: finds one that shares a day with a period, if any does.
class Timeline {
 public:
  void Insert(Period period, std::size_t row) { rows_.push_back({period, row}); }

  void Sort() {
    std::stable_sort(rows_.begin(), rows_.end(), [](const Entry& a, const Entry& b) {
      return a.period.start < b.period.start;
    });
    for (std::size_t i = 1; i < rows_.size(); ++i) {
      if (rows_[i].period.end < rows_[i - 1].period.end) {
        rows_[i] = {{rows_[i].period.start, rows_[i - 1].period.end}, rows_[i - 1].row};
      }
    }
  }

  std::optional<std::size_t> SharesDay(Period period) const {
    const auto after = std::partition_point(
        rows_.begin(), rows_.end(),
        [period](const Entry& entry) { return entry.period.start < period.end; });
    if (after == rows_.begin() || std::prev(after)->period.end <= period.start) return {};
    return std::prev(after)->row;
  }

 private:
  struct Entry {
    Period period;
    std::size_t row = 0;
  };
  std::vector<Entry> rows_;
};

// Where tariffs of one service lie, by territory and unit.
using Service = std::tuple<DeliveryCondition, std::string>;
using Timelines = std::map<Kato, std::map<ServiceUnit, Timeline>>;

void ReportUnits(Check& check, std::size_t later, std::size_t earlier) {
  check.Add(RowPath("tariffs", later) + ".unit", "UNIT_MISMATCH",
            std::string(ServiceUnitName(check.order().tariffs[earlier].unit)) + ", the unit of " +
                RowPath("tariffs", earlier) + ", which can pay the same service");
}

Timelines TimelinesOf(const std::vector<Tariff>& tariffs, const std::vector<std::size_t>& rows) {
  Timelines timelines;
  for (const std::size_t row : rows) {
    timelines[tariffs[row].territory][tariffs[row].unit].Insert(tariffs[row].period, row);
  }
  for (auto& [territory, units] : timelines) {
    for (auto& [unit, timeline] : units) timeline.Sort();
  }
  return timelines;
}

// A day is recorded in one unit, before it is known which tariff pays it; so tariffs whose
// territories meet have one unit. Each tariff looks at those of its own territory and above.
void CheckUnitsOfService(Check& check, const std::vector<std::size_t>& rows) {
  const std::vector<Tariff>& tariffs = check.order().tariffs;
  const Timelines timelines = TimelinesOf(tariffs, rows);
  std::set<std::pair<std::size_t, std::size_t>> pairs;  // by row, and each once
  for (const std::size_t row : rows) {
    for (std::optional<Kato> area = tariffs[row].territory; area; area = area->Parent()) {
      const auto found = timelines.find(*area);
      if (found == timelines.end()) continue;
      for (const auto& [unit, timeline] : found->second) {
        if (unit == tariffs[row].unit) continue;
        const auto other = timeline.SharesDay(tariffs[row].period);
        if (other) pairs.emplace(std::max(row, *other), std::min(row, *other));
      }
    }
  }
  for (const auto& [later, earlier] : pairs) ReportUnits(check, later, earlier);
}

void CheckUnits(Check& check) {
  std::map<Service, std::vector<std::size_t>> services;
  for (std::size_t i = 0; i < check.order().tariffs.size(); ++i) {
    const Tariff& tariff = check.order().tariffs[i];
    if (tariff.period.empty() || tariff.territory.empty()) continue;
    if (!check.IsWhole(RowPath("tariffs", i) + ".")) continue;
    services[{tariff.condition, tariff.service}].push_back(i);
  }
  for (const auto& [service, rows] : services) CheckUnitsOfService(check, rows);
}

void CheckTariff(Check& check, std::size_t index, std::set<std::string>& codes) {
  const Tariff& tariff = check.order().tariffs[index];
  const std::string path = RowPath("tariffs", index) + ".";
  check.RequireCode(path, tariff.code, codes);
  if (tariff.territory.empty()) {
    check.Add(path + "territory", "REQUIRED",
              "the КАТО code of the territory that the tariff holds in");
  }
  check.RequireText(path + "service", tariff.service, "the code of a service");
  check.RequireText(path + "source_act", tariff.source_act, "the act that approved the tariff");
  check.RequirePeriod(path, tariff.period);
  CheckValue(check, path + "rate", tariff.rate, tariff.steps, path);
  CheckLegalLimits(check, path, tariff);
}

}  // namespace

void CheckTariffs(Check& check) {
  const std::vector<Tariff>& tariffs = check.order().tariffs;
  if (tariffs.empty()) check.Add("tariffs", "REQUIRED", "at least one tariff");
  std::set<std::string> codes;
  for (std::size_t i = 0; i < tariffs.size(); ++i) CheckTariff(check, i, codes);
  CheckClashes(
      check, "tariffs", tariffs,
      [](const Tariff& t) { return std::tuple(t.condition, t.service, t.territory, t.category); },
      "TARIFF_TIE", "territory and category");
  CheckUnits(check);
  CheckProrations(check);
}

void CheckCoefficients(Check& check) {
  std::set<std::string> codes;
  for (std::size_t i = 0; i < check.order().coefficients.size(); ++i) {
    const Coefficient& coefficient = check.order().coefficients[i];
    const std::string path = RowPath("coefficients", i) + ".";
    check.RequireCode(path, coefficient.code, codes);
    check.RequireText(path + "source_act", coefficient.source_act,
                      "the act that set the coefficient");
    check.RequirePeriod(path, coefficient.period);
    CheckValue(check, path + "value", coefficient.value, coefficient.steps, path);
    check.RequireShare(path + "share", coefficient.share);
    if (coefficient.territory && coefficient.territory->empty()) {
      check.Add(path + "territory", "REQUIRED", "a КАТО code, or no territory at all");
    }
    check.RequireServiceOfOrder(path, coefficient.service);
  }
}

}  // namespace tirek::order
