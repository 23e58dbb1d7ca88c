// Files in: imports, and requests from JSON.
#include <doctest/doctest.h>

#include "tests/cli/fake_server.h"

namespace tirek::cli {
namespace {

constexpr const char* kVerdicts =
    "LINE  KEY           FIELD  EXPECTED                            REASON\n"
    "  14  010240000012  bin    12 digits with a right check digit  INVALID_BIN\n"
    "  14  010240000012  iban   KZ and 18 characters, \"KZ86…\"       INVALID_IBAN\n"
    "312 rows: 311 accepted, 1 refused\n";

TEST_CASE("an import names every fault of every refused row, and counts") {
  FakeServer server;
  const std::string file = server.folder() + "/providers.csv";
  WriteTo(file, "bin;name\r\n");
  const Ran ran = server.Run({"provider", "import", file});
  CHECK(ran.code == 1);
  CHECK(ran.out == kVerdicts);
  CHECK(ran.err.empty());
  CHECK(server.seen().import_providers.file() == "bin;name\r\n");
  CHECK(server.seen().import_providers.request_id().size() == 36);
}

TEST_CASE("a dry run prints byte for byte what the real run does") {
  FakeServer server;
  for (const char* format : {"table", "json", "csv"}) {
    CAPTURE(format);
    const Ran real = server.Run({"provider", "import", "-", "-o", format}, {.input = "rows"});
    CHECK(!server.seen().import_providers.validate_only());
    const Ran dry =
        server.Run({"provider", "import", "-", "-o", format, "--dry-run"}, {.input = "rows"});
    CHECK(server.seen().import_providers.validate_only());
    CHECK(server.seen().import_providers.file() == "rows");
    CHECK(dry.out == real.out);
    CHECK(dry.code == real.code);
    CHECK(real.err.empty());
    CHECK(dry.err == "dry run: nothing was stored\n");
  }
}

TEST_CASE("a clean import is one line and a success") {
  FakeServer server;
  const Ran ran = server.Run({"provider", "import", "-"}, {.input = "clean"});
  CHECK(ran.code == 0);
  CHECK(ran.out == "1 row: 1 accepted, 0 refused\n");
}

TEST_CASE("the verdicts as CSV have one line a fault") {
  FakeServer server;
  const Ran ran = server.Run({"provider", "import", "-", "-o", "csv"}, {.input = "rows"});
  CHECK(ran.code == 1);
  CHECK(ran.out ==
        "line,accepted,key,field,reason,expected\r\n"
        "2,true,980440001234,,,\r\n"
        "14,false,010240000012,bin,INVALID_BIN,12 digits with a right check digit\r\n"
        "14,false,010240000012,iban,INVALID_IBAN,\"KZ and 18 characters, \"\"KZ86…\"\"\"\r\n");
}

TEST_CASE("a file beyond 64 MiB is not read to its end") {
  FakeServer server;
  const Ran ran = server.Run({"provider", "import", "/dev/zero"});
  CHECK(ran.code == 2);
  CHECK(ran.err == "tirek: /dev/zero: more than 64 MiB; split the file\n");
  CHECK(server.seen().calls == 0);
}

constexpr const char* kOrder = R"({
  "code": "GSZ-KRG-2026", "title": "Заказ", "startDate": {"year": 2026, "month": 1, "day": 1},
  "payer": {"bin": "980440001234"},
  "tariffs": [{"code": "T-1", "unit": "SERVICE_UNIT_DAY", "rate": {"value": "5400.00"}}]
})";

TEST_CASE("an order is read from its own JSON, or from that of the request") {
  FakeServer server;
  const std::string file = server.folder() + "/order.json";
  WriteTo(file, kOrder);
  const Ran ran = server.Run({"order", "create", "--from", file});
  CAPTURE(ran.err);
  CHECK(ran.code == 0);
  CHECK(server.seen().create_order.order().tariffs(0).rate().value() == "5400.00");
  const std::string whole =
      R"({"request_id": "r1", "order": )" + std::string(kOrder) + R"(, "validateOnly": true})";
  CHECK(server.Run({"order", "create", "--from", "-", "--dry-run=false"}, {.input = whole}).code ==
        0);
  CHECK(server.seen().create_order.request_id() == "r1");
  CHECK(server.seen().create_order.order().code() == "GSZ-KRG-2026");
  CHECK(!server.seen().create_order.validate_only());
}

