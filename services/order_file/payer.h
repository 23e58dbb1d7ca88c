// Who pays under an order: the local executive body, with what a payment order needs of it.
#pragma once

#include <string>

#include "core/identity/bic.h"
#include "core/identity/bin.h"
#include "core/identity/iban.h"
#include "core/identity/payment_codes.h"

namespace tirek::order {

struct Payer {
  std::string name;
  Bin bin;
  Iban iban;
  Bic bic;
  Kbe kbe;

  friend bool operator==(const Payer&, const Payer&) = default;
};

}  // namespace tirek::order
