// The dimensions of postings, as documents keep them: empty where they have none.
#pragma once

#include <string>

#include "billing/ledger/entry.h"

namespace tirek::settlement {

inline ledger::Dimensions DimensionsOf(const std::string& contract_id,
                                       const std::string& funding_source,
                                       const std::string& budget_code) {
  const auto unless_empty = [](const std::string& text) {
    return text.empty() ? std::nullopt : std::optional(text);
  };
  return {unless_empty(contract_id), unless_empty(funding_source), unless_empty(budget_code)};
}

}  // namespace tirek::settlement
