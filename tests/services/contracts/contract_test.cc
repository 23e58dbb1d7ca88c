// Contracts through the real door, one by one.
#include <functional>

#include "tests/services/contracts/contracts_house.h"

namespace tirek::contracts {
namespace {

constexpr const char* kHome = "230840990018";
constexpr const char* kCentre = "051240990020";

void SetDate(google::type::Date* date, int year, int month, int day) {
  date->set_year(year);
  date->set_month(month);
  date->set_day(day);
}

v1::CreateContractRequest Wanted(const std::string& provider_id, const std::string& order_id) {
  v1::CreateContractRequest request;
  request.set_request_id("contract-1");
  request.set_number("GSZ-KRG-001");
  request.set_provider_id(provider_id);
  request.set_order_id(order_id);
  request.add_services("day-care");
  request.add_services("day-stay");
  SetDate(request.mutable_start_date(), 2026, 9, 1);
  SetDate(request.mutable_end_date(), 2027, 1, 1);
  request.mutable_ceiling()->set_currency_code("KZT");
  request.mutable_ceiling()->set_minor_units(600'000'000);
  request.set_route(v1::CONTRACT_ROUTE_COMPETITION);
  return request;
}

struct Ready : ContractsHouse {
  Ready() {
    AddProviders();
    order_id = AddOrder();
    home = ProviderId(kHome);
    centre = ProviderId(kCentre);
  }
  std::string order_id;
  std::string home;
  std::string centre;
};

TEST_CASE("a contract is made, read back and published") {
  Ready house;
  const auto made = house.Call(&Stub::CreateContract, Wanted(house.home, house.order_id));
  REQUIRE_MESSAGE(made, Describe(made.error()));
  const v1::Contract& contract = made->contract();
  CHECK(contract.contract_id().starts_with("ctr_"));
  CHECK(contract.etag() == "1");
  CHECK(contract.payment_due_days() == 30);
  CHECK(contract.services_size() == 2);
  CHECK(contract.ceiling().minor_units() == 600'000'000);
  CHECK(contract.create_time().seconds() > 0);

  v1::GetContractRequest get;
  get.set_contract_id(contract.contract_id());
  const auto got = house.Call(&Stub::GetContract, get, Role::kAuditor);
  REQUIRE(got);
  CHECK(rpc::ToJson(got->contract()) == rpc::ToJson(contract));

  // A reader in its own role, whose transaction says which provider it is about.
  soci::session& sql = house.house().sql();
  for (const char* reader :
       {"tirek_placements", "tirek_delivery", "tirek_billing", "tirek_settlement"}) {
    CAPTURE(reader);
    soci::transaction transaction(sql);
    sql << std::string("SET LOCAL ROLE ") + reader;
    sql << "SET LOCAL tirek.provider_scope = '" + house.centre + "'";
    CHECK(house.Count("contracts.published_contract") == 0);
    sql << "SET LOCAL tirek.provider_scope = '" + house.home + "'";
    std::string row;
    sql << "SELECT (contract_id, number, provider_id, order_id, services, start_date, end_date,"
           " ceiling_minor, currency_code, route, payment_due_days)::text"
           " FROM contracts.published_contract WHERE record_time <= clock_timestamp()",
        soci::into(row);
    CHECK(row ==
          "(" + contract.contract_id() + ",GSZ-KRG-001," + house.home + "," + house.order_id +
              ",\"{day-care,day-stay}\",2026-09-01,2027-01-01,600000000,KZT,COMPETITION,30)");
  }
  CHECK(house.house().Verify().empty());
}

using Change = std::function<void(v1::CreateContractRequest&)>;

TEST_CASE("a contract that is wrong in itself, missing something or against its order is refused") {
  Ready house;
  struct Case {
    const char* name;
    Change change;
    std::vector<std::string> refusals;
  };
  const std::string nobody = "prv_01j9zq6d4q8v5t7x2m3n4p5r6s";
  const std::string nothing = "ord_01j9zq6d4q8v5t7x2m3n4p5r6s";
  const std::vector<Case> cases = {
      {"everything absent",
       [](auto& r) {
         r.Clear();
         r.set_request_id("x");
       },
       {"number REQUIRED", "provider_id INVALID_ID", "order_id INVALID_ID", "services REQUIRED",
        "start_date INVALID_DATE", "end_date REQUIRED", "ceiling REQUIRED",
        "route CHOICE_UNKNOWN"}},
      {"each field wrong",
       [](auto& r) {
         r.set_number(std::string(51, 'x'));
         r.set_services(0, "Day");
         r.add_services("day-stay");
         SetDate(r.mutable_end_date(), 2026, 9, 1);
         r.mutable_ceiling()->set_minor_units(0);
         r.set_payment_due_days(31);
       },
       {"number TEXT_INVALID", "services[0] CODE_INVALID", "services[2] DUPLICATE_CODE",
        "end_date PERIOD_REVERSED", "ceiling NOT_POSITIVE", "payment_due_days OUT_OF_RANGE"}},
      {"a currency of nobody",
       [](auto& r) { r.mutable_ceiling()->set_currency_code("XXQ"); },
       {"ceiling UNKNOWN_CURRENCY"}},
      {"due days below zero",
       [](auto& r) { r.set_payment_due_days(-1); },
       {"payment_due_days OUT_OF_RANGE"}},
      {"too many services",
       [](auto& r) {
         for (int i = 0; i < 100; ++i) r.add_services("s" + std::to_string(i));
       },
       {"services TOO_MANY"}},
      {"provider and order unknown",
       [&](auto& r) {
         r.set_provider_id(nobody);
         r.set_order_id(nothing);
       },
       {"PROVIDER_NOT_FOUND"}},
      {"order unknown", [&](auto& r) { r.set_order_id(nothing); }, {"ORDER_NOT_FOUND"}},
      {"all that the order forbids",
       [](auto& r) {
         SetDate(r.mutable_start_date(), 2025, 12, 31);
         SetDate(r.mutable_end_date(), 2027, 1, 2);
         r.mutable_ceiling()->set_currency_code("USD");
         r.add_services("night-care");
       },
       {"start_date OUTSIDE_ORDER_PERIOD", "end_date OUTSIDE_ORDER_PERIOD",
        "ceiling CURRENCY_MISMATCH", "services[2] SERVICE_NOT_IN_ORDER"}},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    v1::CreateContractRequest request = Wanted(house.home, house.order_id);
    c.change(request);
    const auto made = house.Call(&Stub::CreateContract, request);
    REQUIRE_FALSE(made);
    CHECK(Refusals(made.error()) == c.refusals);
  }
  CHECK(house.Count("contracts.contract") == 0);
}

TEST_CASE("a provider is contracted only with a licence in force when the contract starts") {
  Ready house;
  soci::session& sql = house.house().sql();
  sql << "ALTER TABLE registry.licence DISABLE TRIGGER append_only";
  sql << "UPDATE registry.licence SET start_date = '2026-01-01', end_date = '2026-09-01'"
         " WHERE provider_id = '" +
             house.home + "'";
  const auto refused = house.Call(&Stub::CreateContract, Wanted(house.home, house.order_id));
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == ErrorKind::kPrecondition);
  CHECK(refused.error().reason == "LICENCE_MISSING");
  CHECK(refused.error().metadata.at("start_date") == "2026-09-01");

