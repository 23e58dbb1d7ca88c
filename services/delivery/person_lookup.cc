#include "services/delivery/person_lookup.h"

#include <algorithm>

#include "core/rpc/status.h"
#include "tirek/eligibility/v1/eligibility.grpc.pb.h"

namespace tirek::delivery {

namespace v1 = eligibility::v1;

Result<std::map<std::string, std::string>> ResolvePersons(const rpc::PeerChannels& peers,
                                                          const std::string& token,
                                                          const std::vector<std::string>& keys) {
  constexpr std::size_t kMostKeys = 100'000;  // as ResolvePersons allows
  std::map<std::string, std::string> ids;
  if (keys.empty()) return ids;
  const auto stub = v1::EligibilityService::NewStub(peers("eligibility"));
  for (std::size_t from = 0; from < keys.size(); from += kMostKeys) {
    v1::ResolvePersonsRequest request;
    const std::size_t until = std::min(keys.size(), from + kMostKeys);
    for (std::size_t i = from; i < until; ++i) request.add_keys(keys[i]);
    v1::ResolvePersonsResponse response;
    grpc::ClientContext context;
    rpc::ActFor(token, &context);
    const grpc::Status status = stub->ResolvePersons(&context, request, &response);
    if (!status.ok()) return rpc::FromStatus(status);
    for (const auto& person : response.persons()) {
      if (!person.person_id().empty()) ids.emplace(person.key(), person.person_id());
    }
  }
  return ids;
}

}  // namespace tirek::delivery
