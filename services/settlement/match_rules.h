// What may be matched with what, to the tiyn, and how it is posted. Pure.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "billing/ledger/entry.h"
#include "core/base/result.h"
#include "services/settlement/match.h"

namespace tirek::settlement {

// The parts of the lines, each with the order that it belongs to. ORDER_NOT_OPEN,
// MATCH_AMOUNT_DIFFERS, ADVANCE_SET_OFF, INVALID_FIELDS (MATCH_LINES_UNFIT).
Result<std::vector<MatchedPart>> PartsOf(const std::string& relation,
                                         std::span<const SuspendedLine> lines,
                                         std::span<const MatchableOrder> orders);

// What an advance was earned or recouped of was paid: ADVANCE_SET_OFF where its payment is not to
// stand.
Result<void> RequireNotSetOff(std::span<const MatchableOrder> orders);

// One entry in the payer's ledger, and one in the order's where the part belongs to one.
struct PartEntries {
  ledger::Entry payer;
  std::optional<ledger::Entry> order;
};
// `source_id`: of the part, "mch_…/1". `order`: null of a part that belongs to none.
Result<PartEntries> EntriesOf(const std::string& relation, const MatchedPart& part,
                              const MatchableOrder* order, const std::string& source_id,
                              CivilDate day, Currency currency);

// Of an order that its lines have paid `paid` for.
std::string StateOf(const MatchableOrder& order, long long paid_minor);

}  // namespace tirek::settlement
