// Requests that share a transaction, found and kept as sets.
#pragma once

#include <map>
#include <memory>
#include <span>
#include <vector>

#include "core/sql/request_log.h"
#include "core/sql/trip.h"
#include "services/settlement/posting_job.h"

namespace tirek::settlement {

struct KeptRequest {
  sql::RequestKey key;
  sql::StoredRequest request;
};

using StoredRequests = std::map<sql::RequestKey, sql::StoredRequest>;

class RequestGateway {
 public:
  explicit RequestGateway(sql::Trip& trip) : trip_(trip) {}

  // Of the jobs that have a request, those that were kept before; known when the trip is made.
  void Find(std::span<const std::unique_ptr<PostingJob>> jobs, StoredRequests& stored);
  // The trip throws where another process kept the same request meanwhile: done again, it is found.
  void Store(const std::vector<KeptRequest>& requests);

 private:
  sql::Trip& trip_;
};

}  // namespace tirek::settlement
