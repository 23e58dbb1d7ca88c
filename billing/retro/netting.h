// What a provider owes back, taken off what it is paid next.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/money/decimal.h"
#include "core/money/money.h"

namespace tirek::retro {

// A document that is about to be paid under a contract.
struct Due {
  std::string contract_id;
  Money amount;  // above zero
  std::string funding_source = {};  // whose money it is, as the next; may be empty
  std::string budget_code = {};
};

// What is left of what a document of the contract has the provider owe back, or has paid it in
// advance.
struct Owing {
  std::string document_id;
  std::string contract_id;
  Money left;  // above zero
  // Of instalments: at most so much of what the contract is due, above 0 to 100. Absent: all of it.
  std::optional<Decimal> percent;
  // Taken off dues of the same alone; off all where they are empty.
  std::string funding_source = {};
  std::string budget_code = {};
};

struct Netting {
  std::size_t due = 0;    // index
  std::size_t owing = 0;  // index
  Money amount;  // above zero
};

// Each owing in its turn is taken off the dues of its contract, those too in their order, as far as
// they go; a part by percent is rounded down to the minor unit. What no due is left for stays owed.
// CURRENCY_MISMATCH, AMOUNT_OVERFLOW.
Result<std::vector<Netting>> NetOwings(std::span<const Due> dues, std::span<const Owing> owings);

}  // namespace tirek::retro
