// The names of the order's enumerations.
#include "billing/order/order.h"

#include <string>

#include <doctest/doctest.h>

namespace tirek::order {
namespace {

TEST_CASE("names of an order are those of its files, both ways") {
  CHECK(ServiceUnitName(ServiceUnit::kBedDay) == "BED_DAY");
  CHECK(DeliveryConditionName(DeliveryCondition::kSemiStationary) == "SEMI_STATIONARY");
  for (const char* name : {"BED_DAY", "DAY", "VISIT", "HOUR", "SESSION"}) {
    CAPTURE(name);
    CHECK(ServiceUnitName(ParseServiceUnit(name).value()) == name);
  }
  for (const char* name : {"STATIONARY", "SEMI_STATIONARY", "HOME", "TEMPORARY", "REMOTE"}) {
    CAPTURE(name);
    CHECK(DeliveryConditionName(ParseDeliveryCondition(name).value()) == name);
  }
  for (const char* name : {"HOSPITAL", "EXCUSED", "UNEXCUSED", "VACATION"}) {
    CAPTURE(name);
    CHECK(AbsenceReasonName(ParseAbsenceReason(name).value()) == name);
  }
  for (const char* name : {"UNIT_RATE", "LINE"}) {
    CAPTURE(name);
    CHECK(RoundingPlaceName(ParseRoundingPlace(name).value()) == name);
  }
  CHECK(OverlapRuleName(ParseOverlapRule("EARLIEST_ADMISSION_WINS").value()) ==
        "EARLIEST_ADMISSION_WINS");
}

TEST_CASE("a name that is not in the table names nothing") {
  for (const char* name : {"", "day", "DAY ", "PERSON_MONTH"}) {
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
