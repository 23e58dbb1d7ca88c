#include "services/settlement/request_gateway.h"

#include "core/sql/array.h"
#include "core/sql/array_rows.h"
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
      // Looked up one by one (OFFSET 0 keeps it so), however many there are.
      "SELECT r.principal, r.request_id, r.digest, encode(r.response, 'hex')"
      " FROM unnest($1::text[], $2::text[]) AS x (principal, request_id) CROSS JOIN LATERAL"
      " (SELECT principal, request_id, digest, response FROM settlement.request"
      " WHERE principal = x.principal AND request_id = x.request_id OFFSET 0) r",
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
  sql::ArrayRows rows(4);
  for (const KeptRequest& kept : requests) {
    rows.Text(kept.key.principal)
        .Text(kept.key.request_id)
        .Text(kept.request.digest)
        .Bytes(kept.request.response);
  }
  trip_.Add(
      "INSERT INTO settlement.request (principal, request_id, digest, response)"
      " SELECT principal, request_id, digest, response"
      " FROM unnest($1::text[], $2::text[], $3::text[], $4::bytea[])"
      " AS x (principal, request_id, digest, response)",
      rows.Literals());
}

}  // namespace tirek::settlement
