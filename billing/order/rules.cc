// The names of what rules choose from.
#include "billing/order/rules.h"

#include "billing/order/enum_names.h"

namespace tirek::order {
namespace {

constexpr EnumName<StepMeasure> kStepMeasures[] = {
    {StepMeasure::kCapacity, "CAPACITY"},
    {StepMeasure::kAge, "AGE"},
    {StepMeasure::kSeverity, "SEVERITY"},
};
constexpr EnumName<PaymentBasis> kBases[] = {
    {PaymentBasis::kAttended, "ATTENDED"},
    {PaymentBasis::kAllowedAbsences, "ALLOWED_ABSENCES"},
    {PaymentBasis::kEnrolled, "ENROLLED"},
};
constexpr EnumName<Divisor> kDivisors[] = {
    {Divisor::kCalendarDays, "CALENDAR_DAYS"},
    {Divisor::kWorkingDays, "WORKING_DAYS"},
    {Divisor::kPlannedDays, "PLANNED_DAYS"},
    {Divisor::kFixedDays, "FIXED_DAYS"},
};
constexpr EnumName<CapWindow> kCapWindows[] = {
    {CapWindow::kDay, "DAY"},
    {CapWindow::kMonth, "MONTH"},
    {CapWindow::kYear, "YEAR"},
};
constexpr EnumName<GuaranteeWindow> kGuaranteeWindows[] = {
    {GuaranteeWindow::kUnit, "UNIT"},
    {GuaranteeWindow::kMonth, "MONTH"},
};
constexpr EnumName<FeeKind> kFeeKinds[] = {
    {FeeKind::kIncomeExcess, "INCOME_EXCESS"},
    {FeeKind::kIncomeShare, "INCOME_SHARE"},
    {FeeKind::kPriceShare, "PRICE_SHARE"},
};
constexpr EnumName<AgeDate> kAgeDates[] = {
    {AgeDate::kServiceDay, "SERVICE_DAY"},
    {AgeDate::kMonthStart, "MONTH_START"},
};
constexpr EnumName<CutOrder> kCutOrders[] = {
    {CutOrder::kLatestDayFirst, "LATEST_DAY_FIRST"},
    {CutOrder::kLatestAdmissionFirst, "LATEST_ADMISSION_FIRST"},
};
constexpr EnumName<VatTreatment> kVatTreatments[] = {
    {VatTreatment::kExempt, "EXEMPT"},
    {VatTreatment::kIncluded, "INCLUDED"},
};

}  // namespace

std::string_view StepMeasureName(StepMeasure measure) { return NameIn(kStepMeasures, measure); }
std::optional<StepMeasure> ParseStepMeasure(std::string_view name) {
  return ValueIn(kStepMeasures, name);
}

std::string_view PaymentBasisName(PaymentBasis basis) { return NameIn(kBases, basis); }
std::optional<PaymentBasis> ParsePaymentBasis(std::string_view name) {
  return ValueIn(kBases, name);
}

std::string_view DivisorName(Divisor divisor) { return NameIn(kDivisors, divisor); }
std::optional<Divisor> ParseDivisor(std::string_view name) { return ValueIn(kDivisors, name); }

std::string_view CapWindowName(CapWindow window) { return NameIn(kCapWindows, window); }
std::optional<CapWindow> ParseCapWindow(std::string_view name) {
  return ValueIn(kCapWindows, name);
}

std::string_view GuaranteeWindowName(GuaranteeWindow window) {
  return NameIn(kGuaranteeWindows, window);
}
std::optional<GuaranteeWindow> ParseGuaranteeWindow(std::string_view name) {
  return ValueIn(kGuaranteeWindows, name);
}

std::string_view FeeKindName(FeeKind kind) { return NameIn(kFeeKinds, kind); }
std::optional<FeeKind> ParseFeeKind(std::string_view name) { return ValueIn(kFeeKinds, name); }

std::string_view AgeDateName(AgeDate date) { return NameIn(kAgeDates, date); }
std::optional<AgeDate> ParseAgeDate(std::string_view name) { return ValueIn(kAgeDates, name); }

std::string_view CutOrderName(CutOrder cut_order) { return NameIn(kCutOrders, cut_order); }
std::optional<CutOrder> ParseCutOrder(std::string_view name) { return ValueIn(kCutOrders, name); }

std::string_view VatTreatmentName(VatTreatment treatment) {
  return NameIn(kVatTreatments, treatment);
}
std::optional<VatTreatment> ParseVatTreatment(std::string_view name) {
  return ValueIn(kVatTreatments, name);
}

}  // namespace tirek::order
