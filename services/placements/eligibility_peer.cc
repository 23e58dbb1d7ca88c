#include "services/placements/eligibility_peer.h"

#include <algorithm>
#include <span>

#include "core/rpc/convert.h"
#include "core/rpc/status.h"
#include "tirek/eligibility/v1/eligibility.grpc.pb.h"

namespace tirek::placements {
namespace {

namespace v1 = eligibility::v1;

// As many as the peer answers in one call: a set larger than that is no loop but its parts.
constexpr std::size_t kMostInOneCall = 100'000;

template <typename T, typename Ask>
Result<void> InParts(const std::vector<T>& all, Ask ask) {
  const std::span<const T> items(all);
  for (std::size_t from = 0; from < items.size(); from += kMostInOneCall) {
    TIREK_RETURN_IF_ERROR(ask(items.subspan(from, std::min(kMostInOneCall, items.size() - from))));
  }
  return {};
}

v1::CheckEligibilityRequest RequestOf(std::span<const EligibilityQuestion> questions) {
  v1::CheckEligibilityRequest request;
  for (const EligibilityQuestion& question : questions) {
    auto* asked = request.add_questions();
    asked->set_person_id(question.person_id);
    asked->set_service(question.service);
    *asked->mutable_date() = rpc::ToProto(question.date);
  }
  return request;
}

}  // namespace

Result<std::vector<std::string>> EligibilityPeer::Check(
    const std::string& token, const std::vector<EligibilityQuestion>& questions) const {
  std::vector<std::string> reasons;
  reasons.reserve(questions.size());
  const auto ask = [&](std::span<const EligibilityQuestion> part) -> Result<void> {
    const auto stub = v1::EligibilityService::NewStub(peers_("eligibility"));
    grpc::ClientContext context;
    rpc::ActFor(token, &context);
    v1::CheckEligibilityResponse response;
    const grpc::Status status = stub->CheckEligibility(&context, RequestOf(part), &response);
    if (!status.ok()) return rpc::FromStatus(status);
    TIREK_ASSERT(response.answers_size() == static_cast<int>(part.size()));
    for (const auto& answer : response.answers()) reasons.push_back(answer.reason());
    return {};
  };
  TIREK_RETURN_IF_ERROR(InParts(questions, ask));
  return reasons;
}

Result<std::map<std::string, std::string>> EligibilityPeer::Resolve(
    const std::string& token, const std::vector<std::string>& keys) const {
  std::map<std::string, std::string> ids;
  const auto ask = [&](std::span<const std::string> part) -> Result<void> {
    const auto stub = v1::EligibilityService::NewStub(peers_("eligibility"));
    v1::ResolvePersonsRequest request;
    request.mutable_keys()->Add(part.begin(), part.end());
    grpc::ClientContext context;
    rpc::ActFor(token, &context);
    v1::ResolvePersonsResponse response;
    const grpc::Status status = stub->ResolvePersons(&context, request, &response);
    if (!status.ok()) return rpc::FromStatus(status);
    for (const auto& person : response.persons()) {
      if (!person.person_id().empty()) ids.emplace(person.key(), person.person_id());
    }
    return {};
  };
  TIREK_RETURN_IF_ERROR(InParts(keys, ask));
  return ids;
}

}  // namespace tirek::placements