TEST_CASE("what a command shows of a thing is the thing, then each list in it") {
  FakeServer server;
  const Ran ran = server.Run({"order", "create", "--from", "-"}, {.input = kOrder});
  CHECK(ran.out ==
        "order_id        -\n"
        "code            GSZ-KRG-2026\n"
        "title           Заказ\n"
        "source_act      -\n"
        "start_date      2026-01-01\n"
        "end_date        -\n"
        "currency_code   -\n"
        "method_version  -\n"
        "payer.name      -\n"
        "payer.bin       980440001234\n"
        "payer.iban      -\n"
        "payer.bic       -\n"
        "payer.kbe       -\n"
        "overlap_rule    -\n"
        "age_date        -\n"
        "cut_order       -\n"
        "etag            -\n"
        "\n"
        "tariffs:\n"
        "CODE  UNIT     RATE\n"
        "T-1   day   5400.00\n");
}

TEST_CASE("a list is read from a JSON array, and flags replace what a file says") {
  FakeServer server;
  const Ran ran = server.Run({"eligibility", "check", "--from", "-"},
                             {.input = R"([{"person_id": "psn_1", "service": "day-care"}])"});
  CHECK(ran.code == 0);
  CHECK(server.seen().check_eligibility.questions_size() == 1);
  CHECK(server
            .Run({"contract", "create", "--from", "-", "--services", "b,c", "--number", "new"},
                 {.input = R"({"services": ["a"], "number": "old", "payment_due_days": 7})"})
            .code == 0);
  const auto& contract = server.seen().create_contract;
  CHECK(contract.services_size() == 2);
  CHECK(contract.number() == "new");
  CHECK(contract.payment_due_days() == 7);
}

TEST_CASE("a wrong file of JSON is refused by name and nothing is sent") {
  struct Case {
    const char* name;
    std::string json;
    const char* says;
  };
  const Case cases[] = {
      {"no JSON", "code: 1", "not JSON: "},
      {"cut", R"({"code": )", "not JSON: "},
      {"empty", "", "not JSON: "},
      {"not UTF-8", "{\"code\": \"\xCF\xF0\"}", "not JSON: "},
      {"unknown field", R"({"code": "A", "tarifs": []})", "tarifs"},
      {"unknown field deep inside", R"({"tariffs": [{"rate": {"valu": "1"}}]})", "valu"},
      {"unknown field beside the order", R"({"order": {}, "orders": 1})", "orders"},
      {"a key twice", R"({"code": "A", "code": "B"})", "the key 'code' twice"},
      {"a key twice deep inside", R"({"tariffs": [{"unit": 1, "unit": 2}]})", "key 'unit' twice"},
      {"an unknown enum value", R"({"overlap_rule": "LATEST"})", "LATEST"},
      {"text for a message", R"({"payer": "me"})", "payer"},
      {"an array for an object", "[]", "CreateOrderRequest"},
      {"a number beyond its type", R"({"start_date": {"year": 99999999999}})", "99999999999"},
      {"nested without end", std::string(100000, '['), "not JSON: "},
  };
  FakeServer server;
  for (const Case& c : cases) {
    CAPTURE(c.name);
    const Ran ran = server.Run({"order", "create", "--from", "-"}, {.input = c.json});
    CAPTURE(ran.err.substr(0, 300));
    CHECK(ran.code == 2);
    CHECK(ran.err.find(c.says) != std::string::npos);
  }
  CHECK(server.seen().calls == 0);
}

}  // namespace
}  // namespace tirek::cli
