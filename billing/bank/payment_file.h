// Payment orders out: what a file to the bank says, and its bytes in ISO 20022 pain.001 (09 or 03).
#pragma once

#include <string>
#include <vector>

#include "billing/bank/payment_layout.h"
#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/calendar/civil_date.h"
#include "core/identity/bic.h"
#include "core/identity/bin.h"
#include "core/identity/iban.h"
#include "core/identity/payment_codes.h"
#include "core/money/money.h"

namespace tirek::bank {

struct Debtor {
  std::string name;
  Bin bin;
  Iban iban;
  Bic bic;
  Kbe kod;  // the sender's code of residency and sector, built like КБе
};

struct PaymentOrder {
  std::string end_to_end_id;  // a reference (reference.h), unique for ever
  std::string payee_name;
  Bin payee_bin;
  Iban payee_iban;
  Bic payee_bic;
  Kbe kbe;
  Knp knp;
  Money amount;  // tenge, greater than zero
  std::string purpose;
};

struct PaymentFile {
  std::string message_id;
  Instant created;
  Debtor debtor;
  CivilDate requested_date;
  std::vector<PaymentOrder> orders;
};

// The same file gives the same bytes, valid against the schema. Refuses with every violation at
// once: INVALID_FIELDS, fields named as "orders[2].purpose".
Result<std::string> RenderPain001(const PaymentFile& file, const PaymentFileLayout& layout = {});

// What stands in the payment's free text: "EKNP 1217KZT859 TRK-1 Оплата …". The reference comes
// before the purpose because banks cut at the end.
std::string RemittanceText(const Debtor& debtor, const PaymentOrder& order,
                           const PaymentFileLayout& layout = {});

}  // namespace tirek::bank
