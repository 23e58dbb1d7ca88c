// SHA-256, for request digests, token hashes and hash chains.
#pragma once

#include <string>
#include <string_view>

namespace tirek {

// 64 lower-case hexadecimal digits.
std::string Sha256Hex(std::string_view bytes);

}  // namespace tirek
