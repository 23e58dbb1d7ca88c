// A payment order (платёжное поручение) on paper: what the bank is told to pay, to whom, for what.
#pragma once

#include <optional>
#include <string>

#include "billing/documents/party.h"
#include "billing/documents/printout.h"
#include "core/base/result.h"

namespace tirek::documents {

struct PaymentOrder {
  std::string number;  // the end-to-end id
  CivilDate date;      // when the bank is to pay
  Party payer;
  Party payee;
  std::string knp;
  std::string purpose;
  std::string document_number;  // the claim or adjustment that is paid
  Money document;               // what it has to be paid
  Money netted;                 // taken off for what the payee owes back
  Money amount;
  bool is_draft = false;  // its file was not made yet
};

// UNREADABLE_RESPONSE where the amount is not the document less what is netted, or is not above
// zero.
Result<Printout> PrintPaymentOrder(const PaymentOrder& order, Language language);

}  // namespace tirek::documents
