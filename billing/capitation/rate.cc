#include "billing/capitation/rate.h"

#include <algorithm>

#include "billing/capitation/denial_text.h"
#include "core/money/round.h"

namespace tirek::capitation {
namespace {

// "AGE 16 to 17 in 4 to 17": what the days of the stretch measure, and their band.
std::string BandText(const Stretch& stretch, const order::StepTable& table,
                     const order::Step& step) {
  int least = *MeasureOf(table.measure, stretch.rows.front());
  int most = least;
  for (const Row& row : stretch.rows) {
    least = std::min(least, *MeasureOf(table.measure, row));
    most = std::max(most, *MeasureOf(table.measure, row));
  }
  std::string text = std::string(StepMeasureName(table.measure)) + " " + std::to_string(least);
  if (most != least) text += " to " + std::to_string(most);
  text += " in " + std::to_string(step.first);
  return text + (step.last ? " to " + std::to_string(*step.last) : " and more");
}

// The value, or that of the band, which is explained.
Decimal ValueOf(const Stretch& stretch, const std::string& code, const std::string& source_act,
                const Decimal& value, const std::optional<order::StepTable>& steps,
                const order::Step* step, std::vector<TraceStep>& trace) {
  if (!steps) return value;
  trace.push_back({"CAP-STEP", source_act, code + ": " + BandText(stretch, *steps, *step),
                   Exact(step->value).ToString(), step->value.ToString()});
  return step->value;
}

// "4850 × 1.10", or with a share "4850 × (1 + 0.62 × (1.25 - 1))".
std::string ProductText(const Exact& rate, const Decimal& value, const Decimal& share) {
  if (share == Decimal::FromInteger(1)) return rate.ToString() + " × " + value.ToString();
  return rate.ToString() + " × (1 + " + share.ToString() + " × (" + value.ToString() + " - 1))";
}

Exact TariffRate(const Stretch& stretch, std::vector<TraceStep>& trace) {
  const order::Tariff& tariff = *stretch.treatment.tariff;
  const Decimal rate = ValueOf(stretch, tariff.code, tariff.source_act, tariff.rate, tariff.steps,
                               stretch.treatment.rate_step, trace);
  const std::string category = tariff.category.empty() ? "any category" : tariff.category;
  trace.push_back({"CAP-TARIFF", tariff.source_act,
                   "tariff " + tariff.code + ": " + tariff.territory.text() + ", " +
                       std::string(DeliveryConditionName(tariff.condition)) + ", " +
                       tariff.service + ", " + category + ", " + PeriodText(tariff.period),
                   Exact(rate).ToString(), rate.ToString() + " " + PerUnit(stretch)});
  return Exact(rate);
}

}  // namespace

Result<Exact> UnitRate(const Stretch& stretch, std::vector<TraceStep>& trace) {
  const order::StateSocialOrder& order = stretch.order();
  const std::string per_unit = " " + PerUnit(stretch);
  Exact rate = TariffRate(stretch, trace);
  for (const AppliedCoefficient& applied : stretch.treatment.coefficients) {
    const order::Coefficient& coefficient = *applied.coefficient;
    const Decimal value = ValueOf(stretch, coefficient.code, coefficient.source_act,
                                  coefficient.value, coefficient.steps, applied.step, trace);
    const std::string product = ProductText(rate, value, coefficient.share);
    rate = rate * order::FactorOf(coefficient, value);
    trace.push_back({"CAP-COEFFICIENT", coefficient.source_act, coefficient.code + ": " + product,
                     rate.ToString(), rate.ToString() + per_unit});
  }
  if (order.rounding.place == order::RoundingPlace::kLine) return rate;
  TIREK_ASSIGN_OR_RETURN(const Money money, Round(rate, order.currency, order.rounding.policy));
  trace.push_back({"CAP-ROUND", order.source_act,
                   RoundingText(order, order::RoundingPlace::kUnitRate), rate.ToString(),
                   money.AmountText() + per_unit});
  return Exact::FromMoney(money);
}

std::string PerUnit(const Stretch& stretch) {
  return std::string(stretch.order().currency.code()) + " per " +
         std::string(ServiceUnitName(stretch.treatment.tariff->unit));
}

std::string RoundingText(const order::StateSocialOrder& order, order::RoundingPlace place) {
  return std::string(RoundingName(order.rounding.policy)) + " to " +
         std::to_string(order.currency.minor_digits()) + " decimals, place " +
         std::string(RoundingPlaceName(place));
}

}  // namespace tirek::capitation
