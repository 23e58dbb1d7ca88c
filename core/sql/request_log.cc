#include "core/sql/request_log.h"

#include "core/sql/hex.h"

namespace tirek::sql {

std::optional<StoredRequest> RequestLog::Find(const RequestKey& key) {
  using soci::into;
  using soci::use;
  soci::session& sql = work_.sql();
  const std::string lock = schema_ + "/" + key.principal + "/" + key.request_id;
  sql << "SELECT pg_advisory_xact_lock(hashtextextended(:lock, 0))", use(lock);
  StoredRequest stored;
  sql << "SELECT digest, encode(response, 'hex') FROM " + schema_ +
             ".request WHERE principal = :principal AND request_id = :request_id",
      use(key.principal), use(key.request_id), into(stored.digest), into(stored.response);
  if (!sql.got_data()) return std::nullopt;
  stored.response = FromHex(stored.response);
  return stored;
}

void RequestLog::Store(const RequestKey& key, const StoredRequest& request) {
  using soci::use;
  const std::string response = ToHex(request.response);
  work_.sql() << "INSERT INTO " + schema_ +
                     ".request (principal, request_id, digest, response) VALUES"
                     " (:principal, :request_id, :digest, decode(:response, 'hex'))",
      use(key.principal), use(key.request_id), use(request.digest), use(response);
}

}  // namespace tirek::sql
