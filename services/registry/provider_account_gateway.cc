#include "services/registry/provider_account_gateway.h"

#include "core/sql/columns.h"
#include "core/sql/constraint.h"
#include "core/sql/rows.h"
#include "services/registry/stored_identifiers.h"

namespace tirek::registry {
namespace {

using soci::use;

constexpr sql::ConstraintMeaning kMeanings[] = {
    {"provider_account_pk", ErrorKind::kConflict, "ETAG_MISMATCH",
     "The provider's account was changed meanwhile; look at it and ask again."}};

ProviderAccount ReadAccount(const soci::row& row) {
  return {ProviderId::Trusted(row.get<std::string>(0)),
          row.get<int>(1),
          {Stored<Iban>(row.get<std::string>(2)), Stored<Bic>(row.get<std::string>(3)),
           Stored<Kbe>(row.get<std::string>(4))},
          row.get<std::string>(5),
          row.get<std::string>(6),
          {row.get<long long>(7)}};
}

}  // namespace

Result<void> ProviderAccountGateway::Insert(const ProviderAccount& account) {
  const std::string provider = account.provider_id.text();
  const std::string iban = account.account.iban.text();
  const std::string bic = account.account.bic.text();
  const std::string kbe = account.account.kbe.text();
  const long long recorded = account.record_time.micros;
  return sql::Constrained(kMeanings, [&] {
    work_.sql() << "INSERT INTO registry.provider_account (provider_id, version, iban, bic, kbe,"
                   " reason, changed_by, record_time) VALUES (:provider, :version, :iban, :bic,"
                   " :kbe, :reason, :by, " +
                       sql::TimestampOf(":recorded") + ")",
        use(provider), use(account.version), use(iban), use(bic), use(kbe), use(account.reason),
        use(account.changed_by), use(recorded);
  });
}

std::vector<ProviderAccount> ProviderAccountGateway::List(const ProviderId& id,
                                                          const rpc::Page& page) {
  const std::string text = id.text();
  const std::string after = page.after.empty() ? "0" : page.after.back();
  const int limit = page.size + 1;
  return sql::ReadAll(
      (work_.sql().prepare
           << "SELECT provider_id, version, iban, bic, kbe, reason, changed_by, " +
                  sql::MicrosOf("record_time") +
                  " FROM (SELECT provider_id, 1 AS version, iban, bic, kbe, '' AS reason,"
                  " '' AS changed_by, create_time AS record_time FROM registry.provider"
                  " WHERE provider_id = :id UNION ALL SELECT provider_id, version, iban, bic,"
                  " kbe, reason, changed_by, record_time FROM registry.provider_account"
                  " WHERE provider_id = :id) a WHERE version > :after::int ORDER BY version"
                  " LIMIT :limit",
       use(text, "id"), use(after, "after"), use(limit, "limit")),
      ReadAccount);
}

}  // namespace tirek::registry
