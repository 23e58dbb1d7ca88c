// The attendance register through its real door: recording, importing, correcting, and whose it is.
#include <set>
#include <string>

#include <doctest/doctest.h>

#include "tests/support/small_provider.h"
#include "tirek/delivery/v1/delivery.grpc.pb.h"

namespace tirek::test {
namespace {

using Stub = delivery::v1::DeliveryService::Stub;
using delivery::v1::RecordAttendanceRequest;

google::type::Date October(int day) {
  google::type::Date date;
  date.set_year(2026);
  date.set_month(10);
  date.set_day(day);
  return date;
}

RecordAttendanceRequest Present(const std::string& request_id, const std::string& placement_id,
                                int day) {
  RecordAttendanceRequest request;
  request.set_request_id(request_id);
  request.set_placement_id(placement_id);
  *request.mutable_date() = October(day);
  request.set_mark(delivery::v1::ATTENDANCE_MARK_PRESENT);
  return request;
}

delivery::v1::ImportAttendanceRequest File(const std::string& request_id, const std::string& rows) {
  delivery::v1::ImportAttendanceRequest request;
  request.set_request_id(request_id);
  request.set_file("date,person,place_code,mark,absence_reason,quantity\n" + rows);
  return request;
}

delivery::v1::ListAttendanceRequest WholeOctober() {
  delivery::v1::ListAttendanceRequest request;
  request.set_month("2026-10");
  return request;
}

// 5 November 2026, when October is over.
const FixedClock kNovember({1'793'836'800'000'000});

TEST_CASE("a day is recorded once, and the same request twice gives the same answer") {
  TestHouse house({{}, &kNovember, {}});
  const SmallProvider provider = MakeSmallProvider(house, 1, 1);
  const std::string token = house.ProviderToken(provider.provider_id);
  const auto request = Present("r1", provider.placements[0], 5);
  const auto first = house.Call(&Stub::RecordAttendance, token, request);
  REQUIRE(first);
  CHECK(first->attendance().person_id() == provider.persons[0]);
  CHECK(first->attendance().quantity().value() == "1");
  const auto again = house.Call(&Stub::RecordAttendance, token, request);
  REQUIRE(again);
  CHECK(again->SerializeAsString() == first->SerializeAsString());
  const auto other_day =
      house.Call(&Stub::RecordAttendance, token, Present("r1", provider.placements[0], 6));
  CHECK(other_day.error().reason == "REQUEST_ID_REUSED");
  const auto twice =
      house.Call(&Stub::RecordAttendance, token, Present("r2", provider.placements[0], 5));
  CHECK(twice.error().reason == "ATTENDANCE_RECORDED");
}

TEST_CASE("every wrong field of a record is named at once") {
  TestHouse house({{}, &kNovember, {}});
  const SmallProvider provider = MakeSmallProvider(house, 1, 1);
  RecordAttendanceRequest request;
  request.set_placement_id("plc_1");
  *request.mutable_date() = October(32);
  request.set_mark(delivery::v1::ATTENDANCE_MARK_ABSENT);
  request.mutable_quantity()->set_value("25");
  const auto refused =
      house.Call(&Stub::RecordAttendance, house.ProviderToken(provider.provider_id), request);
  REQUIRE_FALSE(refused);
  std::string named;
  for (const Violation& v : refused.error().violations) named += v.field + " " + v.reason + "\n";
  CHECK(named ==
        "request_id REQUEST_ID_INVALID\n"
        "placement_id INVALID_ID\n"
        "date INVALID_DATE\n"
        "quantity QUANTITY_INVALID\n"
        "absence_reason CHOICE_UNKNOWN\n"
        "quantity QUANTITY_OF_ABSENCE\n");
}

TEST_CASE("a day after today is refused, today is not") {
  const FixedClock noon({1'793'858'400'000'000});  // 5 November 2026, 06:00 UTC
  TestHouse house({{}, &noon, {}});
  const SmallProvider provider = MakeSmallProvider(house, 1, 1);
  const std::string token = house.ProviderToken(provider.provider_id);
  auto request = Present("r1", provider.placements[0], 1);
  request.mutable_date()->set_month(11);
  request.mutable_date()->set_day(6);
  const auto refused = house.Call(&Stub::RecordAttendance, token, request);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().violations.at(0).reason == "DATE_IN_FUTURE");
  request.mutable_date()->set_day(5);
  CHECK(house.Call(&Stub::RecordAttendance, token, request));
}

TEST_CASE("a file is judged row by row, and a dry run gives the same verdicts and stores nothing") {
  TestHouse house({{}, &kNovember, {}});
  const SmallProvider provider = MakeSmallProvider(house, 1, 2);
  const std::string token = house.ProviderToken(provider.provider_id);
  auto file = File("f1",
                   "2026-10-05,TST-1-P1,TST-1-A,present,,1\n"
                   "2026-11-31,TST-1-P1,TST-1-A,present,,-1\n"
                   "2026-10-05,TST-1-P2,TST-1-A,absent,hospital,\n"
                   "2026-10-05,TST-1-P9,TST-1-A,present,,1\n"
                   "2026-10-05,TST-1-P1,TST-9-A,present,,1\n"
                   "2026-10-05,TST-1-P1,TST-1-A,present,,1\n"
                   "2026-10-05,TST-1-P1,TST-1-A,absent,excused,\n"
                   "2026-10-06,TST-1-P1,TST-1-A,there,,1\n"
                   "2026-10-06,TST-1-P1\n");
  file.set_validate_only(true);
  const auto dry = house.Call(&Stub::ImportAttendance, token, file);
  REQUIRE(dry);
  CHECK(house.Call(&Stub::ListAttendance, token, WholeOctober())->attendance_size() == 0);
  file.set_validate_only(false);
  const auto real = house.Call(&Stub::ImportAttendance, token, file);
  REQUIRE(real);
  CHECK(real->SerializeAsString() == dry->SerializeAsString());
  std::string verdicts;
  for (const auto& row : real->outcome().verdicts()) {
    verdicts += std::to_string(row.line());
    for (const auto& v : row.violations()) verdicts += " " + v.field() + ":" + v.reason();
    verdicts += "\n";
  }
  CHECK(verdicts ==
        "2\n"
        "3 date:INVALID_DATE quantity:QUANTITY_INVALID\n"
        "4\n"
        "5 person:PERSON_NOT_PLACED\n"
        "6 person:PERSON_NOT_PLACED\n"
        "7\n"
        "8 date:ATTENDANCE_RECORDED\n"
        "9 mark:CHOICE_UNKNOWN\n"
        "10 :CSV_FIELD_COUNT\n");
  CHECK(real->outcome().accepted() == 3);
  // The repeated row was accepted and changed nothing: two days are recorded.
  CHECK(house.Call(&Stub::ListAttendance, token, WholeOctober())->attendance_size() == 2);
}

TEST_CASE("a correction is a new version, and the old one stays readable") {
  TestHouse house({{}, &kNovember, {}});
  const SmallProvider provider = MakeSmallProvider(house, 1, 1);
  const std::string token = house.ProviderToken(provider.provider_id);
  const auto first =
      house.Call(&Stub::RecordAttendance, token, Present("r1", provider.placements[0], 5));
  REQUIRE(first);
  delivery::v1::CorrectAttendanceRequest correction;
  correction.set_request_id("c1");
  correction.set_attendance_id(first->attendance().attendance_id());
  correction.set_mark(delivery::v1::ATTENDANCE_MARK_ABSENT);
  correction.set_absence_reason(contracts::v1::ABSENCE_REASON_EXCUSED);
  correction.set_reason("Entered on the wrong line");
  const auto second = house.Call(&Stub::CorrectAttendance, token, correction);
  REQUIRE(second);
  CHECK(second->attendance().replaces_id() == first->attendance().attendance_id());
  correction.set_request_id("c2");
  CHECK(house.Call(&Stub::CorrectAttendance, token, correction).error().reason ==
        "ATTENDANCE_REPLACED");
  auto list = WholeOctober();
  const auto in_force = house.Call(&Stub::ListAttendance, token, list);
  REQUIRE(in_force->attendance_size() == 1);
  CHECK(in_force->attendance(0).attendance_id() == second->attendance().attendance_id());
  list.set_all_versions(true);
  const auto versions = house.Call(&Stub::ListAttendance, token, list);
  REQUIRE(versions->attendance_size() == 2);
  for (const auto& version : versions->attendance()) {
    const bool is_first = version.attendance_id() == first->attendance().attendance_id();
    CHECK(version.state() == (is_first ? delivery::v1::ATTENDANCE_STATE_REPLACED
                                       : delivery::v1::ATTENDANCE_STATE_IN_FORCE));
  }
}

TEST_CASE("a provider sees and records its own alone") {
  TestHouse house({{}, &kNovember, {}});
  const SmallProvider ours = MakeSmallProvider(house, 1, 1);
  const SmallProvider theirs = MakeSmallProvider(house, 2, 1);
  const std::string our_token = house.ProviderToken(ours.provider_id);
  const auto recorded = house.Call(&Stub::RecordAttendance, house.ProviderToken(theirs.provider_id),
                                   Present("t1", theirs.placements[0], 5));
  REQUIRE(recorded);
  delivery::v1::GetAttendanceRequest get;
  get.set_attendance_id(recorded->attendance().attendance_id());
  CHECK(house.Call(&Stub::GetAttendance, our_token, get).error().reason == "ATTENDANCE_NOT_FOUND");
  CHECK(house.Call(&Stub::GetAttendance, access::Role::kFinance, get));
  CHECK(house.Call(&Stub::RecordAttendance, our_token, Present("o1", theirs.placements[0], 6))
            .error()
            .reason == "PLACEMENT_NOT_FOUND");
  auto list = WholeOctober();
  CHECK(house.Call(&Stub::ListAttendance, our_token, list)->attendance_size() == 0);
  list.set_provider_id(theirs.provider_id);
  CHECK(house.Call(&Stub::ListAttendance, our_token, list).error().reason == "PROVIDER_SCOPE");
  // A row about somebody else's person reads like one about nobody.
  const auto file = house.Call(&Stub::ImportAttendance, our_token,
                               File("f1", "2026-10-07,TST-2-P1,TST-2-A,present,,1\n"));
  REQUIRE(file);
  CHECK(file->outcome().verdicts(0).violations(0).reason() == "PERSON_NOT_PLACED");
}

TEST_CASE("pages of a list hold every row once") {
  TestHouse house({{}, &kNovember, {}});
  const SmallProvider provider = MakeSmallProvider(house, 1, 2);
  const std::string token = house.ProviderToken(provider.provider_id);
  std::string rows;
  for (int day = 10; day < 20; ++day) {
    for (const std::string& person : provider.references) {
      rows += "2026-10-" + std::to_string(day) + "," + person + ",TST-1-A,present,,1\n";
    }
  }
  REQUIRE(house.Call(&Stub::ImportAttendance, token, File("f1", rows)));
  auto list = WholeOctober();
  list.set_page_size(7);
  std::vector<std::string> seen;
  do {
    const auto page = house.Call(&Stub::ListAttendance, token, list);
    REQUIRE(page);
    for (const auto& row : page->attendance()) seen.push_back(row.attendance_id());
    list.set_page_token(page->next_page_token());
  } while (!list.page_token().empty());
  CHECK(seen.size() == 20);
  CHECK(std::set<std::string>(seen.begin(), seen.end()).size() == 20);
  list.set_page_token("0123456789abcdef00");
  CHECK(house.Call(&Stub::ListAttendance, token, list).error().violations.at(0).reason ==
        "PAGE_TOKEN_INVALID");
}

}  // namespace
}  // namespace tirek::test
