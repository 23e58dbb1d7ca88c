#include "billing/capitation/fast/regime.h"

#include <algorithm>
#include <utility>

#include "billing/capitation/fast/compact_trace.h"
#include "billing/capitation/rate.h"
#include "billing/order/rule_lookup.h"

namespace tirek::capitation::fast {
namespace {

// A line has two bytes for its share.
constexpr std::size_t kMostShares = 0xffff;

// The days on which something of the order, or the person's category, begins or has just ended.
class Changes {
 public:
  explicit Changes(Period month) : month_(month) {}

  template <typename Rule>
  void Add(const std::vector<Rule>& rules) {
    for (const Rule& rule : rules) {
      days_ |= MaskOf(rule.period.start, month_) | MaskOf(rule.period.end, month_);
    }
  }

  DayMask days() const { return days_; }

 private:
  Period month_;
  DayMask days_ = Bit(0);
};

DayMask ChangesOf(const order::StateSocialOrder& order,
                  const std::vector<CategoryPeriod>& categories, Period month) {
  Changes changes(month);
  changes.Add(order.tariffs);
  changes.Add(order.coefficients);
  changes.Add(order.absence_rules);
  changes.Add(order.basis_rules);
  changes.Add(order.proration_rules);
  changes.Add(order.caps);
  changes.Add(order.guaranteed_amounts);
  changes.Add(order.fee_rules);
  changes.Add(order.pension_rules);
  changes.Add(order.quality_rules);
  changes.Add(order.funding_rules);
  changes.Add(categories);
  return changes.days();
}

bool IsCapacityStep(const std::optional<order::StepTable>& steps) {
  return !steps || steps->measure == order::StepMeasure::kCapacity;
}

// Whether the rules of the row are among those that the kernel knows: what they ask is told by the
// setting and the masks.
bool IsPlain(const Treatment& treatment, const Row& row) {
  if (treatment.payers != PayerRules()) return false;
  if (IsEnrolled(treatment)) return false;
  if (!order::CapsFor(*row.contract->order, row.place->service, treatment.category, row.day.date)
           .empty()) {
    return false;
  }
  if (treatment.tariff == nullptr) return true;
  if (!IsCapacityStep(treatment.tariff->steps) || !HasRate(treatment)) return false;
  for (const AppliedCoefficient& applied : treatment.coefficients) {
    if (!IsCapacityStep(applied.coefficient->steps)) return false;
  }
  if (treatment.proration == nullptr) return true;
  const order::Divisor divisor = treatment.proration->divisor;
  return treatment.divisor > 0 &&
         (divisor == order::Divisor::kCalendarDays || divisor == order::Divisor::kWorkingDays);
}

std::size_t PositionOf(const Share& share, std::vector<Share>& shares) {
  const auto known = std::find(shares.begin(), shares.end(), share);
  const auto position = static_cast<std::size_t>(known - shares.begin());
  if (known == shares.end()) shares.push_back(share);
  return position;
}

std::shared_ptr<const DayAmounts> AmountsOf(const std::optional<Price>& price, Rounding policy) {
  if (!price) return nullptr;
  DayAmounts amounts{};
  for (std::size_t days = 0; days < amounts.size(); ++days) {
    const auto amount = AmountOf(static_cast<std::int64_t>(days) * kWholeUnit, *price, policy);
    if (!amount) return nullptr;
    amounts[days] = *amount;
  }
  return std::make_shared<const DayAmounts>(amounts);
}

}  // namespace

void CompiledMonth::Extend(const MonthColumns& columns) {
  const std::vector<Setting>& settings = columns.settings();
  while (regimes_.size() < settings.size()) {
    regimes_.push_back(Compile(columns, settings[regimes_.size()]));
  }
}

Regime CompiledMonth::Compile(const MonthColumns& columns, const Setting& setting) {
  const Period month = columns.days();
  PlacementFacts placement;
  placement.categories = columns.categories()[setting.categories];
  Row row;
  row.facts = &columns.common();
  row.placement = &placement;
  row.contract = &columns.contracts()[setting.contract];
  row.place = &columns.places()[setting.place];

  Regime regime;
  regime.order = row.contract->order;
  regime.in_contract = MaskOf(row.contract->period, month);
  for (const Period& licence : row.place->licences) regime.licensed |= MaskOf(licence, month);
  regime.shares.push_back({});
  DayMask changes = ChangesOf(*regime.order, placement.categories, month);
  while (changes != 0) {
    const int first = FirstDay(changes);
    changes &= changes - 1;
    const int end = changes == 0 ? month.days() : FirstDay(changes);
    row.day = {month.start + first, {}, Decimal::FromInteger(1)};
    const DayTerms& found = TermsOn(row);
    AddDays(regime, found, DaysBefore(end) & ~DaysBefore(first));
  }
  for (int day = 0; day < month.days(); ++day) {
    if (columns.common().calendar.IsWorkingDay(month.start + day)) regime.not_working &= ~Bit(day);
  }
  if (regime.shares.size() > kMostShares) regime.is_plain = false;
  if (regime.is_plain) AddPrices(regime);
  return regime;
}

const CompiledMonth::DayTerms& CompiledMonth::TermsOn(const Row& row) {
  const DayKey key{row.contract->order,
                   row.place->territory,
                   row.place->condition,
                   row.place->service,
                   CategoryOn(*row.placement, row.day.date),
                   row.place->capacity,
                   row.day.date};
  const auto known = days_.find(key);
  if (known != days_.end()) return known->second;
  return days_.emplace(key, Ask(row)).first->second;
}

CompiledMonth::DayTerms CompiledMonth::Ask(Row row) {
  const Treatment present = TermsOf(row);
  DayTerms found;
  found.is_plain = IsPlain(present, row);
  found.tie = present.denial == DenialReason::kTariffTie;
  found.not_working =
      present.proration != nullptr && present.proration->divisor == order::Divisor::kWorkingDays;
  if (found.is_plain) found.terms = IndexOf(present, row);
  for (std::size_t reason = 0; reason < kReasons; ++reason) {
    row.day.absence = static_cast<order::AbsenceReason>(reason);
    const Treatment away = TermsOf(row);
    found.is_plain = found.is_plain && IsPlain(away, row);
    found.shares[reason] = {away.absence_rule, away.basis_rule};
  }
  return found;
}

std::uint32_t CompiledMonth::IndexOf(const Treatment& treatment, const Row& row) {
  Terms terms;
  terms.tariff = treatment.tariff;
  if (treatment.proration != nullptr) terms.parts = treatment.divisor;
  std::vector<const order::Step*> steps;
  for (const AppliedCoefficient& applied : treatment.coefficients) {
    terms.coefficients.push_back(applied.coefficient);
    steps.push_back(applied.step);
  }
  const auto [known, added] =
      terms_indices_.emplace(TermsKey(treatment.tariff, treatment.rate_step, terms.coefficients,
                                      steps, treatment.category, treatment.proration),
                             static_cast<std::uint32_t>(terms_.size()));
  if (!added) return known->second;
  if (terms.tariff != nullptr) {
    std::vector<TraceStep> steps_of_rate;
    const Result<Exact> rate = UnitRate({treatment, {row}}, steps_of_rate);
    if (rate) terms.rate = *rate;
  }
  terms_.push_back(std::move(terms));
  return known->second;
}

void CompiledMonth::AddDays(Regime& regime, const DayTerms& found, DayMask days) const {
  regime.is_plain = regime.is_plain && found.is_plain;
  if (!found.is_plain) return;
  const order::Tariff* tariff = terms_[found.terms].tariff;
  if (tariff == nullptr) (found.tie ? regime.tie : regime.no_tariff) |= days;
  if (tariff != nullptr && order::IsDayUnit(tariff->unit)) regime.day_units |= days;
  if (found.not_working) regime.not_working |= days;
  const auto same = [&found](const TermsDays& terms) { return terms.terms == found.terms; };
  const auto known = std::find_if(regime.terms.begin(), regime.terms.end(), same);
  if (known == regime.terms.end()) {
    regime.terms.push_back({found.terms, days, {}, {}, {}});
  } else {
    known->days |= days;
  }
  for (std::size_t reason = 0; reason < kReasons; ++reason) {
    if (found.shares[reason] == Share()) continue;
    if (found.shares[reason].is_paid()) regime.is_paid[reason] = true;
    regime.away[reason].push_back({PositionOf(found.shares[reason], regime.shares), days});
  }
}

void CompiledMonth::AddPrices(Regime& regime) {
  for (TermsDays& days : regime.terms) {
    const Terms& terms = terms_[days.terms];
    for (const Share& share : regime.shares) {
      days.traces.push_back(
          Encode({terms.tariff, share.rule, share.basis, terms.coefficients}, *regime.order));
      if (terms.tariff == nullptr) continue;
      const Priced& priced = PriceFor(days.terms, share, *regime.order);
      days.prices.push_back(priced.price);
      days.amounts.push_back(priced.amounts);
    }
  }
}

const CompiledMonth::Priced& CompiledMonth::PriceFor(std::uint32_t index, const Share& share,
                                                     const order::StateSocialOrder& order) {
  const auto [priced, added] = prices_.try_emplace({index, share});
  const Terms& terms = terms_[index];
  if (added && terms.rate) {
    priced->second.price = PriceOf(*terms.rate, share.paid(), terms.parts, order.currency);
    priced->second.amounts = AmountsOf(priced->second.price, order.rounding.policy);
  }
  return priced->second;
}

}  // namespace tirek::capitation::fast
