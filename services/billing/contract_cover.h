// Which contract covers a service on a day, its amendments considered.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "services/billing/month_facts.h"

namespace tirek::billing {

// What stands in an engine's name between a contract and the period in which it covers a service.
inline constexpr std::string_view kCoverMark = " for ";

// A period in which a contract covers a service.
struct Cover {
  const ContractRow* contract = nullptr;
  Period period;

  // The engine's name of it: the contract's own for the whole of the contract.
  std::string name() const;
  // By number, contract and start.
  friend bool operator<(const Cover& a, const Cover& b);
};

// By service. An amendment takes the place of all that was said of its days before.
std::map<std::string, std::vector<Cover>> CoversOf(const ContractRow& contract);

// The same covers in their order, each without the days that one before it covers.
std::vector<Cover> WithoutOverlap(const std::vector<Cover>& covers);

// The first of `candidates` that covers the day, else the latest that had begun by then, else the
// first to begin; `candidates` are in their order, not empty.
const Cover* CoverOn(const std::vector<Cover>& candidates, CivilDate date);

}  // namespace tirek::billing
