// An act of rendered services and the invoice for it: what a provider rendered in a month under a
// contract, what of it is accepted, and what is to be paid.
#pragma once

#include <optional>
#include <string>

#include "billing/documents/accepted_services.h"
#include "billing/documents/party.h"
#include "billing/documents/printout.h"
#include "core/base/result.h"

namespace tirek::documents {

// Value added tax as the order says it: nothing is computed by it but its own part of the total.
enum class VatTreatment { kUnsaid, kExempt, kIncluded };

struct Vat {
  VatTreatment treatment = VatTreatment::kUnsaid;
  Decimal rate;  // 0.16; with kIncluded alone
};

struct ServicesDocument {
  std::string number;
  CivilDate date;
  Month month;
  Party customer;
  Party provider;
  std::string contract_number;
  CivilDate contract_start;
  std::string order_title;
  std::string source_act;  // that adopted the order
  std::string knp;         // КНП of the payment
  Vat vat;
  AcceptedServices services;
  Money approved;  // as the claim was adjudicated: what the rows must add to
  Money unfunded;
};

// UNREADABLE_RESPONSE where the rows do not add to what was adjudicated, or a price times its
// quantity is not the sum: such a document is not made.
Result<void> CheckSums(const ServicesDocument& document);

// The part of a sum that contains the tax: sum × rate / (1 + rate), to the tiyn, half up.
Result<Money> VatWithin(Money sum, const Decimal& rate);

// Форма Р-1, annex 50 to order No. 562 of the Minister of Finance of 20 December 2012.
Result<Printout> PrintAct(const ServicesDocument& document, Language language);

// Счёт на оплату.
Result<Printout> PrintInvoice(const ServicesDocument& document, Language language);

}  // namespace tirek::documents
