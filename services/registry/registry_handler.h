// The gRPC door of the registry: decode, call, encode.
#pragma once

#include "core/rpc/call.h"
#include "services/registry/registry_service.h"
#include "tirek/registry/v1/registry.grpc.pb.h"

namespace tirek::registry {

class RegistryHandler final : public v1::RegistryService::Service {
 public:
  explicit RegistryHandler(const rpc::CallEnvironment& environment)
      : calls_(environment), service_(environment.ids) {}

  grpc::Status CreateProvider(grpc::ServerContext* context,
                              const v1::CreateProviderRequest* request,
                              v1::CreateProviderResponse* response) override;
  grpc::Status GetProvider(grpc::ServerContext* context, const v1::GetProviderRequest* request,
                           v1::GetProviderResponse* response) override;
  grpc::Status ListProviders(grpc::ServerContext* context, const v1::ListProvidersRequest* request,
                             v1::ListProvidersResponse* response) override;
  grpc::Status ImportProviders(grpc::ServerContext* context,
                               const v1::ImportProvidersRequest* request,
                               v1::ImportProvidersResponse* response) override;
  grpc::Status ChangeProviderAccount(grpc::ServerContext* context,
                                     const v1::ChangeProviderAccountRequest* request,
                                     v1::ChangeProviderAccountResponse* response) override;
  grpc::Status ListProviderAccounts(grpc::ServerContext* context,
                                    const v1::ListProviderAccountsRequest* request,
                                    v1::ListProviderAccountsResponse* response) override;
  grpc::Status CreateSite(grpc::ServerContext* context, const v1::CreateSiteRequest* request,
                          v1::CreateSiteResponse* response) override;
  grpc::Status GetSite(grpc::ServerContext* context, const v1::GetSiteRequest* request,
                       v1::GetSiteResponse* response) override;
  grpc::Status ListSites(grpc::ServerContext* context, const v1::ListSitesRequest* request,
                         v1::ListSitesResponse* response) override;
  grpc::Status ImportSites(grpc::ServerContext* context, const v1::ImportSitesRequest* request,
                           v1::ImportSitesResponse* response) override;
  grpc::Status CreateLicence(grpc::ServerContext* context, const v1::CreateLicenceRequest* request,
                             v1::CreateLicenceResponse* response) override;
  grpc::Status GetLicence(grpc::ServerContext* context, const v1::GetLicenceRequest* request,
                          v1::GetLicenceResponse* response) override;
  grpc::Status ListLicences(grpc::ServerContext* context, const v1::ListLicencesRequest* request,
                            v1::ListLicencesResponse* response) override;
  grpc::Status ImportLicences(grpc::ServerContext* context,
                              const v1::ImportLicencesRequest* request,
                              v1::ImportLicencesResponse* response) override;
  grpc::Status CreatePlace(grpc::ServerContext* context, const v1::CreatePlaceRequest* request,
                           v1::CreatePlaceResponse* response) override;
  grpc::Status GetPlace(grpc::ServerContext* context, const v1::GetPlaceRequest* request,
                        v1::GetPlaceResponse* response) override;
  grpc::Status ListPlaces(grpc::ServerContext* context, const v1::ListPlacesRequest* request,
                          v1::ListPlacesResponse* response) override;
  grpc::Status ImportPlaces(grpc::ServerContext* context, const v1::ImportPlacesRequest* request,
                            v1::ImportPlacesResponse* response) override;

 private:
  rpc::CallGate calls_;
  RegistryService service_;
};

}  // namespace tirek::registry
