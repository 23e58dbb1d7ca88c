// A line of a statement compared with the order that it names: what is kept, posted and reported of
// it. Pure: no SQL; ids come from an argument.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "billing/bank/matching.h"
#include "billing/bank/statement.h"
#include "billing/ledger/entry.h"
#include "core/base/id.h"
#include "core/base/result.h"
#include "services/settlement/reconciliation.h"
#include "services/settlement/statement.h"

namespace tirek::settlement {

// An order that a line names, as its statement finds it, and what that statement says of it.
struct NamedOrder {
  SentOrder order;
  bank::Naming naming;
};

// What the ledger is told of a line.
struct PostedLine {
  std::string ledger_id;
  LineKey key;
  std::string contract_id;  // of the order that the line pays; empty when it pays none
  CivilDate book_date;
  std::string direction;  // as stored
  Money amount = Money::FromMinor(0, kTenge);
  std::string funding_source = {};  // of the order, as the next
  std::string budget_code = {};
};

struct MatchedLine {
  StatementLine line;
  PostedLine posted;
  std::string order_state;                  // as stored, of the order that it pays; else empty
  std::optional<Break> found;               // its month is empty where no order says it
  std::optional<SuspenseReason> suspended;  //
  std::vector<LineReference> references;    // of a line that names several orders
};

// `named` is null where the line names no order that was sent.
MatchedLine MatchLine(const LineKey& key, const bank::StatementLine& line, const NamedOrder* named,
                      Instant now, IdSource& ids);

bank::ExpectedPayment ExpectedOf(const SentOrder& order);

// What pays an order stands in its provider's ledger, all else in the payer's suspense.
Result<ledger::Entry> EntryOf(const PostedLine& line);

}  // namespace tirek::settlement
