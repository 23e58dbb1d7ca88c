#include "billing/capitation/price.h"

#include <algorithm>
#include <string>
#include <utility>

#include "billing/capitation/denial_text.h"
#include "core/money/exact.h"
#include "core/money/round.h"

namespace tirek::capitation {
namespace {

// "4850 × 1.10", or with a share "4850 × (1 + 0.62 × (1.25 - 1))".
std::string ProductText(const Exact& rate, const order::Coefficient& coefficient) {
  const std::string value = coefficient.value.ToString();
  if (coefficient.share == Decimal::FromInteger(1)) return rate.ToString() + " × " + value;
  return rate.ToString() + " × (1 + " + coefficient.share.ToString() + " × (" + value + " - 1))";
}

// The dates where each counts one, else each date with its quantity.
std::string QuantitiesText(const std::vector<Row>& rows, const std::vector<CivilDate>& dates) {
  const bool ones = std::all_of(rows.begin(), rows.end(), [](const Row& row) {
    return row.day->quantity == Decimal::FromInteger(1);
  });
  if (ones) return DatesText(dates);
  std::string text;
  for (const Row& row : rows) {
    if (!text.empty()) text += ", ";
    text += row.day->date.ToString() + ": " + row.day->quantity.ToString();
  }
  return text;
}

// Prices one stretch, writing each step into the line's trace as it is taken.
class Pricing {
 public:
  explicit Pricing(const Stretch& stretch)
      : stretch_(stretch),
        treatment_(stretch.treatment),
        order_(*stretch.rows.front().contract->order) {}

  Result<Line> Run() {
    FillFacts();
    TIREK_RETURN_IF_ERROR(CountQuantity());
    if (treatment_.tariff != nullptr) {
      TIREK_ASSIGN_OR_RETURN(const Exact rate, UnitRate());
      ExplainQuantity();
      ExplainAbsence();
      TIREK_ASSIGN_OR_RETURN(const Money sum, LineSum(rate));
      (treatment_.denial ? line_.denied_amount : line_.amount) = sum;
    } else {
      ExplainQuantity();
    }
    if (treatment_.denial) ExplainDenial();
    return std::move(line_);
  }

 private:
  void FillFacts() {
    const Row& first = stretch_.rows.front();
    line_.placement_id = first.placement->placement_id;
    line_.person_id = first.placement->person_id;
    line_.provider_id = first.contract->provider_id;
    line_.contract_id = first.contract->contract_id;
    for (const Row& row : stretch_.rows) line_.dates.push_back(row.day->date);
    line_.period = {line_.dates.front(), line_.dates.back() + 1};
    if (treatment_.tariff != nullptr) {
      line_.tariff_code = treatment_.tariff->code;
      line_.unit = treatment_.tariff->unit;
    }
    for (const auto* coefficient : treatment_.coefficients) {
      line_.coefficient_codes.push_back(coefficient->code);
    }
    line_.category = treatment_.category;
    line_.absence = treatment_.absence;
    line_.ground = line_.absence ? LineGround::kAbsence : LineGround::kAttended;
    line_.paid_share = treatment_.paid_share;
    line_.status = treatment_.denial ? LineStatus::kDenied : LineStatus::kPayable;
    line_.reason = treatment_.denial;
    line_.overlap_placement_id = treatment_.overlap_placement_id;
    line_.amount = Money::FromMinor(0, order_.currency);
    line_.denied_amount = line_.amount;
  }

  Result<void> CountQuantity() {
    for (const Row& row : stretch_.rows) {
      TIREK_ASSIGN_OR_RETURN(line_.quantity, line_.quantity.Plus(row.day->quantity));
    }
    return {};
  }

