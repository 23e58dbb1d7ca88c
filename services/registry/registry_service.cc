#include "services/registry/registry_service.h"

#include "services/registry/provider_account_gateway.h"
#include "services/registry/registry_gateway.h"

namespace tirek::registry {
namespace {

Error NotFound(const char* reason, const char* message) {
  return {ErrorKind::kNotFound, reason, message, {}, {}};
}

template <typename T>
Result<T> Found(std::optional<T> row, const char* reason, const char* message) {
  if (row) return *std::move(row);
  return NotFound(reason, message);
}

constexpr auto kBinOf = [](const NewProvider& p) { return p.bin.text(); };
constexpr auto kSiteCodeOf = [](const NewSite& s) { return s.code; };
constexpr auto kNumberOf = [](const NewLicence& l) { return l.number; };
constexpr auto kPlaceCodeOf = [](const NewPlace& p) { return p.code; };

}  // namespace

Provider RegistryService::Make(const rpc::Call& call, const NewProvider& details) {
  return {ids_.Next<ProviderTag>(), details, call.now()};
}

Site RegistryService::Make(const rpc::Call& call, const NewSite& details) {
  return {ids_.Next<SiteTag>(), details, call.now()};
}

Licence RegistryService::Make(const rpc::Call& call, const NewLicence& details) {
  return {ids_.Next<LicenceTag>(), details, call.now()};
}

// A place belongs to the provider of its site.
Result<std::vector<Place>> RegistryService::Make(rpc::Call& call,
                                                 const std::vector<NewPlace>& details) {
  std::vector<std::string> site_ids;
  site_ids.reserve(details.size());
  for (const NewPlace& place : details) site_ids.push_back(place.site_id.text());
  const auto providers = RegistryGateway(call.work()).ProvidersOfSites(site_ids);
  std::vector<Place> places;
  for (const NewPlace& place : details) {
    const auto provider = providers.find(place.site_id.text());
    if (provider == providers.end()) return NotFound("SITE_NOT_FOUND", "There is no such site.");
    places.push_back(
        {ids_.Next<PlaceTag>(), ProviderId::Trusted(provider->second), place, call.now()});
  }
  return places;
}

Result<Provider> RegistryService::Create(rpc::Call& call, const NewProvider& details) {
  Provider provider = Make(call, details);
  TIREK_RETURN_IF_ERROR(RegistryGateway(call.work()).Insert({provider}));
  call.NameSubject(provider.provider_id.text());
  return provider;
}

Result<Site> RegistryService::Create(rpc::Call& call, const NewSite& details) {
  Site site = Make(call, details);
  TIREK_RETURN_IF_ERROR(RegistryGateway(call.work()).Insert({site}));
  call.NameSubject(site.site_id.text());
  return site;
}

Result<Licence> RegistryService::Create(rpc::Call& call, const NewLicence& details) {
  Licence licence = Make(call, details);
  TIREK_RETURN_IF_ERROR(RegistryGateway(call.work()).Insert({licence}));
  call.NameSubject(licence.licence_id.text());
  return licence;
}

Result<Place> RegistryService::Create(rpc::Call& call, const NewPlace& details) {
  TIREK_ASSIGN_OR_RETURN(const std::vector<Place> places, Make(call, std::vector{details}));
  TIREK_RETURN_IF_ERROR(RegistryGateway(call.work()).Insert(places));
  call.NameSubject(places.front().place_id.text());
  return places.front();
}

Result<Provider> RegistryService::Get(rpc::Call& call, const ProviderId& id) {
  TIREK_RETURN_IF_ERROR(call.principal().RequireProvider(id.text()));
  return Found(RegistryGateway(call.work()).Find(id), "PROVIDER_NOT_FOUND",
               "There is no such provider.");
}

Result<Site> RegistryService::Get(rpc::Call& call, const SiteId& id) {
  return Found(RegistryGateway(call.work()).Find(id), "SITE_NOT_FOUND", "There is no such site.");
}

Result<Licence> RegistryService::Get(rpc::Call& call, const LicenceId& id) {
  return Found(RegistryGateway(call.work()).Find(id), "LICENCE_NOT_FOUND",
               "There is no such licence.");
}

Result<Place> RegistryService::Get(rpc::Call& call, const PlaceId& id) {
  return Found(RegistryGateway(call.work()).Find(id), "PLACE_NOT_FOUND", "There is no such place.");
}

Result<Provider> RegistryService::Change(rpc::Call& call, const AccountChange& change) {
  TIREK_ASSIGN_OR_RETURN(Provider provider, Get(call, change.provider_id));
  call.NameSubject(provider.provider_id.text());
  if (!change.etag.empty() && change.etag != provider.etag()) {
    return Error{ErrorKind::kConflict,
                 "ETAG_MISMATCH",
                 "The provider's account changed since it was read; read it again.",
                 {{"provider_id", provider.provider_id.text()}},
                 {}};
  }
  NewProvider& details = provider.details;
  if (change.account == BankAccount{details.iban, details.bic, details.kbe}) {
    return Error{ErrorKind::kPrecondition,
                 "ACCOUNT_UNCHANGED",
                 "The provider is paid to this account already.",
                 {{"provider_id", provider.provider_id.text()}},
                 {}};
  }
  details.iban = change.account.iban;
  details.bic = change.account.bic;
  details.kbe = change.account.kbe;
  ++provider.account_version;
  TIREK_RETURN_IF_ERROR(ProviderAccountGateway(call.work())
                            .Insert({provider.provider_id, provider.account_version, change.account,
                                     change.reason, call.principal().name, call.now()}));
  return provider;
}

Result<std::vector<ProviderAccount>> RegistryService::Accounts(rpc::Call& call,
                                                               const ProviderId& id,
                                                               const rpc::Page& page) {
  TIREK_RETURN_IF_ERROR(Get(call, id));
  return ProviderAccountGateway(call.work()).List(id, page);
}

Result<std::vector<Provider>> RegistryService::List(rpc::Call& call, ProviderFilter filter,
                                                    const rpc::Page& page) {
  TIREK_ASSIGN_OR_RETURN(filter.provider_id, call.principal().NarrowedTo(filter.provider_id));
  return RegistryGateway(call.work()).List(filter, page);
}

Result<std::vector<Site>> RegistryService::List(rpc::Call& call, SiteFilter filter,
                                                const rpc::Page& page) {
  TIREK_ASSIGN_OR_RETURN(filter.provider_id, call.principal().NarrowedTo(filter.provider_id));
  return RegistryGateway(call.work()).List(filter, page);
}

Result<std::vector<Licence>> RegistryService::List(rpc::Call& call, LicenceFilter filter,
                                                   const rpc::Page& page) {
  TIREK_ASSIGN_OR_RETURN(filter.provider_id, call.principal().NarrowedTo(filter.provider_id));
  return RegistryGateway(call.work()).List(filter, page);
}

Result<std::vector<Place>> RegistryService::List(rpc::Call& call, PlaceFilter filter,
                                                 const rpc::Page& page) {
  TIREK_ASSIGN_OR_RETURN(filter.provider_id, call.principal().NarrowedTo(filter.provider_id));
  return RegistryGateway(call.work()).List(filter, page);
}

Result<void> RegistryService::Import(rpc::Call& call,
                                     std::vector<rpc::ImportRow<NewProvider>>& rows) {
  RegistryGateway gateway(call.work());
  rpc::RefuseTaken(rows, {"bin", "PROVIDER_EXISTS", "a БИН that is not registered yet"}, kBinOf,
                   gateway.ProviderIdsByBin(rpc::KeysOf(rows, kBinOf)));
  std::vector<Provider> providers;
  for (const auto& row : rows) {
    if (row.command) providers.push_back(Make(call, *row.command));
  }
  return gateway.Insert(providers);
}

Result<void> RegistryService::Import(rpc::Call& call, std::vector<rpc::ImportRow<NewSite>>& rows) {
  RegistryGateway gateway(call.work());
  rpc::RefuseTaken(rows, {"code", "SITE_EXISTS", "a code that no other site has"}, kSiteCodeOf,
                   gateway.SiteIdsByCode(rpc::KeysOf(rows, kSiteCodeOf)));
  std::vector<Site> sites;
  for (const auto& row : rows) {
    if (row.command) sites.push_back(Make(call, *row.command));
  }
  return gateway.Insert(sites);
}

Result<void> RegistryService::Import(rpc::Call& call,
                                     std::vector<rpc::ImportRow<NewLicence>>& rows) {
  RegistryGateway gateway(call.work());
  rpc::RefuseTaken(rows, {"number", "LICENCE_EXISTS", "a number that no other licence has"},
                   kNumberOf, gateway.LicenceIdsByNumber(rpc::KeysOf(rows, kNumberOf)));
  std::vector<Licence> licences;
  for (const auto& row : rows) {
    if (row.command) licences.push_back(Make(call, *row.command));
  }
  return gateway.Insert(licences);
}

Result<void> RegistryService::Import(rpc::Call& call, std::vector<rpc::ImportRow<NewPlace>>& rows) {
  RegistryGateway gateway(call.work());
  rpc::RefuseTaken(rows, {"code", "PLACE_EXISTS", "a code that no other place has"}, kPlaceCodeOf,
                   gateway.PlaceIdsByCode(rpc::KeysOf(rows, kPlaceCodeOf)));
  std::vector<NewPlace> details;
  for (const auto& row : rows) {
    if (row.command) details.push_back(*row.command);
  }
  TIREK_ASSIGN_OR_RETURN(const std::vector<Place> places, Make(call, details));
  return gateway.Insert(places);
}

}  // namespace tirek::registry
