// What this service asks the eligibility service: who is meant, and who is entitled. Sets at once.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/calendar/civil_date.h"
#include "core/rpc/peers.h"

namespace tirek::placements {

struct EligibilityQuestion {
  std::string person_id;
  std::string service;
  CivilDate date;
};

class EligibilityPeer {
 public:
  explicit EligibilityPeer(rpc::PeerChannels peers) : peers_(std::move(peers)) {}

  // The reason why not, for each question in their order; empty where the person is entitled.
  // `token` is the caller's.
  Result<std::vector<std::string>> Check(const std::string& token,
                                         const std::vector<EligibilityQuestion>& questions) const;

  // ИИНs and references to person ids, those that name somebody.
  Result<std::map<std::string, std::string>> Resolve(const std::string& token,
                                                     const std::vector<std::string>& keys) const;

 private:
  rpc::PeerChannels peers_;
};

}  // namespace tirek::placements
