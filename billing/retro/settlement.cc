#include "billing/retro/settlement.h"

#include <algorithm>

#include "billing/order/enum_names.h"
#include "core/money/exact.h"
#include "core/money/round.h"

namespace tirek::retro {
namespace {

constexpr EnumName<Choice> kChoices[] = {
    {Choice::kNetInMonth, "NET_IN_MONTH"},
    {Choice::kGrossReversal, "GROSS_REVERSAL"},
    {Choice::kInstalments, "INSTALMENTS"},
};
constexpr int kMostParts = 120;  // ten years of months

Result<void> RequireNotNegative(Money amount) {
  if (!amount.is_negative()) return {};
  return Error{ErrorKind::kInvalid,
               "AMOUNT_NEGATIVE",
               "What is settled is not below zero.",
               {{"amount", amount.ToString()}},
               {}};
}

Money Zero(Money like) { return Money::FromMinor(0, like.currency()); }

// Both in one currency.
Money Lesser(Money a, Money b) { return a.minor() < b.minor() ? a : b; }

struct Sides {
  Money more;
  Money less;
};

Result<Sides> SidesOf(Choice choice, const MonthChange& change) {
  if (choice == Choice::kGrossReversal) return Sides{change.new_amount, change.old_amount};
  if (choice == Choice::kInstalments) return Sides{change.more, change.less};
  TIREK_ASSIGN_OR_RETURN(const Money net, change.new_amount.Minus(change.old_amount));
  if (!net.is_negative()) return Sides{net, Zero(net)};
  TIREK_ASSIGN_OR_RETURN(const Money back, net.Negated());
  return Sides{Zero(net), back};
}

Error PercentOutOfRange(const std::optional<Decimal>& percent) {
  return Error{ErrorKind::kInvalid,
               "INSTALMENT_PERCENT_OUT_OF_RANGE",
               "Instalments need a part of each month's payable, above 0 to 100 percent.",
               {{"percent", percent ? percent->ToString() : ""}},
               {}};
}

Error TooSmall(const RecoveryTerms& terms) {
  return Error{ErrorKind::kPrecondition,
               "INSTALMENT_TOO_SMALL",
               "So small a part of each month would take more than ten years.",
               {{"owed", terms.owed.ToString()}, {"expected", terms.expected.ToString()}},
               {}};
}

// What a month's part is at most.
Result<Money> PartOf(const RecoveryTerms& terms) {
  if (terms.choice != Choice::kInstalments) {
    return terms.expected.is_zero() ? terms.owed : terms.expected;
  }
  const bool in_range =
      terms.percent && Exact(*terms.percent) > Exact(0) && Exact(*terms.percent) <= Exact(100);
  if (!in_range) return PercentOutOfRange(terms.percent);
  return Round(Exact::FromMoney(terms.expected) * Exact(*terms.percent) * Exact(1, 100),
               terms.expected.currency(), Rounding::kDown);
}

}  // namespace

Result<MonthSettlement> SettleMonth(Choice choice, const MonthChange& change, Money ceiling_left) {
  for (const Money amount : {change.old_amount, change.new_amount, change.more, change.less,
                             change.unfunded_before, ceiling_left}) {
    TIREK_RETURN_IF_ERROR(RequireNotNegative(amount));
  }
  TIREK_ASSIGN_OR_RETURN(const Sides sides, SidesOf(choice, change));
  TIREK_ASSIGN_OR_RETURN(const Money net, sides.more.Minus(sides.less));
  MonthSettlement settled{sides.more, sides.less, Zero(net)};
  if (!net.is_negative()) {
    TIREK_ASSIGN_OR_RETURN(const Money above, net.Minus(ceiling_left));
    if (above.minor() <= 0) return settled;
    settled.unfunded = above;
    TIREK_ASSIGN_OR_RETURN(settled.payable, sides.more.Minus(above));
    return settled;
  }
  TIREK_ASSIGN_OR_RETURN(const Money back, net.Negated());
  const Money never_paid = Lesser(back, change.unfunded_before);
  TIREK_ASSIGN_OR_RETURN(settled.receivable, sides.less.Minus(never_paid));
  TIREK_ASSIGN_OR_RETURN(settled.unfunded, never_paid.Negated());
  return settled;
}

Result<std::vector<RecoveryPart>> PlanRecovery(const RecoveryTerms& terms) {
  TIREK_RETURN_IF_ERROR(RequireNotNegative(terms.owed));
  TIREK_RETURN_IF_ERROR(RequireNotNegative(terms.expected));
  TIREK_ASSIGN_OR_RETURN(const Money most, PartOf(terms));
  std::vector<RecoveryPart> parts;
  Money left = terms.owed;
  for (Month month = terms.first; !left.is_zero(); month = month.Next()) {
    if (most.is_zero() || parts.size() == kMostParts) return TooSmall(terms);
    const Money amount = Lesser(most, left);
    TIREK_ASSIGN_OR_RETURN(left, left.Minus(amount));
    parts.push_back({month, amount, left});
  }
  return parts;
}

std::string_view ChoiceName(Choice choice) { return NameIn(kChoices, choice); }
std::optional<Choice> ParseChoice(std::string_view name) { return ValueIn(kChoices, name); }

}  // namespace tirek::retro
