// The pilot's providers and places, and how a test places people there.
#pragma once

#include <string>

#include "tests/services/eligibility/people.h"
#include "tirek/placements/v1/placements.grpc.pb.h"
#include "tirek/registry/v1/registry.grpc.pb.h"

namespace tirek::test {

using Placements = placements::v1::PlacementService::Stub;
using Registry = registry::v1::RegistryService::Stub;

// A house with the providers, sites and places of demo/.
class Region {
 public:
  Region() : house({{"access", "registry", "eligibility", "placements"}, nullptr, {}}) {
    Import<registry::v1::ImportProvidersRequest>(&Registry::ImportProviders, "demo/providers.csv");
    Import<registry::v1::ImportSitesRequest>(&Registry::ImportSites, "demo/sites.csv");
    Import<registry::v1::ImportPlacesRequest>(&Registry::ImportPlaces, "demo/places.csv");
  }

  template <typename Request, typename Method>
  common::v1::ImportOutcome Import(Method method, const std::string& path,
                                   bool validate_only = false) {
    Request request;
    request.set_request_id(NextRequestId());
    request.set_validate_only(validate_only);
    request.set_file(FileText(path));
    return house.Call(method, access::Role::kMinistry, request).value().outcome();
  }

  registry::v1::Place PlaceCalled(const std::string& code) {
    registry::v1::ListPlacesRequest request;
    request.set_code(code);
    return house.Call(&Registry::ListPlaces, access::Role::kMinistry, request).value().places(0);
  }

  // One more place at the site of KRG-DAY-1-A; "" for no end.
  std::string NewPlace(const std::string& code, int capacity, const std::string& end_date) {
    registry::v1::CreatePlaceRequest request;
    request.set_request_id(NextRequestId());
    request.set_site_id(PlaceCalled("KRG-DAY-1-A").site_id());
    request.set_code(code);
    request.set_service("day-care");
    request.set_condition(registry::v1::DELIVERY_CONDITION_SEMI_STATIONARY);
    request.set_capacity(capacity);
    *request.mutable_start_date() = WireDate("2026-09-01");
    if (!end_date.empty()) *request.mutable_end_date() = WireDate(end_date);
    return house.Call(&Registry::CreatePlace, access::Role::kMinistry, request)
        .value()
        .place()
        .place_id();
  }

  // Entitled to day-care since the 3rd of August 2026.
  std::string Child(const std::string& reference) {
    return EntitledPerson(house, reference, "day-care", "2026-08-03");
  }

  Result<placements::v1::CreatePlacementResponse> Place(const std::string& person_id,
                                                        const std::string& place_id,
                                                        const std::string& start_date,
                                                        const std::string& end_date = "") {
    return house.Call(&Placements::CreatePlacement, access::Role::kCurator,
                      PlacementRequest(person_id, place_id, start_date, end_date));
  }

  static placements::v1::CreatePlacementRequest PlacementRequest(const std::string& person_id,
                                                                 const std::string& place_id,
                                                                 const std::string& start_date,
                                                                 const std::string& end_date) {
    placements::v1::CreatePlacementRequest request;
    request.set_request_id(NextRequestId());
    request.set_person_id(person_id);
    request.set_place_id(place_id);
    *request.mutable_start_date() = WireDate(start_date);
    if (!end_date.empty()) *request.mutable_end_date() = WireDate(end_date);
    return request;
  }

  static placements::v1::EndPlacementRequest EndRequest(const placements::v1::Placement& placement,
                                                        const std::string& end_date) {
    placements::v1::EndPlacementRequest request;
    request.set_request_id(NextRequestId());
    request.set_placement_id(placement.placement_id());
    *request.mutable_end_date() = WireDate(end_date);
    request.set_etag(placement.etag());
    return request;
  }

  static placements::v1::CreateApplicationRequest ApplicationRequest(
      const std::string& person_id, const std::string& service, const std::string& apply_date) {
    placements::v1::CreateApplicationRequest request;
    request.set_request_id(NextRequestId());
    request.set_person_id(person_id);
    request.set_service(service);
    request.set_territory("351010000");
    *request.mutable_apply_date() = WireDate(apply_date);
    return request;
  }

  long long Count(const std::string& table) {
    long long count = 0;
    house.sql() << "SELECT count(*) FROM placements." + table, soci::into(count);
    return count;
  }

  TestHouse house;
};

// "OK", or why not.
template <typename T>
std::string ReasonOf(const Result<T>& result) {
  return result ? "OK" : result.error().reason;
}

}  // namespace tirek::test
