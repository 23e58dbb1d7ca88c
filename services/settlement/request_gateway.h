// Requests that share a transaction, found and kept as sets.
#pragma once

#include <map>
#include <memory>
#include <span>
#include <vector>

#include "core/sql/request_log.h"
#include "core/sql/unit_of_work.h"
#include "services/settlement/posting_job.h"

namespace tirek::settlement {

struct KeptRequest {
  sql::RequestKey key;
  sql::StoredRequest request;
};

using StoredRequests = std::map<sql::RequestKey, sql::StoredRequest>;

class RequestGateway {
 public:
  explicit RequestGateway(sql::UnitOfWork& work) : work_(work) {}

  // Of the jobs that have a request, those that were kept before.
  StoredRequests Find(std::span<const std::unique_ptr<PostingJob>> jobs);
  // Throws where another process kept the same request meanwhile: done again, it is found.
  void Store(const std::vector<KeptRequest>& requests);

 private:
  sql::UnitOfWork& work_;
};

}  // namespace tirek::settlement
