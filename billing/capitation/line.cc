#include "billing/capitation/line.h"

#include "billing/order/enum_names.h"

namespace tirek::capitation {
namespace {

constexpr EnumName<LineGround> kGrounds[] = {
    {LineGround::kAttended, "ATTENDED"}, {LineGround::kAbsence, "ABSENCE"},
    {LineGround::kReserved, "RESERVED"}, {LineGround::kNotice, "NOTICE"},
    {LineGround::kEnrolled, "ENROLLED"},
};
constexpr EnumName<LineStatus> kStatuses[] = {
    {LineStatus::kPayable, "PAYABLE"},
    {LineStatus::kDenied, "DENIED"},
};
constexpr EnumName<DenialReason> kReasons[] = {
    {DenialReason::kOutsidePlacement, "OUTSIDE_PLACEMENT"},
    {DenialReason::kAdmissionDay, "ADMISSION_DAY"},
    {DenialReason::kDischargeDay, "DISCHARGE_DAY"},
    {DenialReason::kOutsideContract, "OUTSIDE_CONTRACT"},
    {DenialReason::kNoLicence, "NO_LICENCE"},
    {DenialReason::kTariffNotFound, "TARIFF_NOT_FOUND"},
    {DenialReason::kTariffTie, "TARIFF_TIE"},
    {DenialReason::kQuantityBeyondDay, "QUANTITY_BEYOND_DAY"},
    {DenialReason::kQuantityNotWhole, "QUANTITY_NOT_WHOLE"},
    {DenialReason::kUnpaidAbsence, "UNPAID_ABSENCE"},
    {DenialReason::kAbsenceLimit, "ABSENCE_LIMIT"},
    {DenialReason::kAbsenceConsecutiveLimit, "ABSENCE_CONSECUTIVE_LIMIT"},
    {DenialReason::kAbsenceYearLimit, "ABSENCE_YEAR_LIMIT"},
    {DenialReason::kOverlapOtherProvider, "OVERLAP_OTHER_PROVIDER"},
    {DenialReason::kOverlapSameProvider, "OVERLAP_SAME_PROVIDER"},
    {DenialReason::kOverCapacity, "OVER_CAPACITY"},
    {DenialReason::kDayCap, "DAY_CAP"},
    {DenialReason::kMonthCap, "MONTH_CAP"},
    {DenialReason::kYearCap, "YEAR_CAP"},
    {DenialReason::kNotWorkingDay, "NOT_WORKING_DAY"},
    {DenialReason::kStepNotFound, "STEP_NOT_FOUND"},
    {DenialReason::kCapacityUnknown, "CAPACITY_UNKNOWN"},
    {DenialReason::kBirthDateUnknown, "BIRTH_DATE_UNKNOWN"},
    {DenialReason::kSeverityUnknown, "SEVERITY_UNKNOWN"},
    {DenialReason::kPlannedDaysUnknown, "PLANNED_DAYS_UNKNOWN"},
    {DenialReason::kIncomeUnknown, "INCOME_UNKNOWN"},
    {DenialReason::kPensionUnknown, "PENSION_UNKNOWN"},
    {DenialReason::kPensionUnclear, "PENSION_UNCLEAR"},
};

}  // namespace

std::string_view LineGroundName(LineGround ground) { return NameIn(kGrounds, ground); }
std::optional<LineGround> ParseLineGround(std::string_view name) { return ValueIn(kGrounds, name); }

std::string_view LineStatusName(LineStatus status) { return NameIn(kStatuses, status); }
std::optional<LineStatus> ParseLineStatus(std::string_view name) {
  return ValueIn(kStatuses, name);
}

std::string_view DenialReasonName(DenialReason reason) { return NameIn(kReasons, reason); }
std::optional<DenialReason> ParseDenialReason(std::string_view name) {
  return ValueIn(kReasons, name);
}

}  // namespace tirek::capitation
