// The text that a holder presents: "tirek_" and 32 random bytes in base64url. Only its hash stays.
#pragma once

#include <string>
#include <string_view>

#include "core/base/random.h"

namespace tirek::access {

// `random` must be fit for tokens.
std::string NewSecret(Random& random);

// "tirek_" and 43 letters of base64url; anything else is no token of ours.
bool LooksLikeSecret(std::string_view text);

// What is stored. A fast hash suffices: 256 random bits cannot be guessed.
std::string HashOfSecret(std::string_view secret);

}  // namespace tirek::access
