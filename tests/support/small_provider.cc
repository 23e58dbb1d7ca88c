#include "tests/support/small_provider.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <stdexcept>

#include "core/identity/bin.h"
#include "core/identity/iban.h"
#include "tirek/eligibility/v1/eligibility.grpc.pb.h"
#include "tirek/placements/v1/placements.grpc.pb.h"
#include "tirek/registry/v1/registry.grpc.pb.h"

namespace tirek::test {
namespace {

using access::Role;

template <typename T>
T Need(Result<T> result, const char* what) {
  if (!result) throw std::runtime_error(std::string(what) + ": " + Describe(result.error()));
  return std::move(result).value();
}

std::string Digits(int value, int width) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%0*d", width, value);
  return text.data();
}

google::type::Date Day(int year, int month, int day) {
  google::type::Date date;
  date.set_year(year);
  date.set_month(month);
  date.set_day(day);
  return date;
}

// A request id that no other call of the test run has.
std::string FreshRequestId() {
  static int count = 0;
  return "small-" + std::to_string(++count);
}

registry::v1::CreateProviderRequest ProviderRequest(int serial) {
  registry::v1::CreateProviderRequest request;
  request.set_request_id(FreshRequestId());
  request.set_bin(TestBin(serial));
  request.set_name("Test provider " + std::to_string(serial));
  request.set_kind(registry::v1::PROVIDER_KIND_NGO);
  request.set_iban(TestIban(serial));
  request.set_bic("HSBKKZKX");
  request.set_kbe("18");
  return request;
}

void AddSiteAndPlace(TestHouse& house, int serial, int capacity, SmallProvider* made) {
  const std::string code = "TST-" + std::to_string(serial);
  registry::v1::CreateSiteRequest site;
  site.set_request_id(FreshRequestId());
  site.set_provider_id(made->provider_id);
  site.set_code(code);
  site.set_name("Test site");
  site.set_kato("351010000");
  site.set_street_address("Test street 1");
  made->site_id =
      Need(house.Call(&registry::v1::RegistryService::Stub::CreateSite, Role::kMinistry, site),
           "site")
          .site()
          .site_id();
  registry::v1::CreatePlaceRequest place;
  place.set_request_id(FreshRequestId());
  place.set_site_id(made->site_id);
  place.set_code(code + "-A");
  place.set_service("day-care");
  place.set_condition(registry::v1::DELIVERY_CONDITION_SEMI_STATIONARY);
  place.set_capacity(capacity);
  *place.mutable_start_date() = Day(2026, 1, 1);
  made->place_code = place.code();
  made->place_id =
      Need(house.Call(&registry::v1::RegistryService::Stub::CreatePlace, Role::kMinistry, place),
           "place")
          .place()
          .place_id();
}

void AddLicence(TestHouse& house, int serial, const SmallProvider& made) {
  registry::v1::CreateLicenceRequest licence;
  licence.set_request_id(FreshRequestId());
  licence.set_provider_id(made.provider_id);
  licence.set_number("TST-LIC-" + std::to_string(serial));
  *licence.mutable_start_date() = Day(2026, 1, 1);
  Need(house.Call(&registry::v1::RegistryService::Stub::CreateLicence, Role::kMinistry, licence),
       "licence");
}

std::string AddPerson(TestHouse& house, const std::string& reference) {
  eligibility::v1::CreatePersonRequest person;
  person.set_request_id(FreshRequestId());
  person.set_reference(reference);
  person.set_full_name("Test Person");
  *person.mutable_birth_date() = Day(2015, 5, 5);
  person.set_sex(eligibility::v1::SEX_FEMALE);
  std::string person_id = Need(house.Call(&eligibility::v1::EligibilityService::Stub::CreatePerson,
                                          Role::kMinistry, person),
                               "person")
                              .person()
                              .person_id();
  eligibility::v1::CreateDecisionRequest decision;
  decision.set_request_id(FreshRequestId());
  decision.set_number(reference + "-D");
  decision.set_person_id(person_id);
  decision.set_service("day-care");
  decision.set_ground(6);
  *decision.mutable_start_date() = Day(2026, 1, 1);
  Need(house.Call(&eligibility::v1::EligibilityService::Stub::CreateDecision, Role::kMinistry,
                  decision),
       "decision");
  return person_id;
}

std::string Place(TestHouse& house, const std::string& person_id, const std::string& place_id) {
  placements::v1::CreatePlacementRequest placement;
  placement.set_request_id(FreshRequestId());
  placement.set_person_id(person_id);
  placement.set_place_id(place_id);
  *placement.mutable_start_date() = Day(2026, 9, 1);
  return Need(house.Call(&placements::v1::PlacementService::Stub::CreatePlacement, Role::kMinistry,
                         placement),
              "placement")
      .placement()
      .placement_id();
}

}  // namespace

std::string TestBin(int serial) {
  // Registration 9501, type 4 (legal entity), attribute 0, serial 99xxx, and the digit that fits;
  // for some bodies none does, so the month moves on.
  for (int month = 1; month <= 12; ++month) {
    const std::string body = "95" + Digits(month, 2) + "4099" + Digits(serial, 3);
    for (int digit = 0; digit < 10; ++digit) {
      std::string text = body + std::to_string(digit);
      if (Bin::Parse(text)) return text;
    }
  }
  throw std::runtime_error("no БИН for this serial");
}

std::string TestIban(int serial) {
  for (int check = 2; check <= 98; ++check) {
    std::string text = "KZ" + Digits(check, 2) + "601TEST" + Digits(serial, 9);
    if (Iban::Parse(text)) return text;
  }
  throw std::runtime_error("no IBAN for this serial");
}

SmallProvider MakeSmallProvider(TestHouse& house, int serial, int persons) {
  SmallProvider made;
  made.bin = TestBin(serial);
  made.provider_id = Need(house.Call(&registry::v1::RegistryService::Stub::CreateProvider,
                                     Role::kMinistry, ProviderRequest(serial)),
                          "provider")
                         .provider()
                         .provider_id();
  AddSiteAndPlace(house, serial, std::max(persons, 1), &made);
  AddLicence(house, serial, made);
  for (int i = 1; i <= persons; ++i) {
    made.references.push_back("TST-" + std::to_string(serial) + "-P" + std::to_string(i));
    made.persons.push_back(AddPerson(house, made.references.back()));
    made.placements.push_back(Place(house, made.persons.back(), made.place_id));
  }
  return made;
}

}  // namespace tirek::test
