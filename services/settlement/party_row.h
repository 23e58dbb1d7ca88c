// A payer or payee read back from five columns.
#pragma once

#include <cstddef>

#include <soci/soci.h>

#include "services/settlement/payment.h"

namespace tirek::settlement {

inline Party ReadParty(const soci::row& row, std::size_t first) {
  return {row.get<std::string>(first), row.get<std::string>(first + 1),
          row.get<std::string>(first + 2), row.get<std::string>(first + 3),
          row.get<std::string>(first + 4)};
}

}  // namespace tirek::settlement
