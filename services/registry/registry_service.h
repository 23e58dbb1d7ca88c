// The use cases of the registry: what is checked, in which order, and what is written.
#pragma once

#include <vector>

#include "core/rpc/call.h"
#include "core/rpc/import.h"
#include "core/rpc/page.h"
#include "services/registry/place.h"
#include "services/registry/provider.h"
#include "services/registry/provider_account.h"
#include "services/registry/site.h"

namespace tirek::registry {

class RegistryService {
 public:
  explicit RegistryService(IdSource& ids) : ids_(ids) {}

  Result<Provider> Create(rpc::Call& call, const NewProvider& details);
  Result<Site> Create(rpc::Call& call, const NewSite& details);
  Result<Licence> Create(rpc::Call& call, const NewLicence& details);
  Result<Place> Create(rpc::Call& call, const NewPlace& details);

  Result<Provider> Get(rpc::Call& call, const ProviderId& id);
  Result<Site> Get(rpc::Call& call, const SiteId& id);
  Result<Licence> Get(rpc::Call& call, const LicenceId& id);
  Result<Place> Get(rpc::Call& call, const PlaceId& id);

  // PROVIDER_NOT_FOUND; ETAG_MISMATCH when it changed since it was read; ACCOUNT_UNCHANGED.
  Result<Provider> Change(rpc::Call& call, const AccountChange& change);
  // By version; PROVIDER_NOT_FOUND.
  Result<std::vector<ProviderAccount>> Accounts(rpc::Call& call, const ProviderId& id,
                                                const rpc::Page& page);

  // Up to page.size + 1 rows; a provider's caller sees its own.
  Result<std::vector<Provider>> List(rpc::Call& call, ProviderFilter filter, const rpc::Page& page);
  Result<std::vector<Site>> List(rpc::Call& call, SiteFilter filter, const rpc::Page& page);
  Result<std::vector<Licence>> List(rpc::Call& call, LicenceFilter filter, const rpc::Page& page);
  Result<std::vector<Place>> List(rpc::Call& call, PlaceFilter filter, const rpc::Page& page);

  // Store the rows that still have a command; refuse those whose natural key is taken, in the
  // file or before it.
  Result<void> Import(rpc::Call& call, std::vector<rpc::ImportRow<NewProvider>>& rows);
  Result<void> Import(rpc::Call& call, std::vector<rpc::ImportRow<NewSite>>& rows);
  Result<void> Import(rpc::Call& call, std::vector<rpc::ImportRow<NewLicence>>& rows);
  Result<void> Import(rpc::Call& call, std::vector<rpc::ImportRow<NewPlace>>& rows);

 private:
  Provider Make(const rpc::Call& call, const NewProvider& details);
  Site Make(const rpc::Call& call, const NewSite& details);
  Licence Make(const rpc::Call& call, const NewLicence& details);
  Result<std::vector<Place>> Make(rpc::Call& call, const std::vector<NewPlace>& details);

  IdSource& ids_;
};

}  // namespace tirek::registry
