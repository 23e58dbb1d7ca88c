// All SQL of a statement on its way in: rows wait in temporary tables of the transaction until the
// whole file was read, then they are stored as sets. Temporary, because row-level security refuses
// COPY into the tables themselves.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/sql/unit_of_work.h"
#include "services/settlement/statement.h"
#include "services/settlement/statement_matching.h"

namespace tirek::settlement {

class IncomingGateway {
 public:
  explicit IncomingGateway(sql::UnitOfWork& work);

  // Rows are kept in memory until Flush, which copies them.
  void Add(const MatchedLine& line);
  void Flush();

  // Moves on the orders that lines pay, and stores lines, breaks, and what stands in suspense. A
  // break of no order belongs to the month of its statement in `newest_months` (by statement id; ""
  // where it pays no order), else to its own.
  void Store(const std::vector<std::pair<std::string, std::string>>& newest_months);

  // The stored lines in portions, ordered by ledger: who posts them locks ledgers in the order of
  // their ids, and each once. Ends with the first error.
  Result<void> EachPortion(
      const std::function<Result<void>(const std::vector<PostedLine>&)>& visit);

 private:
  void Add(const StatementLine& line, const MatchedLine& matched);
  void Add(const Break& found, CivilDate book_date);

  sql::UnitOfWork& work_;
  std::string lines_;
  std::string breaks_;
  std::string suspended_;
  std::string references_;
};

}  // namespace tirek::settlement
