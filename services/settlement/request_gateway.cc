#include "services/settlement/request_gateway.h"

#include "core/sql/array.h"
#include "core/sql/hex.h"

namespace tirek::settlement {

void RequestGateway::Find(std::span<const std::unique_ptr<PostingJob>> jobs,
                          StoredRequests& stored) {
  std::vector<std::string> principals, ids;
  for (const auto& job : jobs) {
    if (!job->request) continue;
    principals.push_back(job->request->principal);
    ids.push_back(job->request->request_id);
  }
  if (ids.empty()) return;
  trip_.Add(
      "SELECT r.principal, r.request_id, r.digest, encode(r.response, 'hex')"
      " FROM settlement.request r JOIN unnest($1::text[], $2::text[]) AS x (principal, request_id)"
      " ON r.principal = x.principal AND r.request_id = x.request_id",
      {sql::ArrayLiteral(principals), sql::ArrayLiteral(ids)},
      [&stored](const sql::TextRows& rows) {
        for (std::size_t row = 0; row < rows.size(); ++row) {
          stored.emplace(
              sql::RequestKey{std::string(rows.Text(row, 0)), std::string(rows.Text(row, 1))},
              sql::StoredRequest{std::string(rows.Text(row, 2)), sql::FromHex(rows.Text(row, 3))});
        }
      });
}

void RequestGateway::Store(const std::vector<KeptRequest>& requests) {
  if (requests.empty()) return;
  std::vector<std::string> principals, ids, digests, responses;
  for (const KeptRequest& kept : requests) {
    principals.push_back(kept.key.principal);
    ids.push_back(kept.key.request_id);
    digests.push_back(kept.request.digest);
    responses.push_back(sql::ToHex(kept.request.response));
  }
  trip_.Add(
      "INSERT INTO settlement.request (principal, request_id, digest, response)"
      " SELECT principal, request_id, digest, decode(response, 'hex')"
      " FROM unnest($1::text[], $2::text[], $3::text[], $4::text[])"
      " AS x (principal, request_id, digest, response)",
      {sql::ArrayLiteral(principals), sql::ArrayLiteral(ids), sql::ArrayLiteral(digests),
       sql::ArrayLiteral(responses)});
}

}  // namespace tirek::settlement
