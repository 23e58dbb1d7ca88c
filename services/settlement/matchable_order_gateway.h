// All SQL of payment orders as lines are matched with them.
#pragma once

#include <string>
#include <vector>

#include "core/sql/unit_of_work.h"
#include "services/settlement/match.h"

namespace tirek::settlement {

class MatchableOrderGateway {
 public:
  explicit MatchableOrderGateway(sql::UnitOfWork& work) : work_(work) {}

  // What these lines may have to do with: orders that wait for money, and of those that are paid
  // the ones that the lines name or that money which came back is alike.
  std::vector<MatchableOrder> Candidates(const std::vector<SuspendedLine>& lines);
  // Held until the transaction ends, by their ids; those that there are.
  std::vector<MatchableOrder> Lock(const std::vector<std::string>& end_to_end_ids);
  // The money of `part` came back of its order; undone, it has not.
  void AddReturned(const MatchedPart& part);

 private:
  sql::UnitOfWork& work_;
};

}  // namespace tirek::settlement
