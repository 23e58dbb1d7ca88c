// A provider: the legal person or entrepreneur that renders services and is paid for them.
#pragma once

#include <string>

#include "core/base/clock.h"
#include "core/base/id.h"
#include "core/identity/bic.h"
#include "core/identity/bin.h"
#include "core/identity/iban.h"
#include "core/identity/payment_codes.h"

namespace tirek::registry {

struct ProviderTag {
  static constexpr std::string_view kPrefix = "prv";
};
using ProviderId = Id<ProviderTag>;

// As stored: "STATE", "NGO", "PRIVATE".
struct NewProvider {
  Bin bin;
  std::string name;
  std::string kind;
  Iban iban;
  Bic bic;
  Kbe kbe;
};

struct Provider {
  ProviderId provider_id;
  NewProvider details;  // with the account that holds now
  Instant create_time;
  int account_version = 1;

  std::string etag() const { return std::to_string(account_version); }
};

struct ProviderFilter {
  std::string provider_id;  // empty for all
  std::string bin;
  std::string kind;
};

}  // namespace tirek::registry
