#include "services/settlement/contested_orders.h"

namespace tirek::settlement {

void ContestedOrders::Note(std::size_t statement, int number, const bank::StatementLine& line,
                           const SentOrder& order) {
  Named& named =
      named_[order.end_to_end_id].try_emplace(statement, Named{{order, {}}}).first->second;
  bank::Naming& naming = named.order.naming;
  const std::size_t before = naming.lines;
  naming.Note(ExpectedOf(order), line, static_cast<std::size_t>(number));
  if (before == 0 && naming.lines == 1) named.first = line.amount;
}

void ContestedOrders::Settle() {
  for (auto& [reference, by_statement] : named_) {
    bool met = by_statement.begin()->second.order.order.met;
    long long rest_minor = by_statement.begin()->second.order.order.rest_minor;
    for (auto& [statement, named] : by_statement) {
      SentOrder& order = named.order.order;
      order.met = met;
      order.rest_minor = rest_minor;
      const bank::Naming& naming = named.order.naming;
      if (met || !naming.paying()) continue;
      met = true;
      rest_minor = naming.exact ? 0 : order.amount.minor() - named.first.minor();
    }
  }
}

const NamedOrder* ContestedOrders::Find(std::size_t statement, const std::string& reference) const {
  const auto found = named_.find(reference);
  if (found == named_.end()) return nullptr;
  const auto named = found->second.find(statement);
  return named == found->second.end() ? nullptr : &named->second.order;
}

}  // namespace tirek::settlement
