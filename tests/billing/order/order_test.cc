// The names of the order's enumerations.
#include "billing/order/order.h"

#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

namespace tirek::order {
namespace {

TEST_CASE("names of an order are those of its files, both ways") {
  CHECK(ServiceUnitName(ServiceUnit::kBedDay) == "BED_DAY");
  CHECK(DeliveryConditionName(DeliveryCondition::kSemiStationary) == "SEMI_STATIONARY");
  for (const char* name : {"BED_DAY", "DAY", "VISIT", "HOUR", "SESSION", "PERSON_MONTH"}) {
    CAPTURE(name);
    CHECK(ServiceUnitName(ParseServiceUnit(name).value()) == name);
  }
  for (const char* name : {"STATIONARY", "SEMI_STATIONARY", "HOME", "TEMPORARY", "REMOTE"}) {
    CAPTURE(name);
    CHECK(DeliveryConditionName(ParseDeliveryCondition(name).value()) == name);
  }
  for (const char* name :
       {"HOSPITAL", "EXCUSED", "UNEXCUSED", "VACATION", "RESERVED_PLACE", "NOTICE_PERIOD"}) {
    CAPTURE(name);
    CHECK(AbsenceReasonName(ParseAbsenceReason(name).value()) == name);
  }
  for (const char* name : {"UNIT_RATE", "LINE"}) {
    CAPTURE(name);
    CHECK(RoundingPlaceName(ParseRoundingPlace(name).value()) == name);
  }
  for (const char* name : {"EARLIEST_ADMISSION_WINS", "LATEST_ADMISSION_WINS"}) {
    CAPTURE(name);
    CHECK(OverlapRuleName(ParseOverlapRule(name).value()) == name);
  }
}

// Each of `names` is a value, of its own, that has this name.
template <typename Parse, typename Name>
void CheckNames(std::vector<std::string_view> names, Parse parse, Name name_of) {
  for (const std::string_view name : names) {
    CAPTURE(std::string(name));
    REQUIRE(parse(name).has_value());
    CHECK(name_of(*parse(name)) == name);
  }
  CHECK_FALSE(parse("").has_value());
  CHECK_FALSE(parse("month").has_value());
}

TEST_CASE("names of an order's rules are those of its files, both ways") {
  CheckNames({"CAPACITY", "AGE", "SEVERITY"}, ParseStepMeasure, StepMeasureName);
  CheckNames({"ATTENDED", "ALLOWED_ABSENCES", "ENROLLED"}, ParsePaymentBasis, PaymentBasisName);
  CheckNames({"CALENDAR_DAYS", "WORKING_DAYS", "PLANNED_DAYS", "FIXED_DAYS"}, ParseDivisor,
             DivisorName);
  CheckNames({"DAY", "MONTH", "YEAR"}, ParseCapWindow, CapWindowName);
  CheckNames({"UNIT", "MONTH"}, ParseGuaranteeWindow, GuaranteeWindowName);
  CheckNames({"INCOME_EXCESS", "INCOME_SHARE", "PRICE_SHARE"}, ParseFeeKind, FeeKindName);
  CheckNames({"SERVICE_DAY", "MONTH_START"}, ParseAgeDate, AgeDateName);
  CheckNames({"LATEST_DAY_FIRST", "LATEST_ADMISSION_FIRST"}, ParseCutOrder, CutOrderName);
  CheckNames({"EXEMPT", "INCLUDED"}, ParseVatTreatment, VatTreatmentName);
}

TEST_CASE("a name that is not in the table names nothing") {
  for (const char* name : {"", "day", "DAY ", "PERSON-MONTH"}) {
    CAPTURE(name);
    CHECK_FALSE(ParseServiceUnit(name));
    CHECK_FALSE(ParseDeliveryCondition(name));
    CHECK_FALSE(ParseAbsenceReason(name));
    CHECK_FALSE(ParseRoundingPlace(name));
    CHECK_FALSE(ParseOverlapRule(name));
  }
}

}  // namespace
}  // namespace tirek::order
