// The registry through its real door: what is registered, refused, imported, paged and seen by
// whom.
#include <set>
#include <string>

#include <doctest/doctest.h>

#include "tests/support/small_provider.h"
#include "tirek/registry/v1/registry.grpc.pb.h"

namespace tirek::test {
namespace {

using access::Role;
using Stub = registry::v1::RegistryService::Stub;

registry::v1::CreateProviderRequest NewProvider(const std::string& request_id, int serial) {
  registry::v1::CreateProviderRequest request;
  request.set_request_id(request_id);
  request.set_bin(TestBin(serial));
  request.set_name("ОФ «Тест»");
  request.set_kind(registry::v1::PROVIDER_KIND_NGO);
  request.set_iban(TestIban(serial));
  request.set_bic("HSBKKZKX");
  request.set_kbe("18");
  return request;
}

std::string Named(const Error& error) {
  std::string named;
  for (const Violation& v : error.violations) named += v.field + " " + v.reason + "\n";
  return named;
}

TEST_CASE("a provider is registered once and found by its БИН") {
  TestHouse house;
  const auto made = house.Call(&Stub::CreateProvider, Role::kMinistry, NewProvider("r1", 1));
  REQUIRE(made);
  CHECK(house.Call(&Stub::CreateProvider, Role::kMinistry, NewProvider("r2", 1)).error().reason ==
        "PROVIDER_EXISTS");
  registry::v1::ListProvidersRequest list;
  list.set_bin(TestBin(1));
  const auto found = house.Call(&Stub::ListProviders, Role::kAuditor, list);
  REQUIRE(found);
  REQUIRE(found->providers_size() == 1);
  CHECK(found->providers(0).SerializeAsString() == made->provider().SerializeAsString());
  CHECK(house.Verify().empty());
}

TEST_CASE("every wrong field of a provider is named at once") {
  TestHouse house;
  auto request = NewProvider("r1", 1);
  request.set_bin("95014099001");
  request.set_name(" padded ");
  request.set_kind(registry::v1::PROVIDER_KIND_UNSPECIFIED);
  request.set_iban("DE89370400440532013000");
  request.set_bic("HSBK");
  request.set_kbe("99");
  const auto refused = house.Call(&Stub::CreateProvider, Role::kMinistry, request);
  REQUIRE_FALSE(refused);
  CHECK(Named(refused.error()) ==
        "bin BIN_LENGTH\n"
        "name TEXT_INVALID\n"
        "kind CHOICE_UNKNOWN\n"
        "iban IBAN_COUNTRY\n"
        "bic BIC_LENGTH\n"
        "kbe INVALID_KBE\n");
}

TEST_CASE("validate_only says what the call would say, and stores nothing") {
  TestHouse house;
  auto request = NewProvider("r1", 1);
  request.set_validate_only(true);
  CHECK(house.Call(&Stub::CreateProvider, Role::kMinistry, request));
  CHECK(house.Call(&Stub::ListProviders, Role::kMinistry, registry::v1::ListProvidersRequest())
            ->providers_size() == 0);
  // The request id was not used up.
  request.set_validate_only(false);
  CHECK(house.Call(&Stub::CreateProvider, Role::kMinistry, request));
}

TEST_CASE("a licence or place that ends before it starts is refused, a site needs its provider") {
  TestHouse house;
  const SmallProvider provider = MakeSmallProvider(house, 1, 0);
  registry::v1::CreateLicenceRequest licence;
  licence.set_request_id("l1");
  licence.set_provider_id(provider.provider_id);
  licence.set_number("LIC-1");
  licence.mutable_start_date()->set_year(2026);
  licence.mutable_start_date()->set_month(3);
  licence.mutable_start_date()->set_day(1);
  *licence.mutable_end_date() = licence.start_date();
  const auto reversed = house.Call(&Stub::CreateLicence, Role::kMinistry, licence);
  REQUIRE_FALSE(reversed);
  CHECK(Named(reversed.error()) == "end_date PERIOD_REVERSED\n");
  registry::v1::CreateSiteRequest site;
  site.set_request_id("s1");
  site.set_provider_id("prv_01j9zq6d4q8v5t7x2m3n4p5r6s");
  site.set_code("LONELY");
  site.set_name("Site");
  site.set_kato("351010000");
  site.set_street_address("Street 1");
  CHECK(house.Call(&Stub::CreateSite, Role::kMinistry, site).error().reason ==
        "PROVIDER_NOT_FOUND");
}

TEST_CASE("a file of providers is judged row by row, and its dry run gives the same verdicts") {
  TestHouse house;
  registry::v1::ImportProvidersRequest file;
  file.set_request_id("f1");
  file.set_validate_only(true);
  file.set_file("bin,name,kind,iban,bic,kbe\n" + TestBin(1) + ",First,ngo," + TestIban(1) +
                ",HSBKKZKX,18\n" + TestBin(1) + ",Twice,ngo," + TestIban(2) + ",HSBKKZKX,18\n" +
                "123," + "Bad,club," + TestIban(3) + ",HSBKKZKX,18\n" + TestBin(4) +
                ",Second,private," + TestIban(4) + ",CASPKZKA,17\n");
  const auto dry = house.Call(&Stub::ImportProviders, Role::kMinistry, file);
  REQUIRE(dry);
  file.set_validate_only(false);
  const auto real = house.Call(&Stub::ImportProviders, Role::kMinistry, file);
  REQUIRE(real);
  CHECK(real->SerializeAsString() == dry->SerializeAsString());
  CHECK(real->outcome().accepted() == 2);
  CHECK(real->outcome().verdicts(1).violations(0).reason() == "PROVIDER_EXISTS");
  CHECK(real->outcome().verdicts(2).violations_size() == 2);
  CHECK(house.Call(&Stub::ListProviders, Role::kMinistry, registry::v1::ListProvidersRequest())
            ->providers_size() == 2);
}

TEST_CASE("a provider sees itself alone, and pages hold every row once") {
  TestHouse house;
  std::set<std::string> all;
  std::string some_id;
  for (int serial = 1; serial <= 5; ++serial) {
    const auto made = house.Call(&Stub::CreateProvider, Role::kMinistry,
                                 NewProvider("r" + std::to_string(serial), serial));
    REQUIRE(made);
    some_id = made->provider().provider_id();
    all.insert(some_id);
  }
  registry::v1::ListProvidersRequest list;
  list.set_page_size(2);
  std::set<std::string> seen;
  int pages = 0;
  do {
    const auto page = house.Call(&Stub::ListProviders, Role::kMinistry, list);
    REQUIRE(page);
    for (const auto& provider : page->providers()) seen.insert(provider.provider_id());
    list.set_page_token(page->next_page_token());
    ++pages;
  } while (!list.page_token().empty());
  CHECK(seen == all);
  CHECK(pages == 3);
  const std::string token = house.ProviderToken(some_id);
  const auto own = house.Call(&Stub::ListProviders, token, registry::v1::ListProvidersRequest());
  REQUIRE(own);
  REQUIRE(own->providers_size() == 1);
  CHECK(own->providers(0).provider_id() == some_id);
  registry::v1::GetProviderRequest other;
  other.set_provider_id(*all.begin() == some_id ? *all.rbegin() : *all.begin());
  CHECK(house.Call(&Stub::GetProvider, token, other).error().reason == "PROVIDER_SCOPE");
}

}  // namespace
}  // namespace tirek::test
