// Addresses as people write them, and why one cannot be listened on.
#include "services/host/listen_address.h"

#include <doctest/doctest.h>

namespace tirek {
namespace {

TEST_CASE("an address is HOST:PORT or unix:PATH, anything else is refused with the flag's name") {
  struct Case {
    std::string text;
    std::string canonical;  // empty: refused
  };
  const Case cases[] = {
      {"127.0.0.1:7411", "127.0.0.1:7411"},
      {"localhost:0", "localhost:0"},
      {"[::1]:7411", "[::1]:7411"},
      {"0.0.0.0:65535", "0.0.0.0:65535"},
      {"unix:/run/tirek.sock", "unix:/run/tirek.sock"},
      {"unix:///run/tirek.sock", "unix:/run/tirek.sock"},
      {"unix:relative.sock", "unix:relative.sock"},
      {"", ""},
      {"7411", ""},
      {":7411", ""},
      {"127.0.0.1", ""},
      {"127.0.0.1:", ""},
      {"127.0.0.1:65536", ""},
      {"127.0.0.1:-1", ""},
      {"127.0.0.1:74x", ""},
      {"127.0.0.1: 74", ""},
      {"::1:7411", ""},
      {"unix:", ""},
      {"unix://", ""},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    const auto address = host::ParseListenAddress("--listen", c.text);
    CHECK(address.has_value() == !c.canonical.empty());
    if (address) CHECK(address->text() == c.canonical);
    if (!address) {
      CHECK(address.error().reason == "ADDRESS_INVALID");
      CHECK(address.error().message.rfind("--listen is", 0) == 0);
    }
  }
}

TEST_CASE("what hinders listening is named") {
  struct Case {
    std::string text;
    std::string reason;
  };
  const Case cases[] = {
      {"127.0.0.1:0", ""},
      {"192.0.2.1:7411", "ADDRESS_UNAVAILABLE"},  // of a net that is nobody's
      {"no-such-host.invalid:7411", "ADDRESS_UNAVAILABLE"},
      {"unix:/no/such/folder/x.sock", "ADDRESS_UNAVAILABLE"},
      {"unix:/tmp/" + std::string(103, 'x'), "ADDRESS_UNAVAILABLE"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    const auto address = host::ParseListenAddress("--listen", c.text);
    REQUIRE(address);
    const auto checked = host::CheckListenAddress(*address);
    CHECK((checked ? "" : checked.error().reason) == c.reason);
  }
}

}  // namespace
}  // namespace tirek
