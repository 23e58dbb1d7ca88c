#include "billing/order/order.h"

#include "billing/order/enum_names.h"

namespace tirek::order {
namespace {

constexpr EnumName<ServiceUnit> kUnits[] = {
    {ServiceUnit::kBedDay, "BED_DAY"},  {ServiceUnit::kDay, "DAY"},
    {ServiceUnit::kVisit, "VISIT"},     {ServiceUnit::kHour, "HOUR"},
    {ServiceUnit::kSession, "SESSION"}, {ServiceUnit::kPersonMonth, "PERSON_MONTH"},
};
constexpr EnumName<DeliveryCondition> kConditions[] = {
    {DeliveryCondition::kStationary, "STATIONARY"},
    {DeliveryCondition::kSemiStationary, "SEMI_STATIONARY"},
    {DeliveryCondition::kHome, "HOME"},
    {DeliveryCondition::kTemporary, "TEMPORARY"},
    {DeliveryCondition::kRemote, "REMOTE"},
};
constexpr EnumName<AbsenceReason> kAbsenceReasons[] = {
    {AbsenceReason::kHospital, "HOSPITAL"},       {AbsenceReason::kExcused, "EXCUSED"},
    {AbsenceReason::kUnexcused, "UNEXCUSED"},     {AbsenceReason::kVacation, "VACATION"},
    {AbsenceReason::kReserved, "RESERVED_PLACE"}, {AbsenceReason::kNotice, "NOTICE_PERIOD"},
};
constexpr EnumName<RoundingPlace> kRoundingPlaces[] = {
    {RoundingPlace::kUnitRate, "UNIT_RATE"},
    {RoundingPlace::kLine, "LINE"},
};
constexpr EnumName<OverlapRule> kOverlapRules[] = {
    {OverlapRule::kEarliestAdmissionWins, "EARLIEST_ADMISSION_WINS"},
    {OverlapRule::kLatestAdmissionWins, "LATEST_ADMISSION_WINS"},
};

}  // namespace

std::string_view ServiceUnitName(ServiceUnit unit) { return NameIn(kUnits, unit); }
std::optional<ServiceUnit> ParseServiceUnit(std::string_view name) { return ValueIn(kUnits, name); }

std::string_view DeliveryConditionName(DeliveryCondition condition) {
  return NameIn(kConditions, condition);
}
std::optional<DeliveryCondition> ParseDeliveryCondition(std::string_view name) {
  return ValueIn(kConditions, name);
}

std::string_view AbsenceReasonName(AbsenceReason reason) { return NameIn(kAbsenceReasons, reason); }
std::optional<AbsenceReason> ParseAbsenceReason(std::string_view name) {
  return ValueIn(kAbsenceReasons, name);
}

std::string_view RoundingPlaceName(RoundingPlace place) { return NameIn(kRoundingPlaces, place); }
std::optional<RoundingPlace> ParseRoundingPlace(std::string_view name) {
  return ValueIn(kRoundingPlaces, name);
}

std::string_view OverlapRuleName(OverlapRule rule) { return NameIn(kOverlapRules, rule); }
std::optional<OverlapRule> ParseOverlapRule(std::string_view name) {
  return ValueIn(kOverlapRules, name);
}

}  // namespace tirek::order
