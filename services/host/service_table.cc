#include "services/host/service_table.h"

#include <algorithm>
#include <set>

#include "services/access/access_module.h"
#include "services/billing/billing_module.h"
#include "services/contracts/contracts_module.h"
#include "services/delivery/delivery_module.h"
#include "services/eligibility/eligibility_module.h"
#include "services/placements/placements_module.h"
#include "services/registry/registry_module.h"
#include "services/settlement/settlement_module.h"

namespace tirek::host {
namespace {

using Entries = std::vector<rpc::ServiceEntry>;

const rpc::ServiceEntry* Find(const Entries& entries, std::string_view name) {
  const auto found = std::find_if(entries.begin(), entries.end(),
                                  [name](const auto& entry) { return entry.name == name; });
  return found == entries.end() ? nullptr : &*found;
}

Error Unknown(const Entries& table, std::string_view name) {
  std::string known;
  for (const auto& entry : table) known += (known.empty() ? "" : ", ") + entry.name;
  return {ErrorKind::kInvalid,
          "SERVICE_UNKNOWN",
          "There is no service '" + std::string(name) + "'; there are " + known +
              ", and all for every one of them.",
          {{"service", std::string(name)}, {"known", known}},
          {}};
}

// `above` is the way from the first service to this one.
std::string CycleFrom(const Entries& table, const std::string& name, std::set<std::string>& above) {
  if (!above.insert(name).second) return name;
  if (const auto* entry = Find(table, name)) {
    for (const std::string& peer : entry->peers) {
      std::string cycle = CycleFrom(table, peer, above);
      if (!cycle.empty()) return name + " → " + cycle;
    }
  }
  above.erase(name);
  return "";
}

Result<void> CheckCycles(const Entries& table) {
  for (const auto& entry : table) {
    std::set<std::string> above;
    const std::string cycle = CycleFrom(table, entry.name, above);
    if (cycle.empty()) continue;
    return Error{ErrorKind::kInvalid,
                 "PEER_CYCLE",
                 "Services call each other in a circle: " + cycle + ".",
                 {{"cycle", cycle}},
                 {}};
  }
  return {};
}

}  // namespace

const Entries& ServiceTable() {
  static const Entries table = {
      access::AccessEntry(),           registry::RegistryEntry(),     contracts::ContractsEntry(),
      eligibility::EligibilityEntry(), placements::PlacementsEntry(), delivery::DeliveryEntry(),
      billing::BillingEntry(),         settlement::SettlementEntry(),
  };
  return table;
}

Result<Entries> ChooseServices(std::string_view names) {
  const Entries& table = ServiceTable();
  if (names == "all") return table;
  std::set<std::string> wanted;
  while (true) {
    const std::size_t comma = names.find(',');
    const std::string_view name = names.substr(0, comma);
    if (Find(table, name) == nullptr) return Unknown(table, name);
    wanted.emplace(name);
    if (comma == std::string_view::npos) break;
    names.remove_prefix(comma + 1);
  }
  Entries chosen;
  for (const auto& entry : table) {
    if (wanted.count(entry.name) != 0) chosen.push_back(entry);
  }
  return chosen;
}

Result<void> CheckPeers(const Entries& table, const Entries& chosen,
                        const std::map<std::string, std::string>& addresses) {
  for (const auto& [name, address] : addresses) {
    if (Find(table, name) == nullptr) return Unknown(table, name);
  }
  for (const auto& entry : chosen) {
    for (const std::string& peer : entry.peers) {
      if (Find(chosen, peer) != nullptr || addresses.count(peer) != 0) continue;
      return Error{ErrorKind::kInvalid,
                   "PEER_ADDRESS_MISSING",
                   "The service " + entry.name + " calls " + peer +
                       ", which is not hosted here: say where it is with --peer " + peer +
                       "=HOST:PORT, or host it, too.",
                   {{"service", entry.name}, {"peer", peer}},
                   {}};
    }
  }
  return CheckCycles(table);
}

}  // namespace tirek::host
