#include "billing/capitation/other_payers.h"

#include <algorithm>
#include <utility>

#include "billing/capitation/pension.h"

namespace tirek::capitation {
namespace {

Money Lesser(Money a, Money b) { return a.minor() < b.minor() ? a : b; }

Result<Money> LeftOf(Money whole, Money taken) {
  TIREK_ASSIGN_OR_RETURN(const Money left, whole.Minus(taken));
  return left.is_negative() ? Money::FromMinor(0, left.currency()) : left;
}

class OtherPayers {
 public:
  OtherPayers(PricedLine& priced, PaidInMonth& paid)
      : priced_(priced), line_(priced.line), paid_(paid) {}

  Result<void> Run() {
    TIREK_RETURN_IF_ERROR(Guarantee());
    for (const order::FeeRule* fee : priced_.payers().fees) {
      const bool by_price = fee->kind == order::FeeKind::kPriceShare;
      TIREK_RETURN_IF_ERROR(by_price ? FeeByPrice(*fee) : FeeByIncome(*fee));
    }
    return Pension();
  }

 private:
  Result<void> Guarantee() {
    const order::GuaranteedAmount* rule = priced_.payers().guarantee;
    if (rule == nullptr) return {};
    const Exact most = Exact(rule->amount) * Exact(rule->share);
    const std::string text = rule->code + ": at most " + most.ToString();
    if (rule->window == order::GuaranteeWindow::kUnit) {
      return LimitBudget("CAP-GUARANTEE", rule->source_act, text + UnitsText(),
                         most * priced_.Units());
    }
    Money& before = Paid(MonthSum::kGuarantee, priced_.row().place->service);
    TIREK_ASSIGN_OR_RETURN(const Money whole, priced_.Rounded(most));
    TIREK_ASSIGN_OR_RETURN(const Money left, LeftOf(whole, before));
    TIREK_RETURN_IF_ERROR(LimitBudget("CAP-GUARANTEE", rule->source_act,
                                      text + " a month, " + before.AmountText() + " paid before",
                                      Exact::FromMoney(left)));
    TIREK_ASSIGN_OR_RETURN(before, before.Plus(line_.amount));
    return {};
  }

  Result<void> FeeByPrice(const order::FeeRule& fee) {
    Exact most = Exact(fee.share) * Exact::FromMoney(line_.price);
    std::string text = fee.code + ": " + fee.share.ToString() + " × " + line_.price.AmountText();
    if (fee.budget_maximum) {
      most = std::min(most, Exact(*fee.budget_maximum) * priced_.Units());
      text += ", at most " + fee.budget_maximum->ToString() + UnitsText();
    }
    return LimitBudget("CAP-FEE", fee.source_act, text, most);
  }

  // The budget pays at most `most`, the person the rest.
  Result<void> LimitBudget(const char* rule, const std::string& source_act, std::string text,
                           const Exact& most) {
    text += "; the budget would pay " + line_.amount.AmountText();
    TIREK_ASSIGN_OR_RETURN(const Money limit, priced_.Rounded(most));
    const Money paid = Lesser(limit, line_.amount);
    TIREK_ASSIGN_OR_RETURN(const Money rest, line_.amount.Minus(paid));
    TIREK_ASSIGN_OR_RETURN(line_.person_amount, line_.person_amount.Plus(rest));
    line_.amount = paid;
    priced_.Explain(rule, source_act, std::move(text), most,
                    "the budget " + paid.ToString() + ", the person " + rest.ToString());
    return {};
  }

  Result<void> FeeByIncome(const order::FeeRule& fee) {
    const Decimal& income = *priced_.row().person->income;
    Exact base(income);
    std::string text = income.ToString();
    if (fee.kind == order::FeeKind::kIncomeExcess) {
      base = std::max(Exact(), base - Exact(fee.income_limit));
      text = "(" + text + " - " + fee.income_limit.ToString() + "), not below 0,";
    }
    TIREK_ASSIGN_OR_RETURN(const Money part,
                           TakeInMonth("CAP-FEE", fee.source_act,
                                       fee.code + ": " + fee.share.ToString() + " × " + text,
                                       Exact(fee.share) * base, Paid(MonthSum::kFee, fee.service)));
    TIREK_ASSIGN_OR_RETURN(line_.person_amount, line_.person_amount.Plus(part));
    line_.trace.back().result = "the person " + part.ToString();
    return {};
  }

  Result<void> Pension() {
    const order::PensionRule* rule = priced_.payers().pension;
    if (rule == nullptr) return {};
    const Decimal& pension = *priced_.row().person->pension;
    TIREK_ASSIGN_OR_RETURN(
        line_.pension_amount,
        TakeInMonth("CAP-PENSION", rule->source_act,
                    rule->centre_share.ToString() + " × " + pension.ToString(),
                    SplitPension(*rule, pension).centre, Paid(MonthSum::kPension, rule->service)));
    line_.trace.back().result = "the pension " + line_.pension_amount.ToString();
    return {};
  }

  // What is left of a sum of the month, as far as the budget would pay; its step is explained but
  // for who pays.
  Result<Money> TakeInMonth(const char* rule, const std::string& source_act,
                            const std::string& text, const Exact& due, Money& before) {
    TIREK_ASSIGN_OR_RETURN(const Money whole, priced_.Rounded(due));
    TIREK_ASSIGN_OR_RETURN(const Money left, LeftOf(whole, before));
    const Money part = Lesser(left, line_.amount);
    priced_.Explain(rule, source_act,
                    text + " a month, " + before.AmountText() +
                        " paid before; the budget would pay " + line_.amount.AmountText(),
                    due, "");
    TIREK_ASSIGN_OR_RETURN(before, before.Plus(part));
    TIREK_ASSIGN_OR_RETURN(line_.amount, line_.amount.Minus(part));
    return part;
  }

  std::string UnitsText() const { return " × " + priced_.Units().ToString(); }

  Money& Paid(MonthSum sum, const std::string& service) {
    return paid_.try_emplace({line_.person_id, priced_.order().code, sum, service}, priced_.Zero())
        .first->second;
  }

  PricedLine& priced_;
  Line& line_;
  PaidInMonth& paid_;
};

}  // namespace

Result<void> TakeFromOtherPayers(PricedLine& priced, PaidInMonth& paid) {
  return OtherPayers(priced, paid).Run();
}

}  // namespace tirek::capitation
