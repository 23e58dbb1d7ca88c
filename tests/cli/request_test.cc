// What the flags become on the wire.
#include <doctest/doctest.h>

#include "tests/cli/fake_server.h"

namespace tirek::cli {
namespace {

TEST_CASE("flags of every kind reach the request") {
  FakeServer server;
  const Ran ran = server.Run({"contract",
                              "create",
                              "--number",
                              "D-1",
                              "--provider-id",
                              kFirstId,
                              "--order-id",
                              "ord_00000000000000000000000001",
                              "--services",
                              "day-care,home-care",
                              "--services",
                              "remote",
                              "--start-date",
                              "2026-01-01",
                              "--end-date",
                              "9999-12-31",
                              "--ceiling",
                              "1434510.00 KZT",
                              "--route",
                              "CONTRACT_ROUTE_SINGLE_SOURCE",
                              "--payment-due-days=-3",
                              "--dry-run"});
  CHECK(ran.code == 0);
  const auto& request = server.seen().create_contract;
  CHECK(request.number() == "D-1");
  CHECK(request.provider_id() == kFirstId);
  REQUIRE(request.services_size() == 3);
  CHECK(request.services(1) == "home-care");
  CHECK(request.services(2) == "remote");
  CHECK(request.start_date().year() == 2026);
  CHECK(request.end_date().month() == 12);
  CHECK(request.ceiling().currency_code() == "KZT");
  CHECK(request.ceiling().minor_units() == 143451000);
  CHECK(request.route() == contracts::v1::CONTRACT_ROUTE_SINGLE_SOURCE);
  CHECK(request.payment_due_days() == -3);
  CHECK(request.validate_only());
}

TEST_CASE("a sum without a currency is in tenge, one with another has its decimals") {
  FakeServer server;
  CHECK(server.Run({"contract", "create", "--ceiling", "5"}).code == 0);
  CHECK(server.seen().create_contract.ceiling().currency_code() == "KZT");
  CHECK(server.seen().create_contract.ceiling().minor_units() == 500);
  CHECK(server.Run({"contract", "create", "--ceiling", "5 JPY"}).code == 0);
  CHECK(server.seen().create_contract.ceiling().minor_units() == 5);
}

TEST_CASE("each write has a request id of its own, unless one is given") {
  FakeServer server;
  CHECK(server.Run({"provider", "create", "--bin", "100000000001"}).code == 0);
  const std::string id = server.seen().create_provider.request_id();
  CHECK(id.size() == 36);
  CHECK(id[14] == '4');
  CHECK(!server.seen().create_provider.validate_only());
  CHECK(server.Run({"provider", "create", "--request-id", "mine", "--bin", "100000000001"}).code ==
        0);
  CHECK(server.seen().create_provider.request_id() == "mine");
}

TEST_CASE("a switch may be written out, and a value may begin with dashes after =") {
  FakeServer server;
  CHECK(server.Run({"provider", "create", "--bin", "100000000001", "--dry-run=true", "--name=--x"})
            .code == 0);
  CHECK(server.seen().create_provider.validate_only());
  CHECK(server.seen().create_provider.name() == "--x");
  CHECK(server.Run({"provider", "create", "--bin=100000000001", "--dry-run=false"}).code == 0);
  CHECK(!server.seen().create_provider.validate_only());
  CHECK(server.Run({"provider", "create", "--dry-run=1"}).code == 2);
}

TEST_CASE("a natural key stands for an id in any request, and with or without its flag") {
  FakeServer server;
  CHECK(server.Run({"site", "create", "--provider-id", "010240000011"}).code == 0);
  CHECK(server.seen().create_site.provider_id() == kSecondId);
  CHECK(server.seen().list_providers.bin() == "010240000011");
  CHECK(server.Run({"site", "list", "--provider-id", "980440001234"}).code == 0);
  CHECK(server.seen().list_sites.provider_id() == kFirstId);
  const Ran ran = server.Run({"provider", "get", "980440001234", "-o", "json"});
  CHECK(ran.out.find(kFirstId) != std::string::npos);
}

TEST_CASE("an id is not looked up") {
  FakeServer server;
  CHECK(server.Run({"site", "create", "--provider-id", kFirstId}).code == 0);
  CHECK(server.seen().calls == 1);
  CHECK(server.seen().create_site.provider_id() == kFirstId);
}

TEST_CASE("a key that names nothing, and the id of something else, are not found") {
  FakeServer server;
  const Ran unknown = server.Run({"site", "create", "--provider-id", "111111111111"});
  CHECK(unknown.code == 4);
  CHECK(unknown.err ==
        "tirek: No provider has the bin '111111111111'. [NATURAL_KEY_UNKNOWN]\n"
        "  field = provider_id\n");
  CHECK(server.Run({"site", "create", "--provider-id", "malformed"}).code == 4);
  const Ran kind = server.Run({"provider", "get", "sit_00000000000000000000000001"});
  CHECK(kind.code == 4);
  CHECK(kind.err.find("the id of a provider begins with prv_. [WRONG_ID_KIND]") !=
        std::string::npos);
  const Ran several = server.Run({"provider", "get", "twice"});
  CHECK(several.code == 3);
  CHECK(several.err.find("[NATURAL_KEY_AMBIGUOUS]") != std::string::npos);
  CHECK(server.seen().create_site.code().empty());
}

TEST_CASE("the token comes from flag, file, environment, and the local server's file, in order") {
  FakeServer server;
  const std::string file = server.folder() + "/token";
  WriteTo(file, "tirek_filed\n");
  const auto authorization = [&](const std::vector<std::string>& flags,
                                 const Surroundings& surroundings) {
    std::vector<std::string> args = {"provider", "list"};
    args.insert(args.end(), flags.begin(), flags.end());
    server.seen().authorization.clear();
    CHECK(server.Run(args, surroundings).code == 0);
    return server.seen().authorization;
  };
  const Surroundings none{.input = "", .token = "", .token_file = "/no/such"};
  const Surroundings local{.input = "", .token = "", .token_file = file};
  CHECK(authorization({}, {}) == "Bearer tirek_secret");
  CHECK(authorization({"--token", "t"}, {}) == "Bearer t");
  CHECK(authorization({"--token-file", file}, {}) == "Bearer tirek_filed");
  CHECK(authorization({}, local) == "Bearer tirek_filed");
  CHECK(authorization({}, none).empty());
}

}  // namespace
}  // namespace tirek::cli
