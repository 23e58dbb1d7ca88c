// Files in JSON are read strictly: what protobuf's own parser forgives is refused by name.
#include "core/rpc/json.h"

#include <doctest/doctest.h>

#include "tirek/contracts/v1/contracts.pb.h"

namespace tirek::rpc {
namespace {

using contracts::v1::Order;

TEST_CASE("JSON that says something else than the message is refused at its path") {
  struct Case {
    const char* json;
    const char* field;
    const char* reason;
  };
  const Case cases[] = {
      {R"({"cod":"A"})", "cod", "UNKNOWN_FIELD"},
      {R"({"tariffs":[{},{"rtae":{}}]})", "tariffs[1].rtae", "UNKNOWN_FIELD"},
      {R"({"code":"A","code":"B"})", "code", "FIELD_REPEATED"},
      {R"({"tariffs":[{"rate":{"value":"1","value":"2"}}]})", "tariffs.rate.value",
       "FIELD_REPEATED"},
      {R"({"source_act":"A","sourceAct":"B"})", "source_act", "FIELD_REPEATED"},
      {R"([])", "", "FIELD_TYPE"},
      {R"({"code":5})", "code", "FIELD_TYPE"},
      {R"({"code":["A"]})", "code", "FIELD_TYPE"},
      {R"({"payer":"A"})", "payer", "FIELD_TYPE"},
      {R"({"tariffs":{"code":"A"}})", "tariffs", "FIELD_TYPE"},
      {R"({"tariffs":[null]})", "tariffs[0]", "FIELD_TYPE"},
      {R"({"tariffs":[{"rate":5.5}]})", "tariffs[0].rate", "FIELD_TYPE"},
      {R"({"tariffs":[{"rate":{"value":5.5}}]})", "tariffs[0].rate.value", "FIELD_TYPE"},
      {R"({"day_count":{"admission_day_counts":"true"}})", "day_count.admission_day_counts",
       "FIELD_TYPE"},
      {R"({"start_date":{"year":2026.0}})", "start_date.year", "FIELD_TYPE"},
      {R"({"start_date":{"year":2147483648}})", "start_date.year", "FIELD_TYPE"},
      {R"({"start_date":{"year":-2147483649}})", "start_date.year", "FIELD_TYPE"},
      {R"({"overlap_rule":"LATEST"})", "overlap_rule", "CHOICE_UNKNOWN"},
      {R"({"overlap_rule":1})", "overlap_rule", "CHOICE_UNKNOWN"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.json);
    Order order;
    const auto read = FromJson(c.json, &order);
    REQUIRE_FALSE(read);
    CHECK(read.error().reason == "INVALID_FIELDS");
    REQUIRE(read.error().violations.size() == 1);
    // The keys of one object have no order, so either spelling may be the second.
    if (c.json != std::string(R"({"source_act":"A","sourceAct":"B"})")) {
      CHECK(read.error().violations[0].field == c.field);
    }
    CHECK(read.error().violations[0].reason == c.reason);
  }
}

TEST_CASE("everything that is wrong with a JSON file is named at once") {
  Order order;
  const auto read = FromJson(R"({"code":1,"code":2,"zzz":0,"tariffs":[{"unit":"X"}]})", &order);
  REQUIRE_FALSE(read);
  std::map<std::string, std::string> reasons;
  for (const Violation& violation : read.error().violations) {
    reasons[violation.field + " " + violation.reason] = violation.expected;
  }
  CHECK(reasons.size() == 4);
  CHECK(reasons.contains("code FIELD_REPEATED"));
  CHECK(reasons.contains("code FIELD_TYPE"));
  CHECK(reasons.contains("zzz UNKNOWN_FIELD"));
  CHECK(reasons.contains("tariffs[0].unit CHOICE_UNKNOWN"));
}

TEST_CASE("text that is not JSON is refused with the line of its first fault") {
  struct Case {
    const char* text;
    const char* line;
  };
  const Case cases[] = {
      {"", "1"},
      {"{'code':'A'}", "1"},
      {"{\"code\":\"A\",}", "1"},
      {"{\n\"code\": \"A\n\"}", "2"},
      {"{\n\"code\": \"A\"\n}\nx", "4"},
      {"{code:\"A\"}", "1"},
      {"{\"code\":\"\xff\"}", "1"},
      {"{\"code\":\"\\ud800\"}", "1"},
      {"{} // done", "1"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    Order order;
    const auto read = FromJson(c.text, &order);
    REQUIRE_FALSE(read);
    CHECK(read.error().reason == "JSON_INVALID");
    CHECK(read.error().metadata.at("line") == c.line);
  }
}

TEST_CASE("a number beyond every type and a tower of brackets are refused, not fatal") {
  Order order;
  CHECK(FromJson(R"({"start_date":{"year":1e999}})", &order).error().reason == "JSON_INVALID");
  CHECK_FALSE(FromJson(std::string(1'000'000, '['), &order));
  const std::string deep = std::string(200'000, '[') + std::string(200'000, ']');
  CHECK_FALSE(FromJson("{\"tariffs\":" + deep + "}", &order));
}

TEST_CASE("a byte order mark, either spelling of names and null for absence are understood") {
  Order order;
  REQUIRE(FromJson("\xEF\xBB\xBF{\"sourceAct\":\"a\",\"method_version\":\"b\",\"payer\":null}",
                   &order));
  CHECK(order.source_act() == "a");
  CHECK(order.method_version() == "b");
  CHECK_FALSE(order.has_payer());
}

TEST_CASE("a message survives its JSON, moments and 64-bit numbers included") {
  contracts::v1::Contract contract;
  contract.set_number("№ 1 <\"қ\">\n");
  contract.mutable_ceiling()->set_minor_units(9'223'372'036'854'775'807);
  contract.mutable_create_time()->set_seconds(1'790'000'000);
  contract.set_route(contracts::v1::CONTRACT_ROUTE_PORTAL);
  contract.add_services("day-care");
  const std::string json = ToJson(contract);
  CHECK(json.find('\n') == std::string::npos);
  contracts::v1::Contract again;
  REQUIRE(FromJson(json, &again));
  CHECK(again.SerializeAsString() == contract.SerializeAsString());
  CHECK(ToJson(again) == json);
  contracts::v1::Contract wrong;
  CHECK_FALSE(FromJson(R"({"create_time":"yesterday"})", &wrong));
}

}  // namespace
}  // namespace tirek::rpc
