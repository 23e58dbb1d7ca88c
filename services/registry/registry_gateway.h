// All SQL of the registry. Reads and writes sets; the transaction is the caller's.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/rpc/page.h"
#include "core/sql/unit_of_work.h"
#include "services/registry/place.h"
#include "services/registry/provider.h"
#include "services/registry/site.h"

namespace tirek::registry {

class RegistryGateway {
 public:
  explicit RegistryGateway(sql::UnitOfWork& work) : work_(work) {}

  // PROVIDER_EXISTS, SITE_EXISTS, LICENCE_EXISTS, PLACE_EXISTS when a natural key is taken;
  // PROVIDER_NOT_FOUND or SITE_NOT_FOUND when what they belong to is missing.
  Result<void> Insert(const std::vector<Provider>& providers);
  Result<void> Insert(const std::vector<Site>& sites);
  Result<void> Insert(const std::vector<Licence>& licences);
  Result<void> Insert(const std::vector<Place>& places);

  // Lists hold up to page.size + 1 rows, ordered by their natural key.
  std::vector<Provider> List(const ProviderFilter& filter, const rpc::Page& page);
  std::vector<Site> List(const SiteFilter& filter, const rpc::Page& page);
  std::vector<Licence> List(const LicenceFilter& filter, const rpc::Page& page);
  std::vector<Place> List(const PlaceFilter& filter, const rpc::Page& page);

  std::optional<Provider> Find(const ProviderId& id);
  std::optional<Site> Find(const SiteId& id);
  std::optional<Licence> Find(const LicenceId& id);
  std::optional<Place> Find(const PlaceId& id);

  // Natural keys to ids, those that exist.
  std::map<std::string, std::string> ProviderIdsByBin(const std::vector<std::string>& bins);
  std::map<std::string, std::string> SiteIdsByCode(const std::vector<std::string>& codes);
  std::map<std::string, std::string> LicenceIdsByNumber(const std::vector<std::string>& numbers);
  std::map<std::string, std::string> PlaceIdsByCode(const std::vector<std::string>& codes);
  // Whose site each is, those that exist.
  std::map<std::string, std::string> ProvidersOfSites(const std::vector<std::string>& site_ids);

 private:
  sql::UnitOfWork& work_;
};

}  // namespace tirek::registry
