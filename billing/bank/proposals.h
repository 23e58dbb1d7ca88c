// What the lines of a statement have to do with the payment orders that were sent: matched beyond
// doubt, suggested with a stated confidence, or left in suspense with a reason.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "billing/bank/matching.h"
#include "billing/bank/statement.h"
#include "core/money/money.h"

namespace tirek::bank {

enum class Certainty {
  kMatched,    // the reference names the orders, and the amounts agree to the tiyn
  kSuggested,  // likely; a person accepts or declines it
  kSuspense,   // nothing explains the line, or too much does
};
std::string_view CertaintyName(Certainty certainty);  // "SUGGESTED"

enum class Relation {
  kNone,     // of a line in suspense
  kPayment,  // one line pays one order
  kSplit,    // several lines pay one order
  kMerged,   // one line pays several orders
  kReturn,   // money of an order came back
  kFee,      // the bank's own charge: no order
};
std::string_view RelationName(Relation relation);  // "PAYMENT"

struct Proposal {
  Certainty certainty = Certainty::kSuspense;
  Relation relation = Relation::kNone;
  int confidence = 0;  // percent: 100 when matched, 0 in suspense
  std::vector<std::size_t> lines;
  std::vector<std::size_t> orders;
  std::optional<Money> expected;  // what the orders come to
  Money got;                      // what the lines come to
  std::string reason;             // in suspense: one of error_reason.proto
  std::string why;                // a sentence for people, without personal data
};

struct Proposals {
  std::vector<Proposal> proposals;  // by their first lines; each line stands in exactly one
  std::vector<std::size_t> unmet;   // open orders that no proposal pays
};

// References first, then amount, payee and day, then sums. Amounts are compared exactly; a sum that
// fits in more than one way, and one of equals, is never chosen. End-to-end ids that the format has
// a field for count as references. Only booked lines are to be given.
Proposals ProposeMatches(std::span<const ExpectedPayment> orders,
                         std::span<const StatementLine> lines);

}  // namespace tirek::bank
