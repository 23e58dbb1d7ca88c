#include "core/base/sha256.h"

#include <cstdint>
#include <memory>

#include <openssl/evp.h>

#include "core/base/assert.h"

namespace tirek {
namespace {

constexpr std::size_t kDigestSize = 32;

// OpenSSL looks an algorithm up by its name at each use unless it was fetched once, which costs
// more than the hash of a short text does.
const EVP_MD* Algorithm() {
  static const EVP_MD* const kFetched = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  return kFetched;
}

EVP_MD_CTX* ThreadContext() {
  thread_local const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> kContext(
      EVP_MD_CTX_new(), &EVP_MD_CTX_free);
  return kContext.get();
}

void Begin(EVP_MD_CTX* context) {
  TIREK_ASSERT(EVP_DigestInit_ex2(context, Algorithm(), nullptr) == 1);
}

void Update(EVP_MD_CTX* context, std::string_view bytes) {
  TIREK_ASSERT(EVP_DigestUpdate(context, bytes.data(), bytes.size()) == 1);
}

std::string Finish(EVP_MD_CTX* context) {
  std::string digest(kDigestSize, '\0');
  unsigned int size = 0;
  TIREK_ASSERT(
      EVP_DigestFinal_ex(context, reinterpret_cast<unsigned char*>(digest.data()), &size) == 1);
  TIREK_ASSERT(size == kDigestSize);
  return digest;
}

std::string Hex(std::string_view digest) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  text.reserve(2 * digest.size());
  for (const char byte : digest) {
    const auto value = static_cast<std::uint8_t>(byte);
    text += kDigits[value >> 4U];
    text += kDigits[value & 15U];
  }
  return text;
}

}  // namespace

std::string Sha256(std::string_view bytes) {
  EVP_MD_CTX* const context = ThreadContext();
  Begin(context);
  Update(context, bytes);
  return Finish(context);
}

std::string Sha256Hex(std::string_view bytes) { return Hex(Sha256(bytes)); }

struct Sha256Stream::Context {
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> digest{EVP_MD_CTX_new(),
                                                                 &EVP_MD_CTX_free};
};

Sha256Stream::Sha256Stream() : context_(std::make_unique<Context>()) {
  Begin(context_->digest.get());
}

Sha256Stream::~Sha256Stream() = default;

void Sha256Stream::Add(std::string_view bytes) { Update(context_->digest.get(), bytes); }

std::string Sha256Stream::FinishHex() { return Hex(Finish(context_->digest.get())); }

}  // namespace tirek
