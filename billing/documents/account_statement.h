// What payer and provider owe each other, on paper: the statement of a provider's accounts.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "billing/documents/printout.h"
#include "core/base/result.h"
#include "core/calendar/period.h"

namespace tirek::documents {

// Kinds of movements and bands of age are words of the protos: "ACCRUED", "NOT_DUE".
struct AccountMovement {
  CivilDate date;
  std::string kind;
  std::string number;  // of the document
  std::optional<Money> debit;
  std::optional<Money> credit;
  Money balance;
};

struct AgeRow {
  std::string band;
  int documents = 0;
  Money open;
  Money under_way;
};

struct AccountStatement {
  std::string provider_name;
  std::string provider_bin;
  std::string accounts;  // "PAYABLE", "RECEIVABLE", "SETTLEMENTS", "ADVANCE"
  Period period;
  // What is owed to the provider; below zero where the provider owes.
  Money opening;
  Money debit;
  Money credit;
  Money closing;
  std::vector<AccountMovement> movements;
  CivilDate as_of;
  std::vector<AgeRow> ageing;
  std::int64_t sequence = 0;  // the last entry of the ledger, and its hash
  std::string hash;
};

// UNREADABLE_RESPONSE where a balance is not the one before it with its movement, or the sums are
// not those of the movements.
Result<Printout> PrintAccountStatement(const AccountStatement& statement, Language language);

// "Начислено" of "ACCRUED"; a word that is not known stays as it is.
std::string MovementWord(std::string_view kind, Language language);

// "₸" of KZT, else the code.
std::string SignOf(Currency currency);

}  // namespace tirek::documents
