#include "services/registry/registry_gateway.h"

#include "core/sql/columns.h"
#include "core/sql/constraint.h"
#include "core/sql/lookup.h"
#include "core/sql/rows.h"
#include "services/registry/stored_identifiers.h"

namespace tirek::registry {
namespace {

using soci::use;
using sql::First;
using sql::ReadAll;

constexpr sql::ConstraintMeaning kMeanings[] = {
    {"provider_bin_uq", ErrorKind::kAlreadyExists, "PROVIDER_EXISTS",
     "A provider with this БИН is registered."},
    {"site_code_uq", ErrorKind::kAlreadyExists, "SITE_EXISTS", "A site with this code exists."},
    {"licence_number_uq", ErrorKind::kAlreadyExists, "LICENCE_EXISTS",
     "A licence with this number is registered."},
    {"place_code_uq", ErrorKind::kAlreadyExists, "PLACE_EXISTS", "A place with this code exists."},
    {"site_provider_id_fk", ErrorKind::kNotFound, "PROVIDER_NOT_FOUND",
     "There is no such provider."},
    {"licence_provider_id_fk", ErrorKind::kNotFound, "PROVIDER_NOT_FOUND",
     "There is no such provider."},
    {"place_site_id_fk", ErrorKind::kNotFound, "SITE_NOT_FOUND", "There is no such site."},
};

// With the account that holds now.
const std::string kProviderColumns =
    "SELECT provider_id, bin, name, kind, coalesce(a.iban, p.iban), coalesce(a.bic, p.bic),"
    " coalesce(a.kbe, p.kbe), " +
    sql::MicrosOf("create_time") +
    ", coalesce(a.version, 1) FROM registry.provider p LEFT JOIN LATERAL (SELECT x.version, x.iban,"
    " x.bic, x.kbe FROM registry.provider_account x WHERE x.provider_id = p.provider_id"
    " ORDER BY x.version DESC LIMIT 1) a ON true";

Provider ReadProvider(const soci::row& row) {
  return {ProviderId::Trusted(row.get<std::string>(0)),
          {Stored<Bin>(row.get<std::string>(1)), row.get<std::string>(2), row.get<std::string>(3),
           Stored<Iban>(row.get<std::string>(4)), Stored<Bic>(row.get<std::string>(5)),
           Stored<Kbe>(row.get<std::string>(6))},
          {row.get<long long>(7)},
          row.get<int>(8)};
}

const std::string kSiteColumns = "SELECT site_id, provider_id, code, name, kato, address, " +
                                 sql::MicrosOf("create_time") + " FROM registry.site";

Site ReadSite(const soci::row& row) {
  return {SiteId::Trusted(row.get<std::string>(0)),
          {ProviderId::Trusted(row.get<std::string>(1)), row.get<std::string>(2),
           row.get<std::string>(3), Stored<Kato>(row.get<std::string>(4)), row.get<std::string>(5)},
          {row.get<long long>(6)}};
}

const std::string kLicenceColumns =
    "SELECT licence_id, provider_id, number, start_date::text, end_date::text, " +
    sql::MicrosOf("create_time") + " FROM registry.licence";

Licence ReadLicence(const soci::row& row) {
  return {LicenceId::Trusted(row.get<std::string>(0)),
          {ProviderId::Trusted(row.get<std::string>(1)),
           row.get<std::string>(2),
           {sql::DateOf(row.get<std::string>(3)), sql::DateOf(row.get<std::string>(4))}},
          {row.get<long long>(5)}};
}

const std::string kPlaceColumns =
    "SELECT place_id, provider_id, site_id, code, service, condition, capacity, start_date::text,"
    " end_date::text, " +
    sql::MicrosOf("create_time") + " FROM registry.place";

Place ReadPlace(const soci::row& row) {
  return {PlaceId::Trusted(row.get<std::string>(0)),
          ProviderId::Trusted(row.get<std::string>(1)),
          {SiteId::Trusted(row.get<std::string>(2)),
           row.get<std::string>(3),
           row.get<std::string>(4),
           row.get<std::string>(5),
           row.get<int>(6),
           {sql::DateOf(row.get<std::string>(7)), sql::DateOf(row.get<std::string>(8))}},
          {row.get<long long>(9)}};
}

}  // namespace

Result<void> RegistryGateway::Insert(const std::vector<Provider>& providers) {
  sql::Columns columns(8);
  for (const Provider& p : providers) {
    columns.Add({p.provider_id.text(), p.details.bin.text(), p.details.name, p.details.kind,
                 p.details.iban.text(), p.details.bic.text(), p.details.kbe.text(),
                 std::to_string(p.create_time.micros)});
  }
  return sql::Constrained(kMeanings, [&] {
    columns.Execute(work_,
                    "INSERT INTO registry.provider (provider_id, bin, name, kind, iban, bic, kbe,"
                    " create_time) SELECT c0, c1, c2, c3, c4, c5, c6, " +
                        sql::TimestampOf("c7") +
                        " FROM unnest(:c0::text[], :c1::text[], :c2::text[], :c3::text[],"
                        " :c4::text[], :c5::text[], :c6::text[], :c7::text[])"
                        " AS x (c0, c1, c2, c3, c4, c5, c6, c7)");
  });
}

Result<void> RegistryGateway::Insert(const std::vector<Site>& sites) {
  sql::Columns columns(7);
  for (const Site& s : sites) {
    columns.Add({s.site_id.text(), s.details.provider_id.text(), s.details.code, s.details.name,
                 s.details.kato.text(), s.details.address, std::to_string(s.create_time.micros)});
  }
  return sql::Constrained(kMeanings, [&] {
    columns.Execute(work_,
                    "INSERT INTO registry.site (site_id, provider_id, code, name, kato, address,"
                    " create_time) SELECT c0, c1, c2, c3, c4, c5, " +
                        sql::TimestampOf("c6") +
                        " FROM unnest(:c0::text[], :c1::text[], :c2::text[], :c3::text[],"
                        " :c4::text[], :c5::text[], :c6::text[])"
                        " AS x (c0, c1, c2, c3, c4, c5, c6)");
  });
}

Result<void> RegistryGateway::Insert(const std::vector<Licence>& licences) {
  sql::Columns columns(6);
  for (const Licence& l : licences) {
    columns.Add({l.licence_id.text(), l.details.provider_id.text(), l.details.number,
                 l.details.period.start.ToString(), l.details.period.end.ToString(),
                 std::to_string(l.create_time.micros)});
  }
  return sql::Constrained(kMeanings, [&] {
    columns.Execute(work_,
                    "INSERT INTO registry.licence (licence_id, provider_id, number, start_date,"
                    " end_date, create_time) SELECT c0, c1, c2, c3::date, c4::date, " +
                        sql::TimestampOf("c5") +
                        " FROM unnest(:c0::text[], :c1::text[], :c2::text[], :c3::text[],"
                        " :c4::text[], :c5::text[]) AS x (c0, c1, c2, c3, c4, c5)");
  });
}

Result<void> RegistryGateway::Insert(const std::vector<Place>& places) {
  sql::Columns columns(10);
  for (const Place& p : places) {
    columns.Add({p.place_id.text(), p.provider_id.text(), p.details.site_id.text(), p.details.code,
                 p.details.service, p.details.condition, std::to_string(p.details.capacity),
                 p.details.period.start.ToString(), p.details.period.end.ToString(),
                 std::to_string(p.create_time.micros)});
  }
  return sql::Constrained(kMeanings, [&] {
    columns.Execute(work_,
                    "INSERT INTO registry.place (place_id, provider_id, site_id, code, service,"
                    " condition, capacity, start_date, end_date, create_time)"
                    " SELECT c0, c1, c2, c3, c4, c5, c6::integer, c7::date, c8::date, " +
                        sql::TimestampOf("c9") +
                        " FROM unnest(:c0::text[], :c1::text[], :c2::text[], :c3::text[],"
                        " :c4::text[], :c5::text[], :c6::text[], :c7::text[], :c8::text[],"
                        " :c9::text[]) AS x (c0, c1, c2, c3, c4, c5, c6, c7, c8, c9)");
  });
}

std::vector<Provider> RegistryGateway::List(const ProviderFilter& filter, const rpc::Page& page) {
  const std::string after = page.AfterKey();
  const int limit = page.size + 1;
  return ReadAll(
      (work_.sql().prepare << kProviderColumns +
                                  " WHERE (:provider = '' OR provider_id = :provider)"
                                  " AND (:bin = '' OR bin = :bin) AND (:kind = '' OR kind = :kind)"
                                  " AND bin > :after ORDER BY bin LIMIT :limit",
       use(filter.provider_id, "provider"), use(filter.bin, "bin"), use(filter.kind, "kind"),
       use(after, "after"), use(limit, "limit")),
      ReadProvider);
}

std::vector<Site> RegistryGateway::List(const SiteFilter& filter, const rpc::Page& page) {
  const std::string after = page.AfterKey();
  const int limit = page.size + 1;
  return ReadAll(
      (work_.sql().prepare << kSiteColumns + " WHERE (:provider = '' OR provider_id = :provider)"
                                             " AND (:code = '' OR code = :code)"
                                             " AND code > :after ORDER BY code LIMIT :limit",
       use(filter.provider_id, "provider"), use(filter.code, "code"), use(after, "after"),
       use(limit, "limit")),
      ReadSite);
}

std::vector<Licence> RegistryGateway::List(const LicenceFilter& filter, const rpc::Page& page) {
  const std::string after = page.AfterKey();
  const int limit = page.size + 1;
  return ReadAll(
      (work_.sql().prepare << kLicenceColumns + " WHERE (:provider = '' OR provider_id = :provider)"
                                                " AND (:number = '' OR number = :number)"
                                                " AND number > :after ORDER BY number LIMIT :limit",
       use(filter.provider_id, "provider"), use(filter.number, "number"), use(after, "after"),
       use(limit, "limit")),
      ReadLicence);
}

std::vector<Place> RegistryGateway::List(const PlaceFilter& filter, const rpc::Page& page) {
  const std::string after = page.AfterKey();
  const int limit = page.size + 1;
  return ReadAll(
      (work_.sql().prepare << kPlaceColumns + " WHERE (:provider = '' OR provider_id = :provider)"
                                              " AND (:code = '' OR code = :code)"
                                              " AND (:service = '' OR service = :service)"
                                              " AND code > :after ORDER BY code LIMIT :limit",
       use(filter.provider_id, "provider"), use(filter.code, "code"),
       use(filter.service, "service"), use(after, "after"), use(limit, "limit")),
      ReadPlace);
}

std::optional<Provider> RegistryGateway::Find(const ProviderId& id) {
  const std::string text = id.text();
  return First(ReadAll(
      (work_.sql().prepare << kProviderColumns + " WHERE provider_id = :id", use(text, "id")),
      ReadProvider));
}

std::optional<Site> RegistryGateway::Find(const SiteId& id) {
  const std::string text = id.text();
  return First(ReadAll(
      (work_.sql().prepare << kSiteColumns + " WHERE site_id = :id", use(text, "id")), ReadSite));
}

std::optional<Licence> RegistryGateway::Find(const LicenceId& id) {
  const std::string text = id.text();
  return First(
      ReadAll((work_.sql().prepare << kLicenceColumns + " WHERE licence_id = :id", use(text, "id")),
              ReadLicence));
}

std::optional<Place> RegistryGateway::Find(const PlaceId& id) {
  const std::string text = id.text();
  return First(
      ReadAll((work_.sql().prepare << kPlaceColumns + " WHERE place_id = :id", use(text, "id")),
              ReadPlace));
}

std::map<std::string, std::string> RegistryGateway::ProviderIdsByBin(
    const std::vector<std::string>& bins) {
  return sql::Lookup(
      work_, "SELECT bin, provider_id FROM registry.provider WHERE bin = ANY(:keys::text[])", bins);
}

std::map<std::string, std::string> RegistryGateway::SiteIdsByCode(
    const std::vector<std::string>& codes) {
  return sql::Lookup(
      work_, "SELECT code, site_id FROM registry.site WHERE code = ANY(:keys::text[])", codes);
}

std::map<std::string, std::string> RegistryGateway::LicenceIdsByNumber(
    const std::vector<std::string>& numbers) {
  return sql::Lookup(
      work_, "SELECT number, licence_id FROM registry.licence WHERE number = ANY(:keys::text[])",
      numbers);
}

std::map<std::string, std::string> RegistryGateway::PlaceIdsByCode(
    const std::vector<std::string>& codes) {
  return sql::Lookup(
      work_, "SELECT code, place_id FROM registry.place WHERE code = ANY(:keys::text[])", codes);
}

std::map<std::string, std::string> RegistryGateway::ProvidersOfSites(
    const std::vector<std::string>& site_ids) {
  return sql::Lookup(
      work_, "SELECT site_id, provider_id FROM registry.site WHERE site_id = ANY(:keys::text[])",
      site_ids);
}

}  // namespace tirek::registry
