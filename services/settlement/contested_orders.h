// Orders that several lines of one file name: what each of its statements says of them, and how
// each finds them after those before it. Pure.
#pragma once

#include <cstddef>
#include <map>
#include <string>

#include "billing/bank/statement.h"
#include "services/settlement/statement.h"
#include "services/settlement/statement_matching.h"

namespace tirek::settlement {

class ContestedOrders {
 public:
  // Of each line that names `order`, in the order of the file; `number` is the line's own.
  void Note(std::size_t statement, int number, const bank::StatementLine& line,
            const SentOrder& order);
  // When all lines are noted: an order that one statement meets is met for those after it.
  void Settle();
  // Null where the statement's lines do not name it.
  const NamedOrder* Find(std::size_t statement, const std::string& reference) const;

 private:
  struct Named {
    NamedOrder order;
    Money first = Money::FromMinor(0, kTenge);  // the amount of the first line that may pay it
  };

  std::map<std::string, std::map<std::size_t, Named>> named_;  // by reference and statement
};

}  // namespace tirek::settlement
