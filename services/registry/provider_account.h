// Where a provider is paid: its bank account, and the accounts that it had before.
#pragma once

#include <string>

#include "services/registry/provider.h"

namespace tirek::registry {

struct BankAccount {
  Iban iban;
  Bic bic;
  Kbe kbe;

  friend bool operator==(const BankAccount& a, const BankAccount& b) {
    return a.iban.text() == b.iban.text() && a.bic.text() == b.bic.text() &&
           a.kbe.text() == b.kbe.text();
  }
};

struct AccountChange {
  ProviderId provider_id;
  std::string etag;  // empty for whatever version is there
  BankAccount account;
  std::string reason;
};

struct ProviderAccount {
  ProviderId provider_id;
  int version = 1;  // 1 is the one that the provider was registered with
  BankAccount account;
  std::string reason;      // empty for the first, as is who changed it
  std::string changed_by;  // a principal
  Instant record_time;
};

}  // namespace tirek::registry
