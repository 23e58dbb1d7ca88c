#include "services/access/secret.h"

#include <array>

#include "core/base/sha256.h"

namespace tirek::access {
namespace {

constexpr std::string_view kPrefix = "tirek_";
constexpr std::size_t kBytes = 32;
constexpr std::size_t kLetters = 43;  // of 6 bits each
constexpr std::string_view kAlphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

}  // namespace

std::string NewSecret(Random& random) {
  std::array<std::uint8_t, kBytes> bytes{};
  random.Fill(bytes);
  std::string secret(kPrefix);
  std::uint32_t bits = 0;
  int held = 0;
  for (const std::uint8_t byte : bytes) {
    bits = (bits << 8U) | byte;
    for (held += 8; held >= 6; held -= 6) {
      secret += kAlphabet[(bits >> static_cast<unsigned>(held - 6)) & 63U];
    }
  }
  secret += kAlphabet[(bits << static_cast<unsigned>(6 - held)) & 63U];
  return secret;
}

bool LooksLikeSecret(std::string_view text) {
  return text.size() == kPrefix.size() + kLetters && text.substr(0, kPrefix.size()) == kPrefix &&
         text.substr(kPrefix.size()).find_first_not_of(kAlphabet) == std::string_view::npos;
}

std::string HashOfSecret(std::string_view secret) { return Sha256Hex(secret); }

}  // namespace tirek::access
