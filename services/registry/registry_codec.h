// Wire to domain and back, with every check of a field that needs no database.
#pragma once

#include "core/base/result.h"
#include "services/registry/place.h"
#include "services/registry/provider.h"
#include "services/registry/provider_account.h"
#include "services/registry/site.h"
#include "tirek/registry/v1/registry.pb.h"

namespace tirek::registry {

Result<NewProvider> FromProto(const v1::CreateProviderRequest& request);
Result<ProviderId> FromProto(const v1::GetProviderRequest& request);
Result<ProviderFilter> FromProto(const v1::ListProvidersRequest& request);
v1::Provider ToProto(const Provider& provider);
Result<AccountChange> FromProto(const v1::ChangeProviderAccountRequest& request);
Result<ProviderId> FromProto(const v1::ListProviderAccountsRequest& request);
v1::ProviderAccount ToProto(const ProviderAccount& account);

Result<NewSite> FromProto(const v1::CreateSiteRequest& request);
Result<SiteId> FromProto(const v1::GetSiteRequest& request);
Result<SiteFilter> FromProto(const v1::ListSitesRequest& request);
v1::Site ToProto(const Site& site);

Result<NewLicence> FromProto(const v1::CreateLicenceRequest& request);
Result<LicenceId> FromProto(const v1::GetLicenceRequest& request);
Result<LicenceFilter> FromProto(const v1::ListLicencesRequest& request);
v1::Licence ToProto(const Licence& licence);

Result<NewPlace> FromProto(const v1::CreatePlaceRequest& request);
Result<PlaceId> FromProto(const v1::GetPlaceRequest& request);
Result<PlaceFilter> FromProto(const v1::ListPlacesRequest& request);
v1::Place ToProto(const Place& place);

}  // namespace tirek::registry
