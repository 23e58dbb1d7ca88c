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
  std::string bin;    // БИН or ИИН; may be empty, as the others may
  std::string iban;   // without spaces, in capitals; an account in another form stands here too
  std::string bic;    //
  std::string kbe{};  // one digit is enough for some banks
};

// Why money that had left came back.
struct ReturnReason {
  std::string code;  // of ISO 20022, such as AC04; empty where the bank gives only a text
  std::string text;
};

// One transaction of a line that the bank booked as one sum.
struct LineDetail {
  std::optional<Money> amount;
  std::string end_to_end_id;
  Counterparty counterparty;
  std::string knp;
  std::string purpose;
  std::optional<std::string> reference;  // our end-to-end id, found in the fields above
  std::optional<ReturnReason> returned;
};

// Only a booked line moved money; of the others the bank speaks without having moved any.
enum class LineState { kBooked, kPending, kInformation };

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
  std::optional<std::string> reference;  // our end-to-end id, found in id, purpose or number
  int file_line = 0;                     // where the document begins in the file
  LineState state = LineState::kBooked;
  std::string end_to_end_id{};   // where the format has a field for it
  std::string bank_reference{};  // the bank's own number of the booking
  std::string type{};            // the bank's code: "PMNT/RCDT/DMCT", "NTRF", "выписка"
  bool reversal = false;         // takes back a booking of the bank
  bool fee = false;              // the bank's code says that this is its own charge
  std::optional<ReturnReason> returned{};  // money that came back
  std::optional<Money> charges{};          // what the bank kept or added, inside the amount
  std::string batch_id{};                  // of the payments that this line sums up
  std::optional<int> batch_count{};        // how many they are, as the bank says
  std::vector<LineDetail> details{};       // each of several transactions; one stands above
};

// A document that stands in the file again, equal in all that moves money.
struct RepeatedDocument {
  std::string number;
  int first_line = 0;
  int line = 0;
  bool counted = false;  // true when the bank's own sums count it: then it is a line of its own
};

// What the file is: the account's finished days, a look at an unfinished day, or a notice of
// single movements. Only a finished day is reconciled.
enum class StatementKind { kStatement, kInterim, kNotification };

// A balance as the bank states it; `type` is the format's own word, such as "CLBD" or "62F".
struct StatedBalance {
  std::string type;
  Money amount;
  CivilDate date;
};

// Invariant of a statement that was taken: opening + credits − debits = closing, and credits and
// debits are those of the lines. Where the bank states no balances opening is zero.
struct Statement {
  Iban account;  // empty when the bank names it otherwise: see account_number
  Currency currency;
  Period period;
  Money opening;
  Money closing;
  Money credits;
  Money debits;
  std::vector<StatementLine> lines;       // in the order of the file
  std::vector<RepeatedDocument> repeats;  // in the order of the file
  StatementKind kind = StatementKind::kStatement;
  std::string id{};                       // the bank's number of the statement, may be empty
  std::string account_number{};           // as the bank writes it
  bool states_balances = true;            //
  std::vector<StatedBalance> balances{};  // all that the bank states, in the order of the file
  std::optional<Money> available{};       // closing available balance
  std::vector<StatementLine> movements_to_come{};  // pending, announced or of zero: not booked
  int file_line = 0;                               // where it begins
};

}  // namespace tirek::bank
