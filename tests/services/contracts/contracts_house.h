// A house with the registry and contracts, and the pilot's files to fill it with.
#pragma once

#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "core/rpc/json.h"
#include "tests/support/test_house.h"
#include "tirek/contracts/v1/contracts.grpc.pb.h"
#include "tirek/registry/v1/registry.grpc.pb.h"

namespace tirek::contracts {

using access::Role;
using Stub = v1::ContractService::Stub;
using Registry = registry::v1::RegistryService::Stub;

inline std::string PilotFile(const std::string& name) {
  std::ifstream file("demo/" + name, std::ios::binary);
  REQUIRE_MESSAGE(file, "demo/" << name << " is read from the repository's root");
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

inline v1::Order PilotOrder() {
  v1::Order order;
  REQUIRE(rpc::FromJson(PilotFile("order.json"), &order));
  return order;
}

class ContractsHouse {
 public:
  explicit ContractsHouse(const Clock* clock = nullptr)
      : house_({.services = {"registry", "contracts"}, .clock = clock}) {}

  test::TestHouse& house() { return house_; }

  template <typename Method, typename Request>
  auto Call(Method method, const Request& request, Role role = Role::kMinistry) {
    return house_.Call(method, role, request);
  }

  // The same with a request id of its own.
  template <typename Method, typename Request>
  auto Write(Method method, Request request) {
    request.set_request_id("request-" + std::to_string(++requests_));
    return house_.Call(method, Role::kMinistry, request);
  }

  // The pilot's providers with their licences.
  void AddProviders() {
    registry::v1::ImportProvidersRequest providers;
    providers.set_file(PilotFile("providers.csv"));
    REQUIRE(Write(&Registry::ImportProviders, providers));
    registry::v1::ImportLicencesRequest licences;
    licences.set_file(PilotFile("licences.csv"));
    REQUIRE(Write(&Registry::ImportLicences, licences));
  }

  // The pilot's order; its id.
  std::string AddOrder() {
    v1::CreateOrderRequest request;
    *request.mutable_order() = PilotOrder();
    const auto made = Write(&Stub::CreateOrder, request);
    REQUIRE_MESSAGE(made, Describe(made.error()));
    return made->order().order_id();
  }

  std::string ProviderId(const std::string& bin) {
    registry::v1::ListProvidersRequest request;
    request.set_bin(bin);
    const auto listed = Call(&Registry::ListProviders, request);
    REQUIRE(listed);
    REQUIRE(listed->providers_size() == 1);
    return listed->providers(0).provider_id();
  }

  Result<v1::ImportContractsResponse> Import(const std::string& file, bool dry_run = false) {
    v1::ImportContractsRequest request;
    request.set_file(file);
    request.set_validate_only(dry_run);
    return Write(&Stub::ImportContracts, request);
  }

  long long Count(const std::string& table) {
    long long count = -1;
    house_.sql() << "SELECT count(*) FROM " + table, soci::into(count);
    return count;
  }

 private:
  test::TestHouse house_;
  int requests_ = 0;
};

// "field REASON" of each violation, in order; the reason alone of an error without any.
inline std::vector<std::string> Refusals(const Error& error) {
  if (error.violations.empty()) return {error.reason};
  std::vector<std::string> all;
  for (const Violation& violation : error.violations) {
    all.push_back(violation.field + " " + violation.reason);
  }
  return all;
}

// "line key" of accepted rows, "line key: field REASON, …" of refused ones.
inline std::vector<std::string> Verdicts(const common::v1::ImportOutcome& outcome) {
  std::vector<std::string> all;
  for (const auto& verdict : outcome.verdicts()) {
    std::string text = std::to_string(verdict.line()) + " " + verdict.key();
    const char* separator = ": ";
    for (const auto& violation : verdict.violations()) {
      text += separator + violation.field() + " " + violation.reason();
      separator = ", ";
    }
    CHECK(verdict.accepted() == verdict.violations().empty());
    all.push_back(text);
  }
  return all;
}

}  // namespace tirek::contracts
