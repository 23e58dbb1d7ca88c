// SHA-256, for request digests, token hashes and hash chains.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace tirek {

// 32 bytes.
std::string Sha256(std::string_view bytes);

// 64 lower-case hexadecimal digits.
std::string Sha256Hex(std::string_view bytes);

// Of bytes that come piece by piece: what Sha256Hex says of all of them together.
class Sha256Stream {
 public:
  Sha256Stream();
  ~Sha256Stream();
  Sha256Stream(const Sha256Stream&) = delete;
  Sha256Stream& operator=(const Sha256Stream&) = delete;

  void Add(std::string_view bytes);
  // Nothing can be added after it.
  std::string FinishHex();

 private:
  struct Context;
  std::unique_ptr<Context> context_;
};

}  // namespace tirek
