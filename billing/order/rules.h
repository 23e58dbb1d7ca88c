// The rules of a state social order beside its tariffs and coefficients: which days are paid, how
// much of a unit, up to where, and by whom. Each is dated and names its source act.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/calendar/period.h"
#include "core/money/decimal.h"

namespace tirek::order {

enum class StepMeasure { kCapacity, kAge, kSeverity };

struct Step {
  int first = 0;
  std::optional<int> last;  // inclusive; absent: no end
  Decimal value;
};

// A value for each band of a measure, ascending, without gap and overlap. Outside of all bands
// there is none.
struct StepTable {
  StepMeasure measure = StepMeasure::kCapacity;
  std::vector<Step> steps;
};

enum class AbsenceReason {
  kHospital,   // treated in a hospital
  kExcused,    // another reason that the provider accepted with a document
  kUnexcused,  // no reason given
  kVacation,   // leave with the family
  kReserved,   // the place is kept free for the person
  kNotice,     // a day after the discharge that the notice period covers
};

// How days away are paid. Days of a reason without a rule are not.
struct AbsenceRule {
  AbsenceReason reason = AbsenceReason::kHospital;
  std::string service;                      // empty for any; a named one goes before it
  Decimal paid_share;                       // of the unit rate, 0 to 1
  std::optional<int> max_days_per_month;    // the first days are paid, later ones are not
  std::optional<int> max_consecutive_days;  // of an absence unbroken by other days
  std::optional<int> max_days_per_year;     // of the calendar year
  Period period;
  std::string source_act;
};

// Which days become payable.
enum class PaymentBasis {
  kAttended,         // only what was attended
  kAllowedAbsences,  // and absent days as far as the absence rules pay them
  kEnrolled,         // every day of the placement, whatever the register says
};

struct BasisRule {
  std::string service;
  PaymentBasis basis = PaymentBasis::kAllowedAbsences;
  Period period;
  std::string source_act;
};

enum class Divisor { kCalendarDays, kWorkingDays, kPlannedDays, kFixedDays };

// A person-month is paid days served / divisor, at most the whole month.
struct ProrationRule {
  std::string service;
  Divisor divisor = Divisor::kCalendarDays;
  std::optional<int> fixed_days;  // with kFixedDays alone
  Period period;
  std::string source_act;
};

enum class CapWindow { kDay, kMonth, kYear };

// The most units that one person is paid for; what is above is denied.
struct Cap {
  std::string code;
  std::string service;
  std::string category;  // of the person; empty for any
  CapWindow window = CapWindow::kDay;
  Decimal max_quantity;
  Period period;
  std::string source_act;
};

enum class GuaranteeWindow { kUnit, kMonth };

// The most that the budget pays of a price; the person pays the rest: Social Code, art. 168(3).
struct GuaranteedAmount {
  std::string code;
  std::string service;
  std::string category;  // empty for any without an amount of its own
  GuaranteeWindow window = GuaranteeWindow::kUnit;
  Decimal amount;
  Decimal share;  // of the amount: art. 168(4) gives a companion 0.70
  Period period;
  std::string source_act;
};

enum class FeeKind {
  kIncomeExcess,  // share × (income - limit) a month, from 0 to the price
  kIncomeShare,   // share × income a month, up to the price
  kPriceShare,    // price - min(share × price, budget maximum), for each unit
};

// What the person pays; the budget pays the rest. Monthly fees fall on the earliest lines first.
struct FeeRule {
  std::string code;
  std::string service;  // empty: all services together
  FeeKind kind = FeeKind::kIncomeExcess;
  Decimal share;
  Decimal income_limit;                   // with kIncomeExcess
  std::optional<Decimal> budget_maximum;  // with kPriceShare
  Period period;
  std::string source_act;
};

// The part of a resident's pension that goes to the centre: Social Code, art. 202(3).
struct PensionRule {
  std::string service;
  Decimal person_share;
  Decimal person_minimum;
  Decimal centre_share;
  Period period;
  std::string source_act;
};

// A share of each line withheld until the contract's quality factor says what of it is released.
struct QualityRule {
  std::string service;
  Decimal withheld_share;
  Period period;
  std::string source_act;
};

struct FundingPart {
  std::string payer;
  Decimal share;  // those of a rule add to 1, or are whole weights
};

// Several budgets that pay together; a remainder goes to the part named first among equals.
struct FundingRule {
  std::string service;  // empty: all
  std::vector<FundingPart> parts;
  Period period;
  std::string source_act;
};

struct PotIndicator {
  std::string code;
  Decimal weight;  // those of a pot add to 1
};

// A month's sum that providers share by weighted indicators.
struct Pot {
  std::string code;
  Decimal amount;
  std::vector<PotIndicator> indicators;
  Period period;
  std::string source_act;
};

// On which day a person's age is taken.
enum class AgeDate { kServiceDay, kMonthStart };

// In which order days beyond a contract's ceiling are cut.
enum class CutOrder { kLatestDayFirst, kLatestAdmissionFirst };

enum class VatTreatment { kExempt, kIncluded };

struct Vat {
  VatTreatment treatment = VatTreatment::kExempt;
  Decimal rate;
  std::string source_act;
};

// "CAPACITY", "ENROLLED", "FIXED_DAYS": the names in files, traces and on the console.
std::string_view StepMeasureName(StepMeasure measure);
std::optional<StepMeasure> ParseStepMeasure(std::string_view name);
std::string_view PaymentBasisName(PaymentBasis basis);
std::optional<PaymentBasis> ParsePaymentBasis(std::string_view name);
std::string_view DivisorName(Divisor divisor);
std::optional<Divisor> ParseDivisor(std::string_view name);
std::string_view CapWindowName(CapWindow window);
std::optional<CapWindow> ParseCapWindow(std::string_view name);
std::string_view GuaranteeWindowName(GuaranteeWindow window);
std::optional<GuaranteeWindow> ParseGuaranteeWindow(std::string_view name);
std::string_view FeeKindName(FeeKind kind);
std::optional<FeeKind> ParseFeeKind(std::string_view name);
std::string_view AgeDateName(AgeDate date);
std::optional<AgeDate> ParseAgeDate(std::string_view name);
std::string_view CutOrderName(CutOrder cut_order);
std::optional<CutOrder> ParseCutOrder(std::string_view name);
std::string_view VatTreatmentName(VatTreatment treatment);
std::optional<VatTreatment> ParseVatTreatment(std::string_view name);

}  // namespace tirek::order
