// Each write once: the stored outcome of a request id, in the service's own schema.
#pragma once

#include <compare>
#include <optional>
#include <string>

#include "core/sql/unit_of_work.h"

namespace tirek::sql {

struct RequestKey {
  std::string principal;
  std::string request_id;

  friend auto operator<=>(const RequestKey&, const RequestKey&) = default;
};

struct StoredRequest {
  std::string digest;    // SHA-256 of the decoded command
  std::string response;  // the bytes that were answered
};

// `schema` is a service's own, for example "registry"; never text from outside.
class RequestLog {
 public:
  RequestLog(UnitOfWork& work, std::string schema) : work_(work), schema_(std::move(schema)) {}

  // Waits for a concurrent request of the same key to end, so that one of the two sees the other.
  std::optional<StoredRequest> Find(const RequestKey& key);
  void Store(const RequestKey& key, const StoredRequest& request);

 private:
  UnitOfWork& work_;
  std::string schema_;
};

}  // namespace tirek::sql
