// Which services a process hosts, and whether each finds the peers it calls.
#include "services/host/service_table.h"

#include <doctest/doctest.h>

namespace tirek {
namespace {

using Entries = std::vector<rpc::ServiceEntry>;

rpc::ServiceEntry Entry(const std::string& name, const std::vector<std::string>& peers) {
  return {name, peers, {}, {}};
}

std::string Names(const Result<Entries>& entries) {
  if (!entries) return entries.error().reason;
  std::string names;
  for (const auto& entry : *entries) names += (names.empty() ? "" : " ") + entry.name;
  return names;
}

TEST_CASE("services are chosen by name, in the table's order, each once") {
  CHECK(Names(host::ChooseServices("registry")) == "registry");
  CHECK(Names(host::ChooseServices("registry,access,registry")) == "access registry");
  CHECK(host::ChooseServices("all")->size() == host::ServiceTable().size());
  for (const char* wrong :
       {"", "registr", "Registry", "access,", ",access", "access registry", "all,access"}) {
    CAPTURE(wrong);
    CHECK(Names(host::ChooseServices(wrong)) == "SERVICE_UNKNOWN");
  }
  const auto unknown = host::ChooseServices("registr");
  CHECK(unknown.error().message.find("access, registry") != std::string::npos);
}

TEST_CASE("the program's own services find each other and call in no circle") {
  CHECK(host::CheckPeers(host::ServiceTable(), host::ServiceTable(), {}));
}

TEST_CASE("a peer is hosted or has an address") {
  const Entries table = {Entry("a", {}), Entry("b", {"a"}), Entry("c", {"a", "b"})};
  const auto reason = [&](const Entries& chosen, const std::map<std::string, std::string>& peers) {
    const auto checked = host::CheckPeers(table, chosen, peers);
    return checked ? std::string() : checked.error().reason;
  };
  CHECK(reason(table, {}) == "");
  CHECK(reason({table[0]}, {}) == "");
  CHECK(reason({table[1]}, {}) == "PEER_ADDRESS_MISSING");
  CHECK(reason({table[1]}, {{"a", "h:1"}}) == "");
  CHECK(reason({table[2]}, {{"a", "h:1"}}) == "PEER_ADDRESS_MISSING");
  CHECK(reason({table[0], table[2]}, {{"b", "h:1"}}) == "");
  CHECK(reason({table[0]}, {{"d", "h:1"}}) == "SERVICE_UNKNOWN");
}

TEST_CASE("services that call each other in a circle are named with their circle") {
  const Entries circles[] = {
      {Entry("a", {"a"})},
      {Entry("a", {"b"}), Entry("b", {"a"})},
      {Entry("x", {}), Entry("a", {"x", "b"}), Entry("b", {"c"}), Entry("c", {"a"})},
  };
  for (const Entries& table : circles) {
    const auto checked = host::CheckPeers(table, table, {});
    REQUIRE(!checked);
    CHECK(checked.error().reason == "PEER_CYCLE");
    CHECK(checked.error().message.find("a → ") != std::string::npos);
  }
  // Two ways to the same service are no circle.
  const Entries diamond = {Entry("a", {}), Entry("b", {"a"}), Entry("c", {"a"}),
                           Entry("d", {"b", "c"})};
  CHECK(host::CheckPeers(diamond, diamond, {}));
}

}  // namespace
}  // namespace tirek
