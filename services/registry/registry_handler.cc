#include "services/registry/registry_handler.h"

#include "core/rpc/shapes.h"
#include "services/registry/registry_codec.h"
#include "services/registry/registry_import.h"

namespace tirek::registry {
namespace {

constexpr auto kDecode = [](const auto& request) { return FromProto(request); };

}  // namespace

grpc::Status RegistryHandler::CreateProvider(grpc::ServerContext* context,
                                             const v1::CreateProviderRequest* request,
                                             v1::CreateProviderResponse* response) {
  return rpc::One(
      calls_, context, *request, response, kDecode,
      [this](rpc::Call& call, const NewProvider& details) {
        return service_.Create(call, details);
      },
      [](auto& answer, const Provider& provider) {
        *answer.mutable_provider() = ToProto(provider);
      });
}

grpc::Status RegistryHandler::GetProvider(grpc::ServerContext* context,
                                          const v1::GetProviderRequest* request,
                                          v1::GetProviderResponse* response) {
  return rpc::One(
      calls_, context, *request, response, kDecode,
      [this](rpc::Call& call, const ProviderId& id) { return service_.Get(call, id); },
      [](auto& answer, const Provider& provider) {
        *answer.mutable_provider() = ToProto(provider);
      });
}

grpc::Status RegistryHandler::ListProviders(grpc::ServerContext* context,
                                            const v1::ListProvidersRequest* request,
                                            v1::ListProvidersResponse* response) {
  return rpc::ListedBy(
      calls_, context, *request, response, kDecode,
      [this](rpc::Call& call, const ProviderFilter& filter, const rpc::Page& page) {
        return service_.List(call, filter, page);
      },
      [](const Provider& provider) { return provider.details.bin.text(); },
      [](auto& answer, const Provider& provider) { *answer.add_providers() = ToProto(provider); });
}

grpc::Status RegistryHandler::ImportProviders(grpc::ServerContext* context,
                                              const v1::ImportProvidersRequest* request,
                                              v1::ImportProvidersResponse* response) {
  return rpc::Imported<v1::CreateProviderRequest>(
      calls_, context, *request, response, ProviderFile, kDecode,
      [this](rpc::Call& call, std::vector<rpc::ImportRow<NewProvider>>& rows) {
        return service_.Import(call, rows);
      });
}

grpc::Status RegistryHandler::ChangeProviderAccount(grpc::ServerContext* context,
                                                    const v1::ChangeProviderAccountRequest* request,
                                                    v1::ChangeProviderAccountResponse* response) {
  return rpc::One(
      calls_, context, *request, response, kDecode,
      [this](rpc::Call& call, const AccountChange& change) {
        return service_.Change(call, change);
      },
      [](auto& answer, const Provider& provider) {
        *answer.mutable_provider() = ToProto(provider);
      });
}

grpc::Status RegistryHandler::ListProviderAccounts(grpc::ServerContext* context,
                                                   const v1::ListProviderAccountsRequest* request,
                                                   v1::ListProviderAccountsResponse* response) {
  return rpc::ListedBy(
      calls_, context, *request, response, kDecode,
      [this](rpc::Call& call, const ProviderId& id, const rpc::Page& page) {
        return service_.Accounts(call, id, page);
      },
      [](const ProviderAccount& account) { return std::to_string(account.version); },
      [](auto& answer, const ProviderAccount& account) {
        *answer.add_accounts() = ToProto(account);
      });
}

grpc::Status RegistryHandler::CreateSite(grpc::ServerContext* context,
                                         const v1::CreateSiteRequest* request,
                                         v1::CreateSiteResponse* response) {
  return rpc::One(
      calls_, context, *request, response, kDecode,
      [this](rpc::Call& call, const NewSite& details) { return service_.Create(call, details); },
      [](auto& answer, const Site& site) { *answer.mutable_site() = ToProto(site); });
}

grpc::Status RegistryHandler::GetSite(grpc::ServerContext* context,
                                      const v1::GetSiteRequest* request,
                                      v1::GetSiteResponse* response) {
  return rpc::One(
      calls_, context, *request, response, kDecode,
      [this](rpc::Call& call, const SiteId& id) { return service_.Get(call, id); },
      [](auto& answer, const Site& site) { *answer.mutable_site() = ToProto(site); });
}

grpc::Status RegistryHandler::ListSites(grpc::ServerContext* context,
                                        const v1::ListSitesRequest* request,
                                        v1::ListSitesResponse* response) {
  return rpc::ListedBy(
      calls_, context, *request, response, kDecode,
      [this](rpc::Call& call, const SiteFilter& filter, const rpc::Page& page) {
        return service_.List(call, filter, page);
      },
      [](const Site& site) { return site.details.code; },
      [](auto& answer, const Site& site) { *answer.add_sites() = ToProto(site); });
}

grpc::Status RegistryHandler::ImportSites(grpc::ServerContext* context,
                                          const v1::ImportSitesRequest* request,
                                          v1::ImportSitesResponse* response) {
  return rpc::Imported<v1::CreateSiteRequest>(
      calls_, context, *request, response, SiteFile, kDecode,
      [this](rpc::Call& call, std::vector<rpc::ImportRow<NewSite>>& rows) {
        return service_.Import(call, rows);
      });
}

grpc::Status RegistryHandler::CreateLicence(grpc::ServerContext* context,
                                            const v1::CreateLicenceRequest* request,
                                            v1::CreateLicenceResponse* response) {
  return rpc::One(
      calls_, context, *request, response, kDecode,
      [this](rpc::Call& call, const NewLicence& details) { return service_.Create(call, details); },
      [](auto& answer, const Licence& licence) { *answer.mutable_licence() = ToProto(licence); });
}

grpc::Status RegistryHandler::GetLicence(grpc::ServerContext* context,
                                         const v1::GetLicenceRequest* request,
                                         v1::GetLicenceResponse* response) {
  return rpc::One(
      calls_, context, *request, response, kDecode,
      [this](rpc::Call& call, const LicenceId& id) { return service_.Get(call, id); },
      [](auto& answer, const Licence& licence) { *answer.mutable_licence() = ToProto(licence); });
}

grpc::Status RegistryHandler::ListLicences(grpc::ServerContext* context,
                                           const v1::ListLicencesRequest* request,
                                           v1::ListLicencesResponse* response) {
  return rpc::ListedBy(
      calls_, context, *request, response, kDecode,
      [this](rpc::Call& call, const LicenceFilter& filter, const rpc::Page& page) {
        return service_.List(call, filter, page);
      },
      [](const Licence& licence) { return licence.details.number; },
      [](auto& answer, const Licence& licence) { *answer.add_licences() = ToProto(licence); });
}

grpc::Status RegistryHandler::ImportLicences(grpc::ServerContext* context,
                                             const v1::ImportLicencesRequest* request,
                                             v1::ImportLicencesResponse* response) {
  return rpc::Imported<v1::CreateLicenceRequest>(
      calls_, context, *request, response, LicenceFile, kDecode,
      [this](rpc::Call& call, std::vector<rpc::ImportRow<NewLicence>>& rows) {
        return service_.Import(call, rows);
      });
}

grpc::Status RegistryHandler::CreatePlace(grpc::ServerContext* context,
                                          const v1::CreatePlaceRequest* request,
                                          v1::CreatePlaceResponse* response) {
  return rpc::One(
      calls_, context, *request, response, kDecode,
      [this](rpc::Call& call, const NewPlace& details) { return service_.Create(call, details); },
      [](auto& answer, const Place& place) { *answer.mutable_place() = ToProto(place); });
}

grpc::Status RegistryHandler::GetPlace(grpc::ServerContext* context,
                                       const v1::GetPlaceRequest* request,
                                       v1::GetPlaceResponse* response) {
  return rpc::One(
      calls_, context, *request, response, kDecode,
      [this](rpc::Call& call, const PlaceId& id) { return service_.Get(call, id); },
      [](auto& answer, const Place& place) { *answer.mutable_place() = ToProto(place); });
}

grpc::Status RegistryHandler::ListPlaces(grpc::ServerContext* context,
                                         const v1::ListPlacesRequest* request,
                                         v1::ListPlacesResponse* response) {
  return rpc::ListedBy(
      calls_, context, *request, response, kDecode,
      [this](rpc::Call& call, const PlaceFilter& filter, const rpc::Page& page) {
        return service_.List(call, filter, page);
      },
      [](const Place& place) { return place.details.code; },
      [](auto& answer, const Place& place) { *answer.add_places() = ToProto(place); });
}

grpc::Status RegistryHandler::ImportPlaces(grpc::ServerContext* context,
                                           const v1::ImportPlacesRequest* request,
                                           v1::ImportPlacesResponse* response) {
  return rpc::Imported<v1::CreatePlaceRequest>(
      calls_, context, *request, response, PlaceFile, kDecode,
      [this](rpc::Call& call, std::vector<rpc::ImportRow<NewPlace>>& rows) {
        return service_.Import(call, rows);
      });
}

}  // namespace tirek::registry