  // The tariff after coefficients, in money where the order approves unit rates.
  Result<Exact> UnitRate() {
    const order::Tariff& tariff = *treatment_.tariff;
    Exact rate(tariff.rate);
    const std::string category = tariff.category.empty() ? "any category" : tariff.category;
    AddStep("CAP-TARIFF", tariff.source_act,
            "tariff " + tariff.code + ": " + tariff.territory.text() + ", " +
                std::string(DeliveryConditionName(tariff.condition)) + ", " + tariff.service +
                ", " + category + ", " + PeriodText(tariff.period),
            rate.ToString(), tariff.rate.ToString() + PerUnit());
    for (const order::Coefficient* coefficient : treatment_.coefficients) {
      const std::string product = ProductText(rate, *coefficient);
      rate = rate * order::FactorOf(*coefficient);
      AddStep("CAP-COEFFICIENT", coefficient->source_act, coefficient->code + ": " + product,
              rate.ToString(), rate.ToString() + PerUnit());
    }
    if (order_.rounding.place == order::RoundingPlace::kLine) return rate;
    TIREK_ASSIGN_OR_RETURN(const Money money, Round(rate, order_.currency, order_.rounding.policy));
    AddStep("CAP-ROUND", order_.source_act, RoundingText(order::RoundingPlace::kUnitRate),
            rate.ToString(), money.AmountText() + PerUnit());
    return Exact::FromMoney(money);
  }

  void ExplainQuantity() {
    const std::string quantity = Exact(line_.quantity).ToString();
    const std::string unit = line_.unit ? " " + std::string(ServiceUnitName(*line_.unit)) : "";
    AddStep("CAP-DAYS", order_.source_act, QuantitiesText(stretch_.rows, line_.dates), quantity,
            quantity + unit);
  }

  void ExplainAbsence() {
    const order::AbsenceRule* rule = treatment_.absence_rule;
    if (rule == nullptr || rule->paid_share.is_zero()) return;  // the denial says it
    const std::string share = rule->paid_share.ToString();
    std::string inputs = std::string(AbsenceReasonName(rule->reason)) + ": share " + share;
    if (rule->max_days_per_month) {
      inputs += ", first " + std::to_string(*rule->max_days_per_month) + " days of the month";
    }
    AddStep("CAP-ABSENCE", rule->source_act, inputs, share, share + " of the unit rate");
  }

  Result<Money> LineSum(const Exact& rate) {
    const Exact quantity(line_.quantity);
    const Exact share(treatment_.paid_share);
    const Exact sum = quantity * rate * share;
    std::string product = quantity.ToString() + " × " + rate.ToString();
    if (share != Exact(1)) product += " × " + share.ToString();
    AddStep("CAP-AMOUNT", "", product, sum.ToString(), sum.ToString() + " " + CurrencyText());
    TIREK_ASSIGN_OR_RETURN(const Money money, Round(sum, order_.currency, order_.rounding.policy));
    AddStep("CAP-ROUND", order_.source_act, RoundingText(order::RoundingPlace::kLine),
            sum.ToString(), money.ToString());
    return money;
  }

  void ExplainDenial() {
    const bool by_rule = treatment_.denial == DenialReason::kUnpaidAbsence ||
                         treatment_.denial == DenialReason::kAbsenceLimit;
    const order::AbsenceRule* rule = by_rule ? treatment_.absence_rule : nullptr;
    AddStep("CAP-DENY", rule != nullptr ? rule->source_act : order_.source_act,
            DenialText(stretch_.rows.front(), treatment_), "0", line_.amount.ToString());
  }

  std::string RoundingText(order::RoundingPlace place) const {
    return std::string(RoundingName(order_.rounding.policy)) + " to " +
           std::to_string(order_.currency.minor_digits()) + " decimals, place " +
           std::string(RoundingPlaceName(place));
  }

  std::string CurrencyText() const { return std::string(order_.currency.code()); }
  std::string PerUnit() const {
    return " " + CurrencyText() + " per " + std::string(ServiceUnitName(*line_.unit));
  }

  void AddStep(const char* rule, const std::string& source_act, std::string inputs,
               std::string exact, std::string result) {
    line_.trace.push_back(
        {rule, source_act, std::move(inputs), std::move(exact), std::move(result)});
  }

  const Stretch& stretch_;
  const Treatment& treatment_;
  const order::StateSocialOrder& order_;
  Line line_;
};

}  // namespace

Result<Line> PriceStretch(const Stretch& stretch) {
  Result<Line> line = Pricing(stretch).Run();
  if (line) return line;
  Error error = line.error();  // which of a nation's placements it was
  error.metadata["placement_id"] = stretch.rows.front().placement->placement_id;
  return error;
}

}  // namespace tirek::capitation
