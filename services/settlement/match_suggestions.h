// What stands in suspense, compared with the payment orders: what a person may accept. Pure.
#pragma once

#include <span>
#include <vector>

#include "services/settlement/match.h"

namespace tirek::settlement {

// By their first lines. Lines and orders of different accounts have nothing to do with each other.
std::vector<Suggestion> SuggestMatches(std::span<const SuspendedLine> lines,
                                       std::span<const MatchableOrder> orders);

}  // namespace tirek::settlement
