// All SQL on assessments. Reads and writes sets; the transaction is the caller's.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/rpc/page.h"
#include "core/sql/unit_of_work.h"
#include "services/contracts/assessment.h"

namespace tirek::contracts {

class AssessmentGateway {
 public:
  explicit AssessmentGateway(sql::UnitOfWork& work) : work_(work) {}

  void Insert(const std::vector<Assessment>& assessments);
  // Up to page.size + 1, by month and in the order of recording.
  std::vector<Assessment> List(const AssessmentFilter& filter, const rpc::Page& page);
  // Of each key of these providers and months, what was recorded last.
  std::map<AssessmentKey, Assessment> Latest(const std::vector<std::string>& provider_ids,
                                             const std::vector<std::string>& months);
  // By contract id, in their last versions, those that exist.
  std::map<std::string, ContractSpan> Spans(const std::vector<std::string>& contract_ids);

 private:
  sql::UnitOfWork& work_;
};

}  // namespace tirek::contracts
