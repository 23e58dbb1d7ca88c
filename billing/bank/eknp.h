// КОд, КБе and КНП where they stand together in a payment's free text: "EKNP 1217KZT859".
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tirek::bank {

struct Eknp {
  std::string kod;  // two digits: the sender's residency and sector
  std::string kbe;  // the beneficiary's
  std::string currency;
  std::string knp;  // three digits
};

// The first one in `text`; the word before it may be written EKNP or ЕКНП.
std::optional<Eknp> FindEknp(std::string_view text);

}  // namespace tirek::bank
