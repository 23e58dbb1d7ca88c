// The grammar of 1CClientBankExchange: a header, account sections and document sections, each a
// list of Key=Value lines. What the keys mean is not known here.
#pragma once

#include <array>
#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>

#include "billing/bank/bytes.h"
#include "billing/bank/keys_1c.h"
#include "billing/bank/refusals.h"

namespace tirek::bank {

struct Field {
  std::string key;   // as in the file
  std::string text;  // without the spaces around it
  int line = 0;      // 0: the section does not have it
};

// One is used again for all sections of a file, so that their texts need no new memory.
struct Section {
  enum class Kind { kHeader, kAccount, kDocument };

  Kind kind = Kind::kHeader;
  int line = 1;            // where it begins
  std::string kind_named;  // the value of the section's own line: "Выписка"
  std::array<Field, kKeys1c> fields;

  void Restart(Kind new_kind, int new_line, std::string_view named);
  Field& At(Key1c key) { return fields[static_cast<std::size_t>(key)]; }
  // The first of `keys` (the preferred one first) that has a value, or nullptr.
  const Field* Find(std::initializer_list<Key1c> keys) const;
};

// The most documents in a file.
inline constexpr int kMostDocuments = 1'000'000;

// Calls `visit` with each section once it is complete, in the order of the file (the header first),
// and tells `refusals` whatever breaks the grammar.
void ReadSections1c(PeekedBytes& source, Refusals& refusals,
                    const std::function<void(const Section&)>& visit);

}  // namespace tirek::bank
