// SHA-256, for request digests, token hashes and hash chains.
#pragma once

#include <string>
#include <string_view>

namespace tirek {

// 32 bytes.
std::string Sha256(std::string_view bytes);

// 64 lower-case hexadecimal digits.
std::string Sha256Hex(std::string_view bytes);

}  // namespace tirek
