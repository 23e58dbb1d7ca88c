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

registry::v1::ChangeProviderAccountRequest NewAccount(const std::string& request_id,
                                                      const registry::v1::Provider& provider,
                                                      int serial) {
  registry::v1::ChangeProviderAccountRequest request;
  request.set_request_id(request_id);
  request.set_provider_id(provider.provider_id());
  request.set_etag(provider.etag());
  request.set_iban(TestIban(serial));
  request.set_bic("CASPKZKA");
  request.set_kbe("17");
  request.set_reason("letter of 3 November");
  return request;
}

TEST_CASE("a provider's account is changed by the ministry, and the ones before stay known") {
  TestHouse house;
  const auto made = house.Call(&Stub::CreateProvider, Role::kMinistry, NewProvider("r1", 1));
  REQUIRE(made);
  const auto& first = made->provider();
  const auto changed =
      house.Call(&Stub::ChangeProviderAccount, Role::kMinistry, NewAccount("r2", first, 2));
  REQUIRE(changed);
  CHECK(changed->provider().iban() == TestIban(2));
  CHECK(changed->provider().etag() != first.etag());
  registry::v1::GetProviderRequest get;
  get.set_provider_id(first.provider_id());
  const auto read = house.Call(&Stub::GetProvider, Role::kFinance, get);
  REQUIRE(read);
  CHECK(read->SerializeAsString() == changed->SerializeAsString());
  std::string published;
  house.sql() << "SET tirek.provider_scope = '*'";
  house.sql() << "SELECT iban || bic || kbe FROM registry.published_provider",
      soci::into(published);
  CHECK(published == TestIban(2) + "CASPKZKA17");

  registry::v1::ListProviderAccountsRequest list;
  list.set_provider_id(first.provider_id());
  list.set_page_size(1);
  std::string told;
  do {
    const auto page = house.Call(&Stub::ListProviderAccounts, Role::kAuditor, list);
    REQUIRE(page);
    for (const auto& account : page->accounts()) {
      told += std::to_string(account.version()) + " " + account.iban() + " " + account.bic() +
              " '" + account.reason() + "' by '" + account.changed_by() + "'\n";
    }
    list.set_page_token(page->next_page_token());
  } while (!list.page_token().empty());
  CHECK(told == "1 " + TestIban(1) + " HSBKKZKX '' by ''\n2 " + TestIban(2) +
                    " CASPKZKA 'letter of 3 November' by 'ministry'\n");
  CHECK(house.Verify().empty());
}

TEST_CASE("a change of account is refused where it is stale, none, wrong or not the caller's") {
  TestHouse house;
  const auto made = house.Call(&Stub::CreateProvider, Role::kMinistry, NewProvider("r1", 1));
  const auto other = house.Call(&Stub::CreateProvider, Role::kMinistry, NewProvider("r2", 2));
  REQUIRE(made);
  REQUIRE(other);
  const auto& first = made->provider();
  const auto reason = [&](const registry::v1::ChangeProviderAccountRequest& request,
                          Role role = Role::kMinistry) {
    const auto answer = house.Call(&Stub::ChangeProviderAccount, role, request);
    return answer ? "OK" : answer.error().reason;
  };
  auto same = NewAccount("r3", first, 1);
  same.set_bic(first.bic());
  same.set_kbe(first.kbe());
  CHECK(reason(same) == "ACCOUNT_UNCHANGED");
  CHECK(reason(NewAccount("r4", first, 3), Role::kFinance) == "ROLE_NOT_ALLOWED");
  CHECK(reason(NewAccount("r4", first, 3)) == "OK");
  CHECK(reason(NewAccount("r4", first, 3)) == "OK");  // the same request: answered again
  CHECK(reason(NewAccount("r5", first, 4)) == "ETAG_MISMATCH");
  auto whatever = NewAccount("r6", first, 4);
  whatever.clear_etag();
  CHECK(reason(whatever) == "OK");
  auto unknown = NewAccount("r7", first, 5);
  unknown.set_provider_id("prv_00000000000000000000000009");
  CHECK(reason(unknown) == "PROVIDER_NOT_FOUND");
  registry::v1::ChangeProviderAccountRequest empty;
  empty.set_request_id("r8");
  const auto refused = house.Call(&Stub::ChangeProviderAccount, Role::kMinistry, empty);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().violations.size() == 5);
  registry::v1::ListProviderAccountsRequest list;
  list.set_provider_id(first.provider_id());
  const auto accounts =
      house.Call(&Stub::ListProviderAccounts, house.ProviderToken(first.provider_id()), list);
  REQUIRE(accounts);
  CHECK(accounts->accounts_size() == 3);
  CHECK(house
            .Call(&Stub::ListProviderAccounts, house.ProviderToken(other->provider().provider_id()),
                  list)
            .error()
            .reason == "PROVIDER_SCOPE");
}

}  // namespace
}  // namespace tirek::test
