// Lists and single things in each form of output.
#include <doctest/doctest.h>

#include "tests/cli/fake_server.h"

namespace tirek::cli {
namespace {

TEST_CASE("a list is a table of the rule's columns, one page of it, and says how to go on") {
  FakeServer server;
  const Ran ran = server.Run({"provider", "list"});
  CHECK(ran.code == 0);
  CHECK(ran.out ==
        "PROVIDER_ID                     BIN           NAME              KIND     "
        "IBAN\n"
        "prv_00000000000000000000000001  980440001234  Қамқорлық         ngo      "
        "KZ86125KZT5004100100\n"
        "prv_00000000000000000000000002  010240000011  Дом \"Тірек\", ТОО  private  "
        "KZ86125KZT5004100100\n");
  CHECK(ran.err == "more: --page-token 2 (or --all)\n");
}

TEST_CASE("the next page begins where the last one ended, and hostile names stay in their cells") {
  FakeServer server;
  const Ran ran = server.Run({"provider", "list", "--page-token", "2", "--page-size", "5"});
  CHECK(server.seen().list_providers.page_size() == 5);
  CHECK(ran.out ==
        "PROVIDER_ID                     BIN           NAME               KIND  IBAN\n"
        "prv_00000000000000000000000003  100140005678  Bad\\nname\\x1b[31m  -     "
        "KZ86125KZT5004100100\n");
  CHECK(ran.err.empty());
}

TEST_CASE("--all walks the pages to the end") {
  FakeServer server;
  const Ran ran = server.Run({"provider", "list", "--all", "--page-size", "1", "-o", "csv"});
  CHECK(ran.code == 0);
  CHECK(ran.err.empty());
  CHECK(server.seen().calls == 3);
  CHECK(ran.out ==
        "provider_id,bin,name,kind,iban\r\n"
        "prv_00000000000000000000000001,980440001234,Қамқорлық,ngo,KZ86125KZT5004100100\r\n"
        "prv_00000000000000000000000002,010240000011,\"Дом \"\"Тірек\"\", "
        "ТОО\",private,KZ86125KZT5004100100\r\n"
        "prv_00000000000000000000000003,100140005678,\"Bad\nname\x1b[31m\",,"
        "KZ86125KZT5004100100\r\n");
  CHECK(server.Run({"provider", "list", "--all"}).code == 0);
  CHECK(server.seen().list_providers.page_size() == 1000);
}

TEST_CASE("a server that goes round in pages does not hold the client for ever") {
  FakeServer server;
  const Ran ran = server.Run({"audit", "list", "--all"});
  CHECK(ran.code == 7);
  CHECK(ran.err.find("[PAGES_GO_ROUND]") != std::string::npos);
}

TEST_CASE("an empty list is its header") {
  FakeServer server;
  CHECK(server.Run({"site", "list"}).out == "SITE_ID  CODE  NAME  KATO  PROVIDER_ID\n");
  CHECK(server.Run({"site", "list", "-o", "csv"}).out == "site_id,code,name,kato,provider_id\r\n");
}

TEST_CASE("sums are for people in a table, and exact numbers in CSV; unknown states are numbers") {
  FakeServer server;
  CHECK(server.Run({"claim", "list"}).out ==
        "NUMBER       PROVIDER_BIN  MONTH    STATE                 CLAIMED  APPROVED  UNFUNDED  "
        "DENIED\n"
        "D-1/2026-10  -             2026-10  adjudicated  1 434 510.00 KZT         -         -  "
        "     -\n"
        "D-2/2026-10  -             2026-10  77                  -0.05 KZT         -         -  "
        "     -\n");
  CHECK(server.Run({"claim", "list", "-o", "csv"}).out ==
        "number,provider_bin,month,state,claimed,approved,unfunded,denied\r\n"
        "D-1/2026-10,,2026-10,adjudicated,1434510.00,,,\r\n"
        "D-2/2026-10,,2026-10,77,-0.05,,,\r\n");
}

TEST_CASE("a single thing shows all its fields, its times in the business time zone") {
  FakeServer server;
  const Ran ran = server.Run({"provider", "get", kFirstId});
  CHECK(ran.code == 0);
  CHECK(ran.out ==
        "provider_id  prv_00000000000000000000000001\n"
        "bin          980440001234\n"
        "name         Қамқорлық\n"
        "kind         ngo\n"
        "iban         KZ86125KZT5004100100\n"
        "bic          KKMFKZ2A\n"
        "kbe          18\n"
        "create_time  2026-11-03 14:05:09\n"
        "etag         -\n");
  const Ran csv = server.Run({"provider", "get", kFirstId, "-o", "csv"});
  CHECK(csv.out ==
        "provider_id,bin,name,kind,iban\r\n"
        "prv_00000000000000000000000001,980440001234,Қамқорлық,ngo,KZ86125KZT5004100100\r\n");
}

TEST_CASE("JSON is what the proto says, with its names and its zeros") {
  FakeServer server;
  const Ran ran = server.Run({"-o", "json", "provider", "get", kFirstId});
  CHECK(ran.out ==
        "{\n"
        " \"provider\": {\n"
        "  \"provider_id\": \"prv_00000000000000000000000001\",\n"
        "  \"bin\": \"980440001234\",\n"
        "  \"name\": \"Қамқорлық\",\n"
        "  \"kind\": \"PROVIDER_KIND_NGO\",\n"
        "  \"iban\": \"KZ86125KZT5004100100\",\n"
        "  \"bic\": \"KKMFKZ2A\",\n"
        "  \"kbe\": \"18\",\n"
        "  \"etag\": \"\",\n"
        "  \"create_time\": \"2026-11-03T09:05:09Z\"\n"
        " }\n"
        "}\n");
  CHECK(server.Run({"site", "list", "-o", "json"}).out ==
        "{\n \"sites\": [],\n \"next_page_token\": \"\"\n}\n");
}

TEST_CASE("rows come first, then what else the response says") {
  FakeServer server;
  const Ran ran = server.Run({"capitation", "explain", "lin_1"});
  CHECK(ran.code == 0);
  const std::string expected =
      "RULE        TITLE  INPUTS        EXACT   RESULT          SOURCE\n"
      "CAP-TARIFF  -      5400.00 × 21  113400  113 400.00 KZT  art. 70\n"
      "\n"
      "line_id          lin_1\n";
  CHECK(ran.out.substr(0, expected.size()) == expected);
  CHECK(ran.out.find("quantity         21.0\n") != std::string::npos);
}

TEST_CASE("a secret that is shown once is shown") {
  FakeServer server;
  const Ran ran = server.Run({"token", "issue", "--principal", "Айгүл", "--role", "finance"});
  CHECK(ran.out.find("role         finance\n") != std::string::npos);
  CHECK(ran.out.find("secret       tirek_new\n") != std::string::npos);
}

TEST_CASE("a list of keys is repeated or comes at commas") {
  FakeServer server;
  const Ran ran = server.Run({"person", "resolve", "--keys", "KRG-1,KRG-2", "--keys", "KRG-3"});
  CHECK(ran.out == "KEY  PERSON_ID\n");
  CHECK(server.seen().resolve_persons.keys_size() == 3);
  CHECK(server.seen().resolve_persons.keys(2) == "KRG-3");
}

}  // namespace
}  // namespace tirek::cli
