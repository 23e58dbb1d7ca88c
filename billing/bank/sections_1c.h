// The grammar of 1CClientBankExchange: a header, account sections and document sections, each a
// list of Key=Value lines. What the keys mean is not known here.
#pragma once

#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "billing/bank/refusals.h"

namespace tirek::bank {

struct Field {
  std::string key;     // as in the file
  std::string folded;  // the key in small letters
  std::string text;    // without the spaces around it
  int line = 0;
};

struct Section {
  enum class Kind { kHeader, kAccount, kDocument };

  Kind kind = Kind::kHeader;
  int line = 1;  // where it begins
  std::vector<Field> fields;

  // The first of `keys` (in small letters, the preferred one first) that has a value, or nullptr.
  const Field* Find(std::initializer_list<std::string_view> keys) const;
};

// The largest file that is read, and the most documents in it.
inline constexpr std::size_t kLargestStatement = 64 * 1024 * 1024;
inline constexpr int kMostDocuments = 1'000'000;

// Calls `visit` with each section of `bytes` once it is complete, in the order of the file (the
// header first), and tells `refusals` whatever breaks the grammar.
void ReadSections1c(std::string_view bytes, Refusals& refusals,
                    const std::function<void(const Section&)>& visit);

}  // namespace tirek::bank
