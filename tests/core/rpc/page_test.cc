// Pages: sizes, and tokens that only their own list takes, whatever is sent.
#include "core/rpc/page.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "tirek/access/v1/access.pb.h"

namespace tirek {
namespace {

using Request = access::v1::ListAuditEventsRequest;

Request Of(const std::string& principal, const std::string& token) {
  Request request;
  request.set_principal(principal);
  request.set_page_token(token);
  return request;
}

TEST_CASE("a page has 50 rows when nothing is said, and at most 1000") {
  struct Case {
    int asked;
    int size;  // 0: refused
  };
  for (const Case& c : {Case{0, 50}, Case{1, 1}, Case{1000, 1000}, Case{1001, 0}, Case{-1, 0},
                        Case{2'000'000'000, 0}}) {
    CAPTURE(c.asked);
    Request request;
    request.set_page_size(c.asked);
    const auto page = rpc::PageOf(request, 1);
    CHECK(page.has_value() == (c.size != 0));
    if (page) CHECK(page->size == c.size);
    if (!page) CHECK(page.error().violations.front().field == "page_size");
  }
}

TEST_CASE("any key comes back through its token, for the same filter and any page size") {
  CHECK(rc::check("round trip", [](const std::vector<std::string>& parts) {
    std::vector<std::string> key;
    for (const std::string& part : parts) {
      std::string ascii;
      for (const char c : part) ascii += static_cast<char>(1 + static_cast<unsigned char>(c) % 127);
      key.push_back(ascii);
    }
    RC_PRE(!key.empty());
    auto request = Of("x", rpc::NextPageToken(Of("x", ""), key));
    request.set_page_size(7);
    const auto page = rpc::PageOf(request, key.size());
    RC_ASSERT(page.has_value());
    RC_ASSERT(page->after == key);
  }));
}

TEST_CASE("a token is refused for another filter, another message and another key") {
  const std::string token = rpc::NextPageToken(Of("x", ""), {"a", "b"});
  CHECK(rpc::PageOf(Of("x", token), 2));
  CHECK(!rpc::PageOf(Of("y", token), 2));
  CHECK(!rpc::PageOf(Of("x", token), 1));
  CHECK(!rpc::PageOf(Of("x", token), 3));
  access::v1::ListTokensRequest other;
  other.set_principal("x");
  other.set_page_token(token);
  CHECK(!rpc::PageOf(other, 2));
}

// The text of a key part, as a token has it.
std::string Hex(const std::string& text) {
  std::string hex;
  for (const char c : text) {
    hex += "0123456789abcdef"[static_cast<unsigned char>(c) >> 4U];
    hex += "0123456789abcdef"[static_cast<unsigned char>(c) & 15U];
  }
  return hex;
}

TEST_CASE("a forged token is refused as one, and nothing worse") {
  const std::string token = rpc::NextPageToken(Of("x", ""), {"a"});
  const std::string filter = token.substr(0, token.size() - Hex("1:a").size());
  const std::string forgeries[] = {
      "x",
      filter,
      filter + "zz",
      filter + "a",
      filter + Hex("1:"),
      filter + Hex(":a"),
      filter + Hex("2:a"),
      filter + Hex("1:ab"),
      filter + Hex("-1:a"),
      filter + Hex("999999:a"),
      filter + Hex("99999999999999999999:a"),
      filter + Hex("1;a"),
      filter + Hex(std::string("1:\0", 3)),
      filter + Hex("1:\xff"),
      filter + Hex("2:\xd2"),
      token + "00",
      std::string(100'000, 'a'),
  };
  for (const std::string& forgery : forgeries) {
    CAPTURE(forgery.substr(0, 80));
    const auto page = rpc::PageOf(Of("x", forgery), 1);
    REQUIRE(!page);
    CHECK(page.error().violations.front().reason == "PAGE_TOKEN_INVALID");
  }
  // Capitals are no other token: what is taken is what was given out.
  CHECK(!rpc::PageOf(Of("x", filter + "313A61"), 1));
}

TEST_CASE("no change of a letter of a token makes another valid key of it by chance") {
  const std::string token = rpc::NextPageToken(Of("x", ""), {"key"});
  CHECK(rc::check("judged, never thrown", [&] {
    std::string changed = token;
    const auto at = *rc::gen::inRange<std::size_t>(0, token.size());
    changed[at] = *rc::gen::arbitrary<char>();
    const auto page = rpc::PageOf(Of("x", changed), 1);
    if (page) RC_ASSERT(page->after.size() == 1U);
  }));
}

TEST_CASE("a full page has a token for the rest, the last one has none") {
  const Request request = Of("x", "");
  const auto key_of = [](int row) { return std::vector<std::string>{std::to_string(row)}; };
  std::vector<int> rows = {1, 2, 3};
  const std::string token = rpc::CutPage(request, rpc::Page{2, {}}, rows, key_of);
  CHECK(rows == std::vector<int>{1, 2});
  CHECK(rpc::PageOf(Of("x", token), 1)->after == std::vector<std::string>{"2"});
  std::vector<int> exactly = {1, 2};
  CHECK(rpc::CutPage(request, rpc::Page{2, {}}, exactly, key_of) == "");
  CHECK(exactly.size() == 2);
}

}  // namespace
}  // namespace tirek
