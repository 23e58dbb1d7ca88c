// Contracts and calendar days from a clerk's files.
#include "tests/services/contracts/contracts_house.h"

namespace tirek::contracts {
namespace {

const std::string kHeader =
    "number,provider_bin,order_code,services,start_date,end_date,ceiling,route,payment_due_days\n";

Result<v1::ImportCalendarDaysResponse> ImportDays(ContractsHouse& house, const std::string& file,
                                                  bool dry_run = false) {
  v1::ImportCalendarDaysRequest request;
  request.set_file(file);
  request.set_validate_only(dry_run);
  return house.Write(&Stub::ImportCalendarDays, request);
}

TEST_CASE("the pilot's contracts are imported") {
  ContractsHouse house;
  house.AddProviders();
  house.AddOrder();
  const auto imported = house.Import(PilotFile("contracts.csv"));
  REQUIRE_MESSAGE(imported, Describe(imported.error()));
  CHECK(imported->outcome().accepted() == 5);
  CHECK(imported->outcome().refused() == 0);
  v1::ListContractsRequest list;
  list.set_number("GSZ-KRG-003");
  const auto listed = house.Call(&Stub::ListContracts, list);
  REQUIRE(listed);
  REQUIRE(listed->contracts_size() == 1);
  const v1::Contract& contract = listed->contracts(0);
  REQUIRE(contract.services_size() == 2);
  CHECK(contract.services(0) == "home-care");
  CHECK(contract.services(1) == "personal-assistant");
  CHECK(contract.ceiling().minor_units() == 20'000'000);
  CHECK(contract.payment_due_days() == 15);
  CHECK(contract.provider_id() == house.ProviderId("160340990034"));

  const auto again = house.Import(PilotFile("contracts.csv"));
  REQUIRE(again);
  CHECK(again->outcome().refused() == 5);
  CHECK(Verdicts(again->outcome())[0] == "2 GSZ-KRG-001: number CONTRACT_EXISTS");
  CHECK(house.house().Verify().empty());
}

TEST_CASE("each row of a contract file is judged on its own, with all its faults") {
  ContractsHouse house;
  house.AddProviders();
  house.AddOrder();
  soci::session& sql = house.house().sql();
  sql << "ALTER TABLE registry.licence DISABLE TRIGGER append_only";
  sql << "UPDATE registry.licence SET end_date = '2026-03-01' WHERE number = 'TEST-LIC-0002'";
  const std::string file =
      kHeader +
      "N-1,230840990018,GSZ-KRG-2026,day-care,2026-01-01,2027-01-01,6000000.00,competition,\n"
      "N-2,230840990018,GSZ-KRG-2026,day-care|night-care,2025-12-01,2027-01-01,1.00,portal,5\n"
      "N-3,111111111111,GSZ-2030,day-care,2026-13-01,2027-01-01,0.001,gift,x\n"
      "N-4,051240990020,GSZ-KRG-2026,rehab,2026-03-01,2027-01-01,5.00,portal,31\n"
      "N-5,051240990020,GSZ-KRG-2026,rehab,2026-03-01,2027-01-01,5.00,portal,30\n"
      "N-1,230840990018,GSZ-KRG-2026,rehab,2026-01-01,2027-01-01,-6.00,competition,1\n"
      "N-1,230840990018,GSZ-KRG-2026,rehab,2026-01-01,2027-01-01,6.00,competition,1\n"
      "too,few\n"
      "N-6,051240990020,GSZ-KRG-2026,rehabilitation,2026-02-28,2027-01-01,5.00,single-source,0\n";
  const std::vector<std::string> verdicts = {
      "2 N-1",
      "3 N-2: start_date OUTSIDE_ORDER_PERIOD, services[1] SERVICE_NOT_IN_ORDER",
      "4 N-3: provider_bin PROVIDER_NOT_FOUND, order_code ORDER_NOT_FOUND, start_date INVALID_DATE,"
      " ceiling INVALID_AMOUNT, route CHOICE_UNKNOWN, payment_due_days NUMBER_INVALID",
      "5 N-4: payment_due_days OUT_OF_RANGE",
      "6 N-5: services[0] SERVICE_NOT_IN_ORDER, provider_bin LICENCE_MISSING",
      "7 N-1: ceiling NOT_POSITIVE",
      "8 N-1: number CONTRACT_EXISTS, services[0] SERVICE_NOT_IN_ORDER",
      "9 : CSV_FIELD_COUNT",
      "10 N-6",
  };
  const auto trial = house.Import(file, true);
  REQUIRE_MESSAGE(trial, Describe(trial.error()));
  CHECK(house.Count("contracts.contract") == 0);
  const auto imported = house.Import(file);
  REQUIRE(imported);
  auto found = Verdicts(imported->outcome());
  REQUIRE(found.size() == verdicts.size());
  for (std::size_t i = 0; i < verdicts.size(); ++i) {
    CAPTURE(i);
    if (i == 7) {
      CHECK(found[i].find("CSV_FIELD_COUNT") != std::string::npos);
    } else {
      CHECK(found[i] == verdicts[i]);
    }
  }
  CHECK(house.Count("contracts.contract") == 2);
  CHECK(trial->SerializeAsString() == imported->SerializeAsString());
}

TEST_CASE("a contract file that is no table of contracts is refused whole") {
  ContractsHouse house;
  CHECK(house.Import("").error().reason == "CSV_EMPTY");
  const auto columns = house.Import("number,colour\nN-1,red\n");
  REQUIRE_FALSE(columns);
  CHECK(columns.error().reason == "CSV_COLUMNS");
  const auto only_header = house.Import(kHeader);
  REQUIRE(only_header);
  CHECK(only_header->outcome().rows() == 0);
}

TEST_CASE("a year's calendar is imported, and again without harm") {
  ContractsHouse house;
  const auto trial = ImportDays(house, PilotFile("calendar.csv"), true);
  REQUIRE(trial);
  CHECK(house.Count("contracts.calendar_day") == 0);
  const auto first = ImportDays(house, PilotFile("calendar.csv"));
  REQUIRE(first);
  CHECK(first->outcome().accepted() == 19);
  CHECK(first->SerializeAsString() == trial->SerializeAsString());
  const auto again = ImportDays(house, PilotFile("calendar.csv"));
  REQUIRE(again);
  CHECK(again->outcome().accepted() == 19);
  CHECK(house.Count("contracts.published_calendar_day") == 19);
}

TEST_CASE("a date has one entry in the calendar, and each row is judged on its own") {
  ContractsHouse house;
  REQUIRE(ImportDays(house, "date,kind,name\n2026-10-25,holiday,Республика күні\n"));
  const auto imported = ImportDays(house,
                                   "date;kind;name\n"
                                   "2026-10-25;holiday;Республика күні\n"
                                   "2026-10-25;working;Республика күні\n"
                                   "2026-10-25;holiday;День Республики\n"
                                   "2026-10-31;working;\n"
                                   "2026-10-32;feast;Той\n"
                                   "2026-12-16;holiday;Тәуелсіздік күні\n"
                                   "2026-12-16;holiday;Тәуелсіздік күні\n"
                                   "2026-12-16;moved-off;Тәуелсіздік күні\n");
  REQUIRE(imported);
  CHECK(Verdicts(imported->outcome()) == std::vector<std::string>{
                                             "2 2026-10-25",
                                             "3 2026-10-25: date CALENDAR_DATE_TAKEN",
                                             "4 2026-10-25: date CALENDAR_DATE_TAKEN",
                                             "5 2026-10-31: name REQUIRED",
                                             "6 2026-10-32: date INVALID_DATE, kind CHOICE_UNKNOWN",
                                             "7 2026-12-16",
                                             "8 2026-12-16",
                                             "9 2026-12-16: date CALENDAR_DATE_TAKEN",
                                         });
  CHECK(house.Count("contracts.calendar_day") == 2);
}

TEST_CASE("calendar days are listed by date, of one year or all, page by page") {
  ContractsHouse house;
  REQUIRE(ImportDays(house, PilotFile("calendar.csv")));
  REQUIRE(ImportDays(house, "date,kind,name\n2027-01-01,holiday,Жаңа жыл\n"));
  v1::ListCalendarDaysRequest list;
  list.set_year(2026);
  list.set_page_size(10);
  const auto first = house.Call(&Stub::ListCalendarDays, list, Role::kCurator);
  REQUIRE(first);
  CHECK(first->calendar_days_size() == 10);
  CHECK(first->calendar_days(0).date().month() == 1);
  CHECK(first->calendar_days(0).kind() == v1::CALENDAR_DAY_KIND_HOLIDAY);
  CHECK(first->calendar_days(4).kind() == v1::CALENDAR_DAY_KIND_MOVED_OFF);
  list.set_page_token(first->next_page_token());
  const auto second = house.Call(&Stub::ListCalendarDays, list);
  REQUIRE(second);
  CHECK(second->calendar_days_size() == 9);
  CHECK(second->next_page_token().empty());
  CHECK(second->calendar_days(8).date().day() == 16);
  CHECK(house.Call(&Stub::ListCalendarDays, v1::ListCalendarDaysRequest())->calendar_days_size() ==
        20);
  list.Clear();
  list.set_year(-1);
  CHECK(Refusals(house.Call(&Stub::ListCalendarDays, list).error()) ==
        std::vector<std::string>{"year OUT_OF_RANGE"});
}

}  // namespace
}  // namespace tirek::contracts
