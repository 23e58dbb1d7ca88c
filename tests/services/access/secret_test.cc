// The text of a token: its form, and that its bytes are all there.
#include "services/access/secret.h"

#include <set>

#include <doctest/doctest.h>

namespace tirek {
namespace {

class SameByte final : public Random {
 public:
  explicit SameByte(std::uint8_t byte) : byte_(byte) {}
  void Fill(std::span<std::uint8_t> bytes) override {
    for (std::uint8_t& byte : bytes) byte = byte_;
  }

 private:
  std::uint8_t byte_;
};

TEST_CASE("a secret is its 32 bytes in base64url without padding") {
  SameByte zeros(0x00);
  CHECK(access::NewSecret(zeros) == "tirek_" + std::string(43, 'A'));
  SameByte ones(0xff);
  CHECK(access::NewSecret(ones) == "tirek_" + std::string(42, '_') + "8");
  SameByte mixed(0xfb);  // 11111011 11111011 … is "-_v7"
  CHECK(access::NewSecret(mixed).substr(6, 8) == "-_v7-_v7");
}

TEST_CASE("secrets look like secrets, differ, and are kept as another text") {
  SystemRandom random;
  std::set<std::string> seen;
  for (int i = 0; i < 100; ++i) {
    const std::string secret = access::NewSecret(random);
    CHECK(access::LooksLikeSecret(secret));
    seen.insert(secret);
  }
  CHECK(seen.size() == 100);
  const std::string hash = access::HashOfSecret(*seen.begin());
  CHECK(hash.size() == 64);
  CHECK(!access::LooksLikeSecret(hash));
}

}  // namespace
}  // namespace tirek
