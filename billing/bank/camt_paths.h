// The elements of camt.052, .053 and .054 that are read, by their places in the versions 02 to 08.
#pragma once

#include "billing/bank/xml_paths.h"

namespace tirek::bank {

enum class Camt {
  kStatement,
  kStatementId,
  kCreated,
  kFrom,
  kTo,
  kIban,
  kAccountNumber,
  kAccountCurrency,
  kBalance,
  kBalanceType,
  kBalanceAmount,
  kBalanceSign,
  kBalanceDate,
  kAllCount,
  kAllSum,
  kCreditCount,
  kCreditSum,
  kDebitCount,
  kDebitSum,
  // Of an entry:
  kEntry,
  kEntryNumber,
  kEntryAmount,
  kEntrySign,
  kReversal,
  kState,
  kBooked,
  kValued,
  kEntryBankReference,
  kDomain,
  kFamily,
  kSubFamily,
  kBankCode,
  kCharges,
  kEntryText,
  kBatchMessageId,
  kBatchPaymentId,
  kBatchCount,
  kBatchAmount,
  // Of a transaction in an entry:
  kDetail,
  kDetailAmount,
  kTransactionAmount,
  kDetailSign,
  kDetailBankReference,
  kEndToEndId,
  kDebtorName,
  kDebtorId,
  kDebtorAccount,
  kDebtorBank,
  kCreditorName,
  kCreditorId,
  kCreditorAccount,
  kCreditorBank,
  kPurposeCode,
  kRemittance,
  kRemittanceReference,
  kReturnCode,
  kReturnText,
  kDetailText,
};

const XmlPaths& CamtPaths();

}  // namespace tirek::bank
