// All SQL of periods, and of what hangs when one is to be closed.
#pragma once

#include <string>
#include <vector>

#include "core/rpc/page.h"
#include "core/sql/unit_of_work.h"
#include "services/settlement/period.h"

namespace tirek::settlement {

struct OpenDocuments {
  std::vector<OpenDocument> listed;  // the first 100
  int count = 0;
};

class PeriodGateway {
 public:
  explicit PeriodGateway(sql::UnitOfWork& work) : work_(work) {}

  // Waits for postings of the month under way, and keeps others out until the transaction ends.
  BooksPeriod Lock(const std::string& month);
  OpenDocuments FindOpen(const std::string& month);
  void Close(const BooksPeriod& period);

  // Newest first.
  std::vector<BooksPeriod> List(const rpc::Page& page);

 private:
  sql::UnitOfWork& work_;
};

}  // namespace tirek::settlement
