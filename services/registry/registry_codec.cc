#include "services/registry/registry_codec.h"

#include "core/rpc/convert.h"
#include "core/rpc/enum_text.h"

namespace tirek::registry {
namespace {

std::optional<Iban> TakeIban(FieldCheck& check, const std::string& text) {
  const auto iban = check.Take("iban", Iban::Parse(text));
  if (iban && iban->country() != "KZ") {
    check.Add("iban", "IBAN_COUNTRY", "an account in Kazakhstan: KZ and 18 more characters");
  }
  return iban;
}

template <typename Id>
Result<Id> OnlyId(const std::string& field, const std::string& text) {
  FieldCheck check;
  const auto id = check.Take(field, Id::Parse(text));
  TIREK_RETURN_IF_ERROR(check.Done());
  return *id;
}

}  // namespace

Result<NewProvider> FromProto(const v1::CreateProviderRequest& request) {
  FieldCheck check;
  NewProvider provider;
  const auto bin = check.Take("bin", Bin::Parse(request.bin()));
  provider.name = check.Text("name", request.name(), 200);
  provider.kind = rpc::TakeWord(check, "kind", request.kind());
  const auto iban = TakeIban(check, request.iban());
  const auto bic = check.Take("bic", Bic::Parse(request.bic()));
  const auto kbe = check.Take("kbe", Kbe::Parse(request.kbe()));
  TIREK_RETURN_IF_ERROR(check.Done());
  provider.bin = *bin;
  provider.iban = *iban;
  provider.bic = *bic;
  provider.kbe = *kbe;
  return provider;
}

Result<ProviderId> FromProto(const v1::GetProviderRequest& request) {
  return OnlyId<ProviderId>("provider_id", request.provider_id());
}

Result<ProviderFilter> FromProto(const v1::ListProvidersRequest& request) {
  return ProviderFilter{"", request.bin(), rpc::ToWord(request.kind())};
}

v1::Provider ToProto(const Provider& provider) {
  v1::Provider proto;
  proto.set_provider_id(provider.provider_id.text());
  proto.set_bin(provider.details.bin.text());
  proto.set_name(provider.details.name);
  proto.set_kind(rpc::FromWord<v1::ProviderKind>(provider.details.kind));
  proto.set_iban(provider.details.iban.text());
  proto.set_bic(provider.details.bic.text());
  proto.set_kbe(provider.details.kbe.text());
  *proto.mutable_create_time() = rpc::ToProto(provider.create_time);
  proto.set_etag(provider.etag());
  return proto;
}

Result<AccountChange> FromProto(const v1::ChangeProviderAccountRequest& request) {
  FieldCheck check;
  AccountChange change;
  const auto id = check.Take("provider_id", ProviderId::Parse(request.provider_id()));
  change.etag = request.etag();
  const auto iban = TakeIban(check, request.iban());
  const auto bic = check.Take("bic", Bic::Parse(request.bic()));
  const auto kbe = check.Take("kbe", Kbe::Parse(request.kbe()));
  change.reason = check.Text("reason", request.reason(), 500);
  TIREK_RETURN_IF_ERROR(check.Done());
  change.provider_id = *id;
  change.account = {*iban, *bic, *kbe};
  return change;
}

Result<ProviderId> FromProto(const v1::ListProviderAccountsRequest& request) {
  return OnlyId<ProviderId>("provider_id", request.provider_id());
}

v1::ProviderAccount ToProto(const ProviderAccount& account) {
  v1::ProviderAccount proto;
  proto.set_version(account.version);
  proto.set_iban(account.account.iban.text());
  proto.set_bic(account.account.bic.text());
  proto.set_kbe(account.account.kbe.text());
  proto.set_reason(account.reason);
  proto.set_changed_by(account.changed_by);
  *proto.mutable_record_time() = rpc::ToProto(account.record_time);
  return proto;
}

Result<NewSite> FromProto(const v1::CreateSiteRequest& request) {
  FieldCheck check;
  NewSite site;
  const auto provider_id = check.Take("provider_id", ProviderId::Parse(request.provider_id()));
  site.code = check.Code("code", request.code(), CodeStyle::kUpper);
  site.name = check.Text("name", request.name(), 200);
  const auto kato = check.Take("kato", Kato::Parse(request.kato()));
  site.address = check.Text("street_address", request.street_address(), 300);
  TIREK_RETURN_IF_ERROR(check.Done());
  site.provider_id = *provider_id;
  site.kato = *kato;
  return site;
}

Result<SiteId> FromProto(const v1::GetSiteRequest& request) {
  return OnlyId<SiteId>("site_id", request.site_id());
}

Result<SiteFilter> FromProto(const v1::ListSitesRequest& request) {
  return SiteFilter{request.provider_id(), request.code()};
}

v1::Site ToProto(const Site& site) {
  v1::Site proto;
  proto.set_site_id(site.site_id.text());
  proto.set_provider_id(site.details.provider_id.text());
  proto.set_code(site.details.code);
  proto.set_name(site.details.name);
  proto.set_kato(site.details.kato.text());
  proto.set_street_address(site.details.address);
  *proto.mutable_create_time() = rpc::ToProto(site.create_time);
  return proto;
}

Result<NewLicence> FromProto(const v1::CreateLicenceRequest& request) {
  FieldCheck check;
  NewLicence licence;
  const auto provider_id = check.Take("provider_id", ProviderId::Parse(request.provider_id()));
  licence.number = check.Text("number", request.number(), 50);
  licence.period = rpc::TakePeriod(check, request);
  TIREK_RETURN_IF_ERROR(check.Done());
  licence.provider_id = *provider_id;
  return licence;
}

Result<LicenceId> FromProto(const v1::GetLicenceRequest& request) {
  return OnlyId<LicenceId>("licence_id", request.licence_id());
}

Result<LicenceFilter> FromProto(const v1::ListLicencesRequest& request) {
  return LicenceFilter{request.provider_id(), request.number()};
}

v1::Licence ToProto(const Licence& licence) {
  v1::Licence proto;
  proto.set_licence_id(licence.licence_id.text());
  proto.set_provider_id(licence.details.provider_id.text());
  proto.set_number(licence.details.number);
  rpc::SetPeriod(licence.details.period, &proto);
  *proto.mutable_create_time() = rpc::ToProto(licence.create_time);
  return proto;
}

Result<NewPlace> FromProto(const v1::CreatePlaceRequest& request) {
  FieldCheck check;
  NewPlace place;
  const auto site_id = check.Take("site_id", SiteId::Parse(request.site_id()));
  place.code = check.Code("code", request.code(), CodeStyle::kUpper);
  place.service = check.Code("service", request.service(), CodeStyle::kLower);
  place.condition = rpc::TakeWord(check, "condition", request.condition());
  place.capacity = static_cast<int>(check.Within("capacity", request.capacity(), 1, 100'000));
  place.period = rpc::TakePeriod(check, request);
  TIREK_RETURN_IF_ERROR(check.Done());
  place.site_id = *site_id;
  return place;
}

Result<PlaceId> FromProto(const v1::GetPlaceRequest& request) {
  return OnlyId<PlaceId>("place_id", request.place_id());
}

Result<PlaceFilter> FromProto(const v1::ListPlacesRequest& request) {
  return PlaceFilter{request.provider_id(), request.code(), request.service()};
}

v1::Place ToProto(const Place& place) {
  v1::Place proto;
  proto.set_place_id(place.place_id.text());
  proto.set_provider_id(place.provider_id.text());
  proto.set_site_id(place.details.site_id.text());
  proto.set_code(place.details.code);
  proto.set_service(place.details.service);
  proto.set_condition(rpc::FromWord<v1::DeliveryCondition>(place.details.condition));
  proto.set_capacity(place.details.capacity);
  rpc::SetPeriod(place.details.period, &proto);
  *proto.mutable_create_time() = rpc::ToProto(place.create_time);
  return proto;
}

}  // namespace tirek::registry
