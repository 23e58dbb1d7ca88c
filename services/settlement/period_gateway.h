// All SQL of periods and their events, and of what hangs when one is to be closed.
#pragma once

#include <string>
#include <vector>

#include "core/rpc/page.h"
#include "core/sql/unit_of_work.h"
#include "services/settlement/period.h"

namespace tirek::settlement {

struct HangingDocuments {
  std::vector<HangingDocument> listed;  // the first 100
  int count = 0;
};

class PeriodGateway {
 public:
  explicit PeriodGateway(sql::UnitOfWork& work) : work_(work) {}

  // Waits for postings of the month under way, and keeps others out until the transaction ends.
  BooksPeriod Lock(const std::string& month);
  // Documents that would still post into the month.
  HangingDocuments FindPosting(const std::string& month);
  // Those, and documents of the month that wait for payment or for the bank.
  HangingDocuments FindOpen(const std::string& month);
  // Later than whatever is posted: of a month that is locked, everything is recorded before it.
  Instant AfterPostings(Instant now);

  void Update(const BooksPeriod& period);
  void Insert(const PeriodEvent& event);

  // Newest first.
  std::vector<BooksPeriod> List(const rpc::Page& page);
  // By month and number.
  std::vector<PeriodEvent> Events(const PeriodEventFilter& filter, const rpc::Page& page);

 private:
  HangingDocuments Documents(const std::string& month, const std::string& query);

  sql::UnitOfWork& work_;
};

}  // namespace tirek::settlement
