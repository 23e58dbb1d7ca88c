// A whole statement in memory, its lines judged as the import judges them in portions.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "billing/bank/matching.h"

namespace tirek::bank {

struct JudgedLine : LineMatch {
  std::optional<std::size_t> order;  // the number of the order that it names
};

struct StatementMatch {
  std::vector<JudgedLine> lines;   // one for each line, in their order
  std::vector<std::size_t> unmet;  // orders that no statement has met, in their order
};

inline StatementMatch MatchStatement(std::span<const ExpectedPayment> orders,
                                     std::span<const StatementLine> lines) {
  std::map<std::string, std::size_t> by_reference;
  for (std::size_t i = 0; i < orders.size(); ++i) by_reference[orders[i].end_to_end_id] = i;
  std::vector<Naming> namings(orders.size());
  const auto named = [&](const StatementLine& line) -> std::optional<std::size_t> {
    if (!line.reference || !by_reference.contains(*line.reference)) return {};
    return by_reference.at(*line.reference);
  };
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (const auto order = named(lines[i])) namings[*order].Note(orders[*order], lines[i], i);
  }
  StatementMatch match;
  std::vector<bool> met(orders.size());
  for (std::size_t i = 0; i < orders.size(); ++i) met[i] = orders[i].met;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto order = named(lines[i]);
    match.lines.push_back({JudgeLine(lines[i], i, order ? &orders[*order] : nullptr,
                                     order ? namings[*order] : Naming{}),
                           {}});
    if (match.lines.back().names_order) match.lines.back().order = order;
    if (match.lines.back().meets_order()) met[*order] = true;
  }
  for (std::size_t i = 0; i < orders.size(); ++i) {
    if (!met[i]) match.unmet.push_back(i);
  }
  return match;
}

}  // namespace tirek::bank
