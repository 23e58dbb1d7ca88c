// What the keys of 1CClientBankExchange mean, in the specification's words and in those of Kazakh
// banks: sections become typed records. How records become statements is not known here.
#pragma once

#include <optional>
#include <string>

#include "billing/bank/refusals.h"
#include "billing/bank/sections_1c.h"
#include "billing/bank/statement.h"
#include "core/calendar/civil_date.h"
#include "core/calendar/period.h"
#include "core/identity/iban.h"
#include "core/money/currency.h"
#include "core/money/decimal.h"

namespace tirek::bank {

struct StatedAmount {
  Decimal amount;
  Place place;
};

struct AccountRecord {
  int line = 0;
  Iban iban;
  Period period;  // both days of the file belong to it
  std::optional<Currency> currency;
  StatedAmount opening;
  StatedAmount closing;
  std::optional<StatedAmount> credits;  // the bank's own sums, where it gives them
  std::optional<StatedAmount> debits;
};

struct DocumentRecord {
  // Which column the amount stood in: Kazakh banks have СуммаПриход and СуммаРасход, the
  // specification one Сумма whose direction follows from the accounts.
  enum class Column { kIncome, kExpense, kEither };

  int line = 0;
  std::string number;
  CivilDate date;
  std::optional<CivilDate> operation_date;
  std::optional<CivilDate> debited_date;
  std::optional<CivilDate> credited_date;
  std::optional<CivilDate> value_date;
  Column column = Column::kEither;
  StatedAmount amount;  // greater than zero
  std::optional<Currency> currency;
  Counterparty payer;
  Counterparty payee;
  std::string knp;
  std::string purpose;
  std::string kind;  // "Платежное поручение", as the bank calls it
};

// Refuses a version whose keys may mean something else.
void CheckHeader(const Section& header, Refusals& refusals);

// Absent when something was refused. An account without dates takes those of the header.
std::optional<AccountRecord> ReadAccount(const Section& section, const Section& header,
                                         Refusals& refusals);
std::optional<DocumentRecord> ReadDocument(const Section& section, Refusals& refusals);

}  // namespace tirek::bank
