#include "billing/capitation/price.h"

#include <algorithm>
#include <string>
#include <utility>

#include "billing/capitation/denial_text.h"
#include "core/money/exact.h"
#include "core/money/round.h"

namespace tirek::capitation {
namespace {

// The dates where each counts one, else each date with its quantity.
std::string QuantitiesText(const std::vector<Row>& rows, const std::vector<CivilDate>& dates) {
  const bool ones = std::all_of(rows.begin(), rows.end(), [](const Row& row) {
    return row.day.quantity == Decimal::FromInteger(1);
  });
  if (ones) return DatesText(dates);
  std::string text;
  for (const Row& row : rows) {
    if (!text.empty()) text += ", ";
    text += row.day.date.ToString() + ": " + row.day.quantity.ToString();
  }
  return text;
}

std::string LimitText(const order::AbsenceRule& rule) {
  std::string text;
  if (rule.max_consecutive_days) {
    text += ", first " + std::to_string(*rule.max_consecutive_days) + " days of an absence";
  }
  if (rule.max_days_per_month) {
    text += ", first " + std::to_string(*rule.max_days_per_month) + " days of the month";
  }
  if (rule.max_days_per_year) {
    text += ", first " + std::to_string(*rule.max_days_per_year) + " days of the year";
  }
  return text;
}

// Prices one stretch, writing each step into the line's trace as it is taken.
class Pricing {
 public:
  explicit Pricing(const Stretch& stretch)
      : stretch_(stretch), treatment_(stretch.treatment), order_(stretch.order()) {}

  Result<Line> Run() {
    FillFacts();
    FillTerms();
    TIREK_RETURN_IF_ERROR(CountQuantity());
    if (HasRate(treatment_)) {
      TIREK_RETURN_IF_ERROR(SetPrice());
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
    line_.admission_date = first.placement->period.start;
    line_.admission_key = first.placement->admission_key;
    for (const Row& row : stretch_.rows) line_.dates.push_back(row.day.date);
    line_.period = {line_.dates.front(), line_.dates.back() + 1};
  }

  void FillTerms() {
    if (treatment_.tariff != nullptr) {
      line_.tariff_code = treatment_.tariff->code;
      line_.unit = treatment_.tariff->unit;
    }
    for (const AppliedCoefficient& applied : treatment_.coefficients) {
      line_.coefficient_codes.push_back(applied.coefficient->code);
    }
    line_.category = treatment_.category;
    line_.absence = treatment_.absence;
    line_.ground = treatment_.ground;
    line_.paid_share = treatment_.paid_share;
    line_.status = treatment_.denial ? LineStatus::kDenied : LineStatus::kPayable;
    line_.reason = treatment_.denial;
    line_.overlap_placement_id = treatment_.overlap_placement_id;
    const Money zero = Money::FromMinor(0, order_.currency);
    for (Money* sum : {&line_.price, &line_.amount, &line_.person_amount, &line_.pension_amount,
                       &line_.withheld_amount, &line_.denied_amount}) {
      *sum = zero;
    }
  }

  Result<void> CountQuantity() {
    for (const Row& row : stretch_.rows) {
      line_.quantities.push_back(row.day.quantity);
      TIREK_ASSIGN_OR_RETURN(line_.quantity, line_.quantity.Plus(row.day.quantity));
    }
    return {};
  }

  Result<void> SetPrice() {
    TIREK_ASSIGN_OR_RETURN(const Exact rate, UnitRate(stretch_, line_.trace));
    ExplainQuantity();
    ExplainShare();
    // A month of no days has no price; its rows are denied.
    if (treatment_.proration != nullptr && treatment_.divisor == 0) return {};
    TIREK_ASSIGN_OR_RETURN(const Money sum, LineSum(rate));
    if (treatment_.denial) {
      line_.denied_amount = sum;
    } else {
      line_.price = sum;
      line_.amount = sum;
    }
    return {};
  }

  void ExplainQuantity() {
    const std::string quantity = Exact(line_.quantity).ToString();
    std::string unit = line_.unit ? " " + std::string(ServiceUnitName(*line_.unit)) : "";
    if (line_.unit == order::ServiceUnit::kPersonMonth) unit = " days";
    AddStep("CAP-DAYS", order_.source_act, QuantitiesText(stretch_.rows, line_.dates), quantity,
            quantity + unit);
  }

  // Why days that were not attended are paid, and how much of them.
  void ExplainShare() {
    if (IsEnrolled(treatment_)) {
      AddStep("CAP-BASIS", treatment_.basis_rule->source_act,
              "ENROLLED: each day of the placement is paid, whatever the register says", "1",
              "1 of the unit rate");
      return;
    }
    const order::AbsenceRule* rule = treatment_.absence_rule;
    if (rule == nullptr || rule->paid_share.is_zero()) return;  // the denial says it
    const std::string share = rule->paid_share.ToString();
    AddStep("CAP-ABSENCE", rule->source_act,
            std::string(AbsenceReasonName(rule->reason)) + ": share " + share + LimitText(*rule),
            share, share + " of the unit rate");
  }

  // The part of a month that the days are.
  Exact MonthPart() {
    const std::string days = Exact(line_.quantity).ToString();
    Exact part = Exact(line_.quantity) * Exact(1, treatment_.divisor);
    AddStep("CAP-PRORATION", treatment_.proration->source_act,
            days + " of " + std::to_string(treatment_.divisor) + ", " +
                std::string(DivisorName(treatment_.proration->divisor)),
            part.ToString(), part.ToString() + " of the month");
    return part;
  }

  Result<Money> LineSum(const Exact& rate) {
    const bool is_month = treatment_.proration != nullptr;
    const Exact units = is_month ? MonthPart() : Exact(line_.quantity);
    const Exact share(treatment_.paid_share);
    const Exact sum = units * rate * share;
    std::string product = units.ToString() + " × " + rate.ToString();
    if (share != Exact(1)) product += " × " + share.ToString();
    AddStep("CAP-AMOUNT", "", product, sum.ToString(),
            sum.ToString() + " " + std::string(order_.currency.code()));
    TIREK_ASSIGN_OR_RETURN(const Money money, Round(sum, order_.currency, order_.rounding.policy));
    AddStep("CAP-ROUND", order_.source_act, RoundingText(order_, order::RoundingPlace::kLine),
            sum.ToString(), money.ToString());
    return money;
  }

  void ExplainDenial() {
    if (treatment_.cap != nullptr) {
      const std::string most = treatment_.cap->max_quantity.ToString();
      AddStep("CAP-CAP", treatment_.cap->source_act,
              treatment_.cap->code + ": at most " + most + " a " +
                  std::string(CapWindowName(treatment_.cap->window)) + " for a person",
              most, Exact(line_.quantity).ToString() + " above");
    }
    AddStep("CAP-DENY", DenyingAct(stretch_.rows.front(), treatment_),
            DenialText(stretch_.rows.front(), treatment_), "0", line_.amount.ToString());
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
