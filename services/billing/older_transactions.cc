#include "services/billing/older_transactions.h"

#include <algorithm>
#include <iterator>
#include <vector>

#include "services/billing/run_gateway.h"

namespace tirek::billing {

bool AwaitOlderTransactions(sql::UnitOfWork& work, StopSignal& stop) {
  constexpr std::chrono::milliseconds kStep(10);
  constexpr std::chrono::seconds kLongest(30);
  const std::set<std::string> older = OpenTransactions(work);
  for (std::chrono::milliseconds waited(0); waited < kLongest; waited += kStep) {
    const std::set<std::string> open = OpenTransactions(work);
    std::vector<std::string> left;
    std::set_intersection(older.begin(), older.end(), open.begin(), open.end(),
                          std::back_inserter(left));
    if (left.empty()) return true;
    if (!stop.WaitFor(kStep)) return false;
  }
  return true;
}

}  // namespace tirek::billing
