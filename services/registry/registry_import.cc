#include "services/registry/registry_import.h"

#include "services/registry/registry_gateway.h"

namespace tirek::registry {
namespace {

rpc::ReferenceColumn ProviderColumn(rpc::Call& call) {
  return {
      "provider_bin",
      "provider_id",
      {"provider_bin", "PROVIDER_NOT_FOUND", "the БИН of a registered provider"},
      [&call](const std::vector<std::string>& bins) -> Result<std::map<std::string, std::string>> {
        return RegistryGateway(call.work()).ProviderIdsByBin(bins);
      }};
}

rpc::ReferenceColumn SiteColumn(rpc::Call& call) {
  return {
      "site_code",
      "site_id",
      {"site_code", "SITE_NOT_FOUND", "the code of a site that is in the registry"},
      [&call](const std::vector<std::string>& codes) -> Result<std::map<std::string, std::string>> {
        return RegistryGateway(call.work()).SiteIdsByCode(codes);
      }};
}

}  // namespace

rpc::ImportShape ProviderFile(rpc::Call&) {
  return {{{"bin", "name", "kind", "iban", "bic", "kbe"}, {}}, "bin", {}};
}

rpc::ImportShape SiteFile(rpc::Call& call) {
  return {{{"code", "provider_bin", "name", "kato", "street_address"}, {}},
          "code",
          {ProviderColumn(call)}};
}

rpc::ImportShape LicenceFile(rpc::Call& call) {
  return {
      {{"number", "provider_bin", "start_date", "end_date"}, {}}, "number", {ProviderColumn(call)}};
}

rpc::ImportShape PlaceFile(rpc::Call& call) {
  return {{{"code", "site_code", "service", "condition", "capacity", "start_date", "end_date"}, {}},
          "code",
          {SiteColumn(call)}};
}

}  // namespace tirek::registry
