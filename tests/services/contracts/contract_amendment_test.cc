// Amendments of contracts through the real door.
#include <functional>

#include "tests/services/contracts/contracts_house.h"

namespace tirek::contracts {
namespace {

google::type::Date Date(int year, int month, int day) {
  google::type::Date date;
  date.set_year(year);
  date.set_month(month);
  date.set_day(day);
  return date;
}

struct Ready : ContractsHouse {
  Ready() {
    AddProviders();
    AddOrder();
    REQUIRE(Import(PilotFile("contracts.csv")));
    v1::ListContractsRequest request;
    request.set_number("GSZ-KRG-001");
    const auto listed = Call(&Stub::ListContracts, request);
    REQUIRE(listed);
    REQUIRE(listed->contracts_size() == 1);
    contract = listed->contracts(0);
  }
  v1::Contract contract;
};

// More money and another service from 15 October on.
v1::AmendContractRequest Wanted(const v1::Contract& contract) {
  v1::AmendContractRequest request;
  request.set_request_id("amendment-1");
  request.set_contract_id(contract.contract_id());
  *request.mutable_effective_date() = Date(2026, 10, 15);
  request.set_source_act("Доп. соглашение № 1");
  *request.mutable_ceiling() = contract.ceiling();
  request.mutable_ceiling()->set_minor_units(contract.ceiling().minor_units() + 100);
  for (const std::string& service : contract.services()) request.add_services(service);
  request.add_services("rehabilitation");
  request.set_cut_order(v1::CUT_ORDER_LATEST_ADMISSION_FIRST);
  request.set_budget_code("451-136");
  return request;
}

TEST_CASE("an amendment changes what it names from its date on, and the rest stays") {
  Ready house;
  v1::AmendContractRequest request = Wanted(house.contract);
  request.set_etag("1");
  const auto made = house.Call(&Stub::AmendContract, request);
  REQUIRE_MESSAGE(made, Describe(made.error()));
  v1::Contract expected = house.contract;
  expected.set_etag("2");
  expected.mutable_ceiling()->set_minor_units(house.contract.ceiling().minor_units() + 100);
  expected.add_services("rehabilitation");
  expected.set_cut_order(v1::CUT_ORDER_LATEST_ADMISSION_FIRST);
  expected.set_budget_code("451-136");
  CHECK(rpc::ToJson(made->contract()) == rpc::ToJson(expected));

  v1::AmendContractRequest shorter;
  shorter.set_contract_id(house.contract.contract_id());
  *shorter.mutable_effective_date() = Date(2026, 12, 1);
  shorter.set_source_act("Соглашение о расторжении");
  *shorter.mutable_end_date() = Date(2026, 12, 1);
  const auto ended = house.Write(&Stub::AmendContract, shorter);
  REQUIRE_MESSAGE(ended, Describe(ended.error()));
  expected.set_etag("3");
  *expected.mutable_end_date() = Date(2026, 12, 1);
  CHECK(rpc::ToJson(ended->contract()) == rpc::ToJson(expected));

  v1::ListContractVersionsRequest list;
  list.set_contract_id(house.contract.contract_id());
  list.set_page_size(2);
  const auto first = house.Call(&Stub::ListContractVersions, list, Role::kAuditor);
  REQUIRE_MESSAGE(first, Describe(first.error()));
  REQUIRE(first->versions_size() == 2);
  CHECK(first->versions(0).source_act().empty());
  CHECK(first->versions(0).services_size() == house.contract.services_size());
  CHECK(first->versions(1).source_act() == "Доп. соглашение № 1");
  CHECK(first->versions(1).cut_order() == v1::CUT_ORDER_LATEST_ADMISSION_FIRST);
  CHECK(first->versions(0).budget_code().empty());
  CHECK(first->versions(1).budget_code() == "451-136");
  CHECK(rpc::ToJson(first->versions(1).effective_date()) == rpc::ToJson(Date(2026, 10, 15)));
  list.set_page_token(first->next_page_token());
  const auto second = house.Call(&Stub::ListContractVersions, list);
  REQUIRE(second);
  REQUIRE(second->versions_size() == 1);
  CHECK(rpc::ToJson(second->versions(0).end_date()) == rpc::ToJson(Date(2026, 12, 1)));
  CHECK(house.house().Verify().empty());
}

TEST_CASE("an amendment that its order or its own dates forbid is refused, all faults at once") {
  Ready house;
  struct Case {
    const char* name;
    std::function<void(v1::AmendContractRequest&)> change;
    std::vector<std::string> refusals;
  };
  const Case cases[] = {
      {"everything absent",
       [](auto& r) {
         r.Clear();
         r.set_request_id("x");
       },
       {"contract_id INVALID_ID", "effective_date INVALID_DATE", "source_act REQUIRED"}},
      {"each field wrong",
       [](auto& r) {
         r.mutable_ceiling()->set_minor_units(0);
         r.add_services("Day");
         r.add_services("rehabilitation");
         r.mutable_end_date()->set_month(13);
         r.set_cut_order(static_cast<v1::CutOrder>(9));
         r.set_budget_code("451 136");
       },
       {"cut_order CHOICE_UNKNOWN", "ceiling NOT_POSITIVE", "services[2] CODE_INVALID",
        "services[3] DUPLICATE_CODE", "end_date INVALID_DATE", "budget_code CODE_INVALID"}},
      {"no such contract",
       [](auto& r) { r.set_contract_id("ctr_01j9zq6d4q8v5t7x2m3n4p5r6s"); },
       {"CONTRACT_NOT_FOUND"}},
      {"another version", [](auto& r) { r.set_etag("2"); }, {"ETAG_MISMATCH"}},
      {"a day after the contract",
       [](auto& r) { *r.mutable_effective_date() = Date(2027, 1, 2); },
       {"effective_date EFFECTIVE_DATE_OUTSIDE"}},
      {"an end before it takes effect",
       [](auto& r) { *r.mutable_end_date() = Date(2026, 10, 14); },
       {"end_date PERIOD_REVERSED"}},
      {"beyond the order",
       [](auto& r) {
         *r.mutable_end_date() = Date(2027, 1, 2);
         r.add_services("day-cure");
         r.mutable_ceiling()->set_currency_code("USD");
       },
       {"end_date OUTSIDE_ORDER_PERIOD", "ceiling CURRENCY_MISMATCH",
        "services[2] SERVICE_NOT_IN_ORDER"}},
      {"nothing",
       [](auto& r) {
         r.clear_ceiling();
         r.clear_services();
         r.clear_cut_order();
         r.clear_budget_code();
       },
       {"AMENDMENT_CHANGES_NOTHING"}},
  };
  REQUIRE(house.contract.services_size() == 1);
  for (const Case& c : cases) {
    CAPTURE(c.name);
    v1::AmendContractRequest request = Wanted(house.contract);
    c.change(request);
    const auto made = house.Call(&Stub::AmendContract, request);
    REQUIRE_FALSE(made);
    CHECK(Refusals(made.error()) == c.refusals);
  }
  CHECK(house.Count("contracts.contract_amendment") == 0);
}

TEST_CASE("an amendment is tried without a trace and made once; a provider sees its own only") {
  Ready house;
  v1::AmendContractRequest request = Wanted(house.contract);
  request.set_validate_only(true);
  REQUIRE(house.Call(&Stub::AmendContract, request));
  CHECK(house.Count("contracts.contract_amendment") == 0);
  request.set_validate_only(false);
  REQUIRE(house.Call(&Stub::AmendContract, request));
  REQUIRE(house.Call(&Stub::AmendContract, request));
  CHECK(house.Count("contracts.contract_amendment") == 1);

  v1::ListContractVersionsRequest list;
  list.set_contract_id(house.contract.contract_id());
  const std::string own = house.house().ProviderToken(house.contract.provider_id());
  const auto seen = house.house().Call(&Stub::ListContractVersions, own, list);
  REQUIRE_MESSAGE(seen, Describe(seen.error()));
  CHECK(seen->versions_size() == 2);
  const std::string other = house.house().ProviderToken(house.ProviderId("051240990020"));
  REQUIRE(house.contract.provider_id() != house.ProviderId("051240990020"));
  CHECK(house.house().Call(&Stub::ListContractVersions, other, list).error().reason ==
        "CONTRACT_NOT_FOUND");
}

TEST_CASE("a contract may say its own cut order, and a file may") {
  Ready house;
  CHECK(house.contract.cut_order() == v1::CUT_ORDER_UNSPECIFIED);
  std::string file = PilotFile("contracts.csv");
  const std::size_t line = file.find('\n');
  const std::size_t next = file.find('\n', line + 1);
  const char separator = file.find(';') < line ? ';' : ',';
  std::string head = file.substr(0, line);
  std::string row = file.substr(line + 1, next - line - 1);
  const bool crlf = !head.empty() && head.back() == '\r';
  if (crlf) head.pop_back();
  if (crlf) row.pop_back();
  row.replace(row.find("GSZ-KRG-001"), 11, "GSZ-KRG-777");
  const auto imported =
      house.Import(head + separator + "cut_order" + separator + "budget_code\n" + row + separator +
                   "latest-admission-first" + separator + "451-136\n");
  REQUIRE_MESSAGE(imported, Describe(imported.error()));
  CHECK(Verdicts(imported->outcome()) == std::vector<std::string>{"2 GSZ-KRG-777"});
  v1::ListContractsRequest request;
  request.set_number("GSZ-KRG-777");
  const auto listed = house.Call(&Stub::ListContracts, request);
  REQUIRE(listed);
  CHECK(listed->contracts(0).cut_order() == v1::CUT_ORDER_LATEST_ADMISSION_FIRST);
  CHECK(listed->contracts(0).budget_code() == "451-136");
}

}  // namespace
}  // namespace tirek::contracts
