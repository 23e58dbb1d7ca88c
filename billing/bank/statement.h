// A bank statement as the house understands it, whatever format it came in.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/calendar/civil_date.h"
#include "core/calendar/period.h"
#include "core/identity/iban.h"
#include "core/money/currency.h"
#include "core/money/money.h"

namespace tirek::bank {

// As the holder of the account sees it: credit is money in, debit is money out.
enum class Direction { kCredit, kDebit };

// The other side, as the bank wrote it: its identifiers are compared, never relied on. Names come
// through code pages without Kazakh letters, so nothing is ever matched by name.
struct Counterparty {
  std::string name;
  std::string bin;   // БИН or ИИН; may be empty, as the others may
  std::string iban;  // without spaces, in capitals
  std::string bic;
};

struct StatementLine {
  std::string number;     // the document's, as its maker numbered it
  CivilDate date;         // of the document
  CivilDate booked_date;  // when the bank moved the money
  CivilDate value_date;   //
  Money amount;           // greater than zero
  Direction direction;    //
  Counterparty counterparty;
  std::string knp;                       // may be empty
  std::string purpose;                   // may be empty
  std::optional<std::string> reference;  // our end-to-end id, found in purpose or number
  int file_line = 0;                     // where the document begins in the file
};

// A document that stands in the file again, equal in all that moves money.
struct RepeatedDocument {
  std::string number;
  int first_line = 0;
  int line = 0;
  bool counted = false;  // true when the bank's own sums count it: then it is a line of its own
};

// Invariant: opening + credits − debits = closing, and credits and debits are those of the lines.
struct Statement {
  Iban account;
  Currency currency;
  Period period;
  Money opening;
  Money closing;
  Money credits;
  Money debits;
  std::vector<StatementLine> lines;       // in the order of the file
  std::vector<RepeatedDocument> repeats;  // in the order of the file
};

}  // namespace tirek::bank
