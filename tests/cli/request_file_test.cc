// Requests from files: as JSON of their own, as their one list, or as what a list printed.
#include "cli/request_file.h"

#include <doctest/doctest.h>

#include "tirek/settlement/v1/settlement.pb.h"

namespace tirek::cli {
namespace {

using settlement::v1::CheckLedgerHeadsRequest;

constexpr const char* kHead = R"({"ledger_id": "PAYER", "sequence": "3", "hash": "ab"})";

std::string Read(const std::string& json) {
  CheckLedgerHeadsRequest request;
  const auto read = ReadRequest(json, &request);
  if (!read) return read.error().message;
  return std::to_string(request.heads_size()) + " heads";
}

TEST_CASE("what a list printed is taken as a request, a page of it is not") {
  const std::string heads = std::string("\"heads\": [") + kHead + "," + kHead + "]";
  CHECK(Read("{" + heads + "}") == "2 heads");
  CHECK(Read(std::string("[") + kHead + "]") == "1 heads");
  CHECK(Read("{" + heads + R"(, "next_page_token": ""})") == "2 heads");
  CHECK(Read("{" + heads + R"(, "next_page_token": "abc"})") ==
        "the JSON is one page of a list; print the whole list with --all");
  CHECK(Read("{" + heads + R"(, "next_page_token": 7})") ==
        "the JSON is one page of a list; print the whole list with --all");
  CHECK(Read("{" + heads + R"(, "other": ""})") ==
        "the JSON is not a CheckLedgerHeadsRequest: other: Cannot find field.");
}

TEST_CASE("where a request has a page token of its own, it is the request's") {
  settlement::v1::ListPaymentRunsResponse response;
  REQUIRE(ReadRequest(R"({"next_page_token": "abc"})", &response));
  CHECK(response.next_page_token() == "abc");
}

}  // namespace
}  // namespace tirek::cli
