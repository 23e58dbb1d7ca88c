// All SQL of providers' bank accounts. The transaction is the caller's.
#pragma once

#include <vector>

#include "core/base/result.h"
#include "core/rpc/page.h"
#include "core/sql/unit_of_work.h"
#include "services/registry/provider_account.h"

namespace tirek::registry {

class ProviderAccountGateway {
 public:
  explicit ProviderAccountGateway(sql::UnitOfWork& work) : work_(work) {}

  // ETAG_MISMATCH when somebody else changed it meanwhile.
  Result<void> Insert(const ProviderAccount& account);
  // By version, the first included, up to page.size + 1 rows; none of a provider that is not there.
  std::vector<ProviderAccount> List(const ProviderId& id, const rpc::Page& page);

 private:
  sql::UnitOfWork& work_;
};

}  // namespace tirek::registry