  auto before = Wanted(house.home, house.order_id);
  SetDate(before.mutable_start_date(), 2026, 8, 31);
  CHECK(house.Call(&Stub::CreateContract, before));
}

TEST_CASE("a number names one contract, a request id one request, and a trial stores nothing") {
  Ready house;
  auto request = Wanted(house.home, house.order_id);
  request.set_validate_only(true);
  REQUIRE(house.Call(&Stub::CreateContract, request));
  CHECK(house.Count("contracts.contract") == 0);
  request.set_validate_only(false);
  const auto first = house.Call(&Stub::CreateContract, request);
  const auto again = house.Call(&Stub::CreateContract, request);
  REQUIRE(first);
  REQUIRE(again);
  CHECK(again->contract().contract_id() == first->contract().contract_id());
  request.set_payment_due_days(15);
  CHECK(house.Call(&Stub::CreateContract, request).error().reason == "REQUEST_ID_REUSED");
  request.set_request_id("contract-2");
  const auto taken = house.Call(&Stub::CreateContract, request);
  CHECK(taken.error().kind == ErrorKind::kAlreadyExists);
  CHECK(taken.error().reason == "CONTRACT_EXISTS");
}

TEST_CASE("a provider sees its own contracts alone") {
  Ready house;
  std::vector<std::string> ids;
  int number = 0;
  for (const std::string& provider : {house.home, house.centre, house.home}) {
    auto request = Wanted(provider, house.order_id);
    request.set_number("N-" + std::to_string(++number));
    const auto made = house.Write(&Stub::CreateContract, request);
    REQUIRE(made);
    ids.push_back(made->contract().contract_id());
  }
  const std::string token = house.house().ProviderToken(house.home);
  v1::GetContractRequest get;
  get.set_contract_id(ids[0]);
  CHECK(house.house().Call(&Stub::GetContract, token, get));
  get.set_contract_id(ids[1]);
  const auto foreign = house.house().Call(&Stub::GetContract, token, get);
  CHECK(foreign.error().kind == ErrorKind::kNotFound);
  CHECK(foreign.error().reason == "CONTRACT_NOT_FOUND");

  v1::ListContractsRequest list;
  CHECK(house.house().Call(&Stub::ListContracts, token, list)->contracts_size() == 2);
  list.set_provider_id(house.centre);
  const auto others = house.house().Call(&Stub::ListContracts, token, list);
  CHECK(others.error().reason == "PROVIDER_SCOPE");
  CHECK(house.Call(&Stub::ListContracts, list)->contracts_size() == 1);
  CHECK(house.Call(&Stub::ListContracts, list, Role::kCurator).error().reason ==
        "ROLE_NOT_ALLOWED");
  const auto made =
      house.house().Call(&Stub::CreateContract, token, Wanted(house.home, house.order_id));
  CHECK(made.error().reason == "ROLE_NOT_ALLOWED");
}

TEST_CASE("contracts are listed by number, page by page, under each filter") {
  Ready house;
  for (const char* number : {"N-3", "N-1", "N-2"}) {
    auto request = Wanted(house.home, house.order_id);
    request.set_number(number);
    REQUIRE(house.Write(&Stub::CreateContract, request));
  }
  v1::ListContractsRequest list;
  list.set_page_size(2);
  list.set_order_id(house.order_id);
  const auto first = house.Call(&Stub::ListContracts, list);
  REQUIRE(first);
  REQUIRE(first->contracts_size() == 2);
  CHECK(first->contracts(0).number() == "N-1");
  CHECK(first->contracts(1).number() == "N-2");
  list.set_page_token(first->next_page_token());
  const auto second = house.Call(&Stub::ListContracts, list);
  REQUIRE(second);
  REQUIRE(second->contracts_size() == 1);
  CHECK(second->contracts(0).number() == "N-3");
  CHECK(second->next_page_token().empty());
  list.set_number("N-1");
  CHECK(Refusals(house.Call(&Stub::ListContracts, list).error()) ==
        std::vector<std::string>{"page_token PAGE_TOKEN_INVALID"});
  list.clear_page_token();
  CHECK(house.Call(&Stub::ListContracts, list)->contracts_size() == 1);
  list.set_order_id("ord_01j9zq6d4q8v5t7x2m3n4p5r6s");
  CHECK(house.Call(&Stub::ListContracts, list)->contracts_size() == 0);
}

TEST_CASE("verification names a contract that left its order") {
  const char* changes[] = {"start_date = '2025-12-31'", "end_date = '2027-01-02'",
                           "currency_code = 'USD'", "services = '{night-care}'"};
  Ready house;
  REQUIRE(house.Call(&Stub::CreateContract, Wanted(house.home, house.order_id)));
  soci::session& sql = house.house().sql();
  sql << "ALTER TABLE contracts.contract DISABLE TRIGGER append_only";
  sql << "CREATE TABLE contracts.kept AS TABLE contracts.contract";
  for (const char* change : changes) {
    CAPTURE(change);
    sql << std::string("UPDATE contracts.contract SET ") + change;
    CHECK(house.house().Verify() ==
          std::vector<std::string>{"contract GSZ-KRG-001: not within the period, currency and "
                                   "services of its order"});
    sql << "DELETE FROM contracts.contract";
    sql << "INSERT INTO contracts.contract TABLE contracts.kept";
  }
  CHECK(house.house().Verify().empty());
}

}  // namespace
}  // namespace tirek::contracts
