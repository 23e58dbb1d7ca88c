// Bytes as hexadecimal text, the way bytea travels through SOCI.
#pragma once

#include <string>
#include <string_view>

namespace tirek::sql {

std::string ToHex(std::string_view bytes);
// Of text that PostgreSQL's encode(…, 'hex') made.
std::string FromHex(std::string_view text);

}  // namespace tirek::sql
